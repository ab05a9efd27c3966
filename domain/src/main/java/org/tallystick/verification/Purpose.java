package org.tallystick.verification;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a receipt is checked for. It decides which questions must be answered, never which answers are false. */
public enum Purpose {
    /** Somebody holds a slip. The default everywhere, with the decisive questions of API.md, Report. */
    CONSUMER,
    /** A merchant looks at its own sales. */
    MERCHANT,
    /** A regulator audits (THREATS.md 3.5: witnesses are decisive). */
    AUDIT,
    /** Evidence in a dispute or in court (THREATS.md 3.5, {@code evidence}). */
    COURT;

    /** Name on the command line, in addresses and in the data of policies. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The purpose of this name. */
    public static Optional<Purpose> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
    }
}
