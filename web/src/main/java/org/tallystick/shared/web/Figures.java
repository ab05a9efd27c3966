package org.tallystick.shared.web;

import java.util.Locale;

/** Numbers for people. */
public final class Figures {
    private Figures() {}

    /** With groups of three. */
    public static String of(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** How wide the bar of a part is, in hundredths of the whole's. */
    public static String width(long part, long whole) {
        return whole == 0 ? "0" : String.format(Locale.ROOT, "%.1f", 100.0 * part / whole);
    }

    /** Hundredths of a per cent as per cent, without the sign: {@code 99.94}. */
    public static String percent(long perTenThousand) {
        return perTenThousand % 100 == 0
                ? String.valueOf(perTenThousand / 100)
                : String.format(Locale.ROOT, "%d.%02d", perTenThousand / 100, perTenThousand % 100);
    }
}
