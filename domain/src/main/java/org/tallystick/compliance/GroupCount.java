package org.tallystick.compliance;

import java.util.Locale;

/**
 * Receipts of one acquirer or region.
 *
 * @param key acquirer code, or the region's name
 */
public record GroupCount(String key, String nameZh, String nameEn, Coverage coverage) {
    public String name(Locale locale) {
        return locale.getLanguage().equals("zh") ? nameZh : nameEn;
    }
}
