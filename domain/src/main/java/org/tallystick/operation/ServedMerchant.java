package org.tallystick.operation;

import java.util.Locale;

/**
 * A merchant as the operator sees it: no receipts.
 *
 * @param institution code of its acquirer
 * @param expiring terminals' certificates that end within 30 days
 */
public record ServedMerchant(
        String merchantNo,
        String nameZh,
        String nameEn,
        String city,
        String region,
        String mcc,
        String institution,
        String institutionZh,
        String institutionEn,
        long terminals,
        long expiring) {

    public String name(Locale locale) {
        return locale.getLanguage().equals("en") ? nameEn : nameZh;
    }

    public String institutionName(Locale locale) {
        return locale.getLanguage().equals("en") ? institutionEn : institutionZh;
    }
}
