package org.tallystick.shared.web;

import java.util.Locale;
import org.tallystick.shared.Money;

/**
 * An amount as pages set it: sign, unit and figures apart, so that the unit can be lighter than the figures.
 *
 * @param sign a minus sign or nothing
 * @param unit {@code ¥} or a currency code
 * @param figures {@code 1,234.50}
 */
public record Amount(String sign, String unit, String figures) {

    /** The amount of {@link Money#format} in its pieces. */
    public static Amount of(Money money, Locale locale) {
        String text = money.format(locale);
        String bare = text.startsWith("-") ? text.substring(1) : text;
        int first = 0;
        while (!Character.isDigit(bare.charAt(first))) {
            first++;
        }
        String unit = bare.substring(0, first).strip();
        return new Amount(text.startsWith("-") ? "−" : "", unit, bare.substring(first));
    }

    /** Whether the unit is a word, which needs a space after it. */
    public boolean isUnitWord() {
        return unit.length() > 1;
    }
}
