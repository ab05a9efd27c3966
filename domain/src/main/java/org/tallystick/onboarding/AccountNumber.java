package org.tallystick.onboarding;

import java.text.Normalizer;

/**
 * Number of a settlement account.
 *
 * @param digits without blanks
 */
public record AccountNumber(String digits) {
    private static final int SHOWN = 4;

    /** What somebody typed, without blanks and hyphens. */
    public static AccountNumber typed(String text) {
        return new AccountNumber(
                Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s-]", ""));
    }

    /** Whether it can be one: 8 to 30 digits. */
    public boolean isPossible() {
        return digits.matches("[0-9]{8,30}");
    }

    /** The last four digits; all that pages show. */
    public String masked() {
        return "•••• " + digits.substring(Math.max(0, digits.length() - SHOWN));
    }

    /** Never the number: records end up in logs. */
    @Override
    public String toString() {
        return "AccountNumber[****]";
    }
}
