package org.tallystick.ledger.service;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.MerkleHash;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.TiledLog;
import org.tallystick.ledger.TreeHead;

/** Reads stored entries and tiles again and compares them with what a signed checkpoint says about them. */
final class LedgerReadBack {
    private static final int READ_AT_ONCE = 4_096;

    private final LogRepository repository;
    private final LongConsumer times;

    LedgerReadBack(LogRepository repository) {
        this(repository, time -> {});
    }

    /** @param times told of each entry's time that was read again, in UTC milliseconds */
    LedgerReadBack(LogRepository repository, LongConsumer times) {
        this.repository = repository;
        this.times = times;
    }

    /**
     * @param from first entry to read again
     * @return what differs, in words; empty if nothing does
     */
    Optional<String> difference(LedgerLog log, NoteVerifier key, long from, SignedHead head) {
        return difference(log, key, from, head, () -> {});
    }

    /** @param pace called between the pieces that are read */
    Optional<String> difference(LedgerLog log, NoteVerifier key, long from, SignedHead head, Runnable pace) {
        for (long at = from; at < head.size(); at += READ_AT_ONCE) {
            pace.run();
            Optional<String> found = entries(log, at, Math.min(head.size(), at + READ_AT_ONCE));
            if (found.isPresent()) {
                return found;
            }
        }
        return rootDifference(log, key, head);
    }

    /** @return whether the head of the log is the root of its tiles */
    Optional<String> headDifference(LedgerLog log) {
        TreeHead head = repository.head(log.id());
        try {
            byte[] root = new TiledLog(new DatabaseTileSource(repository, log.id()), head.size())
                    .head()
                    .root();
            return Arrays.equals(root, head.root())
                    ? Optional.empty()
                    : Optional.of("the stored tiles do not hash to the root in ledger_head");
        } catch (IOException | LedgerFormatException e) {
            return Optional.of("the tiles under ledger_head cannot be read: " + e.getMessage());
        }
    }

    private Optional<String> entries(LedgerLog log, long from, long to) {
        long expected = from;
        for (LogRepository.StoredEntry entry : repository.entries(log.id(), from, to)) {
            if (entry.index() != expected) {
                break;
            }
            if (!Arrays.equals(MerkleHash.leaf(entry.bytes()), entry.leafHash())) {
                return Optional.of("entry " + entry.index() + " of ledger_entry does not hash to its leaf");
            }
            try {
                times.accept(LedgerEntry.parse(entry.bytes()).timeMillis());
            } catch (LedgerFormatException e) {
                return Optional.of("entry " + entry.index() + " of ledger_entry is no entry: " + e.getMessage());
            }
            expected++;
        }
        return expected == to ? Optional.empty() : Optional.of("entry " + expected + " is missing");
    }

    /** The same of the tiles alone: of a log whose entries are not kept any more. */
    Optional<String> rootDifference(LedgerLog log, NoteVerifier key, SignedHead head) {
        try {
            Checkpoint signed = Checkpoint.open(head.checkpoint(), List.of(key));
            byte[] root = new TiledLog(new DatabaseTileSource(repository, log.id()), head.size())
                    .head()
                    .root();
            return Arrays.equals(root, signed.root())
                    ? Optional.empty()
                    : Optional.of("the stored tiles do not hash to the signed root");
        } catch (IOException | LedgerFormatException e) {
            return Optional.of("the tiles cannot be read: " + e.getMessage());
        }
    }
}
