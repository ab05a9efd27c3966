package org.tallystick.verification;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much of a report somebody wants to read; each depth shows what the ones before show, and more. */
public enum ReportDepth {
    /** One sentence, and the facts that signatures vouch for. */
    SIMPLE,
    /** Every question with its answer in words. */
    DETAILED,
    /** How each question was answered, with the facts for machines, and the rules by which the outcome was drawn. */
    TECHNICAL,
    /** What all of it was made from: the report as JSON, the bill, the headers, the ledger proof. */
    RAW;

    /** Name on the command line. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The depth of this name. */
    public static Optional<ReportDepth> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
    }

    boolean shows(ReportDepth other) {
        return compareTo(other) >= 0;
    }
}
