package org.tallystick.enrolment;

/** How the numbers of the trade look (API.md, Bill): ASCII letters and digits of fixed lengths. */
public final class IdentifierRules {
    private IdentifierRules() {}

    /** @return whether this is a terminal number: 8 letters or digits */
    public static boolean isTerminalNo(String text) {
        return isAlphanumeric(text, 8, 8);
    }

    /** @return whether this is a merchant number: 15 letters or digits */
    public static boolean isMerchantNo(String text) {
        return isAlphanumeric(text, 15, 15);
    }

    /** @return whether this is an acquirer's number: 8 to 11 letters or digits */
    public static boolean isAcquirer(String text) {
        return isAlphanumeric(text, 8, 11);
    }

    /** @return whether this can be a device's serial number: 1 to 64 letters, digits, '-', '.' or '/' */
    public static boolean isSerial(String text) {
        return isMadeOf(text, 1, 64, "-./");
    }

    private static boolean isAlphanumeric(String text, int least, int most) {
        return isMadeOf(text, least, most, "");
    }

    private static boolean isMadeOf(String text, int least, int most, String alsoAllowed) {
        if (text.length() < least || text.length() > most) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            if (!plain && alsoAllowed.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
