package org.tallystick.ledger;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What an entry is about (API.md, Ledger entry bytes). */
public enum EntryKind {
    /** A sealed bill with a valid terminal signature. */
    RECEIPT,
    /** The platform's statement over a bill without one. */
    UNSIGNED,
    /** Counters of a terminal that were skipped. */
    GAP,
    /** A second bill under a counter already taken. */
    CONFLICT,
    LATE_SIGNATURE,
    CASE,
    CERTIFICATE,
    AUDIT_TRAIL,
    AUDIT_RUN,
    DISPUTE,
    NOTICE,
    ERASURE,
    RESTORE,
    EXPORT,
    CONFIGURATION,
    CEREMONY,
    INCIDENT,
    /** In the master log: a shard's signed checkpoint. */
    CHECKPOINT,
    /** A timestamp over a checkpoint of this log, with what judges it later. */
    TIMESTAMP,
    /** The last entry of a log that takes no more. */
    SEALED,
    /** In the master log: that the entries of a log that has ended were removed after their retention. */
    REMOVED;

    private static final Map<String, EntryKind> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(EntryKind::wireName, Function.identity()));

    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The word in an entry's second line. */
    public String wireName() {
        return wireName;
    }

    /** Whether what such an entry stands for is kept as long as its log and no longer: its bytes go with it. */
    public boolean goesWithItsLog() {
        return switch (this) {
            case RECEIPT, UNSIGNED, GAP, CONFLICT, LATE_SIGNATURE, CASE, DISPUTE -> true;
            default -> false;
        };
    }

    public static Optional<EntryKind> ofWireName(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }
}
