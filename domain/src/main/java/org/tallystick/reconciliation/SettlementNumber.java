package org.tallystick.reconciliation;

import java.security.SecureRandom;
import org.tallystick.shared.OneTimeCode;

/** Names settlement files: {@code S} and eight characters of Crockford's base32. It says nothing about how many there are. */
public final class SettlementNumber {
    private static final int RANDOM_CHARACTERS = 12;
    private static final int KEPT = 8;

    private SettlementNumber() {}

    public static String create(SecureRandom random) {
        return "S" + OneTimeCode.create(random, RANDOM_CHARACTERS).text().substring(0, KEPT);
    }
}
