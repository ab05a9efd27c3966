package org.tallystick.compliance.web;

import java.util.Locale;

/** Numbers for people. */
final class Figures {
    private Figures() {}

    /** With groups of three. */
    static String of(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Hundredths of a per cent as per cent, without the sign: {@code 99.94}. */
    static String percent(long perTenThousand) {
        return perTenThousand % 100 == 0
                ? String.valueOf(perTenThousand / 100)
                : String.format(Locale.ROOT, "%d.%02d", perTenThousand / 100, perTenThousand % 100);
    }
}
