package org.tallystick.onboarding;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an applicant says of the business.
 *
 * @param name of the enterprise as on its licence, or of the individual's shop
 * @param licence unified social credit code; empty for an individual
 * @param contact name of the person who becomes the owner on the platform; an individual's own name
 * @param login e-mail address or mobile number of that person
 * @param mcc merchant category code, four digits
 * @param terminals how many are wanted; 0 if what was typed is no number
 * @param accountName in whose name the settlement account is
 */
public record Business(
        String name,
        String licence,
        String contact,
        String login,
        String region,
        String city,
        String address,
        String mcc,
        int terminals,
        String accountName) {
    /** Most terminals of one application. */
    public static final int MOST_TERMINALS = 50;

    private static final int LONG = 128;
    private static final int SHORT = 64;

    /** What is wrong, by field: keys of sentences. Empty if all is well. */
    public Map<String, String> faults(ApplicantKind kind) {
        Map<String, String> faults = new LinkedHashMap<>();
        text(faults, "name", name, LONG);
        if (kind == ApplicantKind.ENTERPRISE && !UnifiedCreditCode.isValid(licence)) {
            faults.put("licence", "apply.licence");
        }
        text(faults, "contact", contact, SHORT);
        if (!login.matches("[^\\s@]{1,64}@[^\\s@]{1,189}|\\+?[0-9]{6,15}")) {
            faults.put("login", "apply.login");
        }
        text(faults, "region", region, SHORT);
        text(faults, "city", city, SHORT);
        text(faults, "address", address, LONG);
        if (!mcc.matches("[0-9]{4}")) {
            faults.put("mcc", "apply.mcc");
        }
        if (terminals < 1 || terminals > MOST_TERMINALS) {
            faults.put("terminals", "apply.terminals");
        }
        if (!isOwnAccount(kind)) {
            faults.put("accountName", "apply.account-name." + kind);
        }
        return faults;
    }

    private boolean isOwnAccount(ApplicantKind kind) {
        String holder = kind == ApplicantKind.ENTERPRISE ? name : contact;
        return !accountName.isBlank()
                && accountName.length() <= LONG
                && plain(accountName).equals(plain(holder));
    }

    /** Wide and narrow brackets and blanks are written differently by every bank. */
    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).replaceAll("\\s", "");
    }

    private static void text(Map<String, String> faults, String field, String value, int longest) {
        if (value.isBlank() || value.length() > longest || value.chars().anyMatch(Character::isISOControl)) {
            faults.put(field, "apply.text." + longest);
        }
    }
}
