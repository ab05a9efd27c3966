package org.tallystick.coverage;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Which receipts to count: local days of the sale, both included.
 *
 * @param region narrows it; so does the acquirer
 */
public record RateQuery(LocalDate from, LocalDate to, Optional<String> region, Optional<String> acquirer) {
    /** What rows are about. */
    public enum Dimension {
        INSTITUTION,
        REGION,
        BRAND,
        ENTRY_MODE,
        MERCHANT,
        TERMINAL,
        DAY
    }
}
