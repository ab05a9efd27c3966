package org.tallystick.operation;

import java.util.List;
import java.util.Locale;

/**
 * An acquirer with what it has on the platform.
 *
 * @param regions where its merchants are, in order
 * @param receipts of the last 30 days
 * @param expiring terminals' certificates that end within 30 days
 */
public record Institution(
        String code,
        String nameZh,
        String nameEn,
        List<String> regions,
        long merchants,
        long terminals,
        long receipts,
        long expiring) {
    public Institution {
        regions = List.copyOf(regions);
    }

    /** The name in a language; the Chinese one unless English is asked for. */
    public String name(Locale locale) {
        return locale.getLanguage().equals("en") ? nameEn : nameZh;
    }
}
