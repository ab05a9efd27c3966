package org.tallystick.signing;

/**
 * The feature code (特征码) that a signature pad shows behind the cardholder's handwriting, so that the image of one
 * sale cannot quietly serve another. Eight upper-case hexadecimal digits. No key goes into it: it links, it does not
 * prove. WORKFLOWS.md 2.2.
 */
public final class FeatureCode {
    private static final int HALF = 8;

    private FeatureCode() {}

    /**
     * The code of an online sale.
     *
     * @param settlementDate MMDD, or empty where the host named none
     * @param referenceNo up to 12 characters, or empty; characters other than digits count as 0
     */
    public static String online(String settlementDate, String referenceNo) {
        return folded(digits(settlementDate, 4) + digits(referenceNo, 12));
    }

    /**
     * The code of an offline sale.
     *
     * @param batchNo up to 6 digits
     * @param traceNo up to 6 digits
     */
    public static String offline(String batchNo, String traceNo) {
        return folded(digits(batchNo, 6) + digits(traceNo, 6) + "0000");
    }

    private static String folded(String sixteenDigits) {
        int first = Integer.parseUnsignedInt(sixteenDigits.substring(0, HALF), 16);
        int second = Integer.parseUnsignedInt(sixteenDigits.substring(HALF), 16);
        return "%08X".formatted(first ^ second);
    }

    private static String digits(String text, int width) {
        if (text.length() > width) {
            throw new IllegalArgumentException("at most " + width + " characters");
        }
        return "0".repeat(width - text.length()) + text.replaceAll("[^0-9]", "0");
    }
}
