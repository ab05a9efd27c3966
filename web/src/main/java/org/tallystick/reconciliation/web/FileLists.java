package org.tallystick.reconciliation.web;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.tallystick.reconciliation.MatchResult;
import org.tallystick.reconciliation.SettlementFile;

/** The lists that a file's page shows and exports; the name is part of addresses. */
enum FileLists {
    UNMATCHED(EnumSet.of(MatchResult.NO_RECEIPT)),
    /** Receipts of the file's days that no file settles. */
    MISSING(EnumSet.noneOf(MatchResult.class)),
    DIFFERENT(EnumSet.of(MatchResult.MATCHED_WITH_DIFFERENCE)),
    DUPLICATE(EnumSet.of(MatchResult.DUPLICATE)),
    UNKNOWN(EnumSet.of(MatchResult.UNKNOWN_TERMINAL)),
    FAULTS(EnumSet.noneOf(MatchResult.class)),
    ALL(EnumSet.allOf(MatchResult.class));

    private final Set<MatchResult> results;

    FileLists(Set<MatchResult> results) {
        this.results = results;
    }

    Set<MatchResult> results() {
        return results;
    }

    static Optional<FileLists> named(String name) {
        return java.util.Arrays.stream(values())
                .filter(list -> list.key().equals(name))
                .findFirst();
    }

    String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    boolean isOfRows() {
        return !results.isEmpty();
    }

    long count(SettlementFile.Counts counts, long missing) {
        return switch (this) {
            case UNMATCHED -> counts.withoutReceipt();
            case MISSING -> missing;
            case DIFFERENT -> counts.differing();
            case DUPLICATE -> counts.duplicate();
            case UNKNOWN -> counts.unknownTerminal();
            case FAULTS -> counts.faults();
            case ALL -> counts.rows();
        };
    }
}
