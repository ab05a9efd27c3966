package org.tallystick.ledger;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.Sha256;

/**
 * Looks at what the entries of a master log stand for: each is what its digest says, each recorded checkpoint is signed by the shard's
 * key, which never changes, and no shard shrinks or has two roots for one size. That the roots follow from each other only an audit of
 * the shard itself can tell: {@link #shards} has what it must be held against.
 */
public final class MasterCheck implements EntryCheck {
    private static final int ENTRIES_PER_BUNDLE = 256;

    /** Checkpoints of each shard that its audit is held against: the first ones, then every further one that doubles the distance. */
    private static final int MOST_KEPT = 64;

    private final LogFiles files;
    private final Map<String, Shard> shards = new TreeMap<>();

    /** Of logs that this master log has not recorded yet: one that follows on another repeats what that one had said. */
    private final Map<String, Stated> before = new HashMap<>();

    private long bundle = -1;
    private Map<Long, byte[]> objects = Map.of();
    private long unread;

    /**
     * A log that the master log vouches for.
     *
     * @param records recorded checkpoints of it, the oldest first
     * @param since ledger time of the first record of its newest tree, UTC milliseconds
     * @param removal that its entries are not kept any more, if so
     */
    public record Shard(
            NoteVerifier key, String state, List<MasterRecord> records, long since, Optional<MasterRemoval> removal) {
        private Shard removed(MasterRemoval said) {
            return new Shard(key, state, records, since, Optional.of(said));
        }

        /** The newest one. */
        public Checkpoint newest() {
            return records.get(records.size() - 1).checkpoint();
        }
    }

    /** @param at ledger time of the entry, UTC milliseconds */
    private record Stated(MasterRemoval removal, long at) {}

    public MasterCheck(LogFiles files) {
        this.files = files;
    }

    /** All shards by their origins, after the audit. */
    public Map<String, Shard> shards() {
        return shards;
    }

    /** Entries whose objects could not be had. */
    public long unread() {
        return unread;
    }

    @Override
    public Optional<String> contradiction(long index, LedgerEntry entry) throws IOException {
        if (!isOfTheLedger(entry.kind())) {
            return Optional.empty();
        }
        byte[] object = object(index);
        if (object == null) {
            unread++;
            return Optional.of("what it stands for cannot be had.");
        }
        if (!Arrays.equals(Sha256.of(object), entry.digest())) {
            return Optional.of("what is shown for it has another digest.");
        }
        try {
            if (entry.kind() == EntryKind.REMOVED) {
                return accept(new Stated(MasterRemoval.parse(object), entry.timeMillis()));
            }
            return entry.kind() == EntryKind.CHECKPOINT && MasterRecord.isRecord(object)
                    ? accept(MasterRecord.parse(object), entry.timeMillis())
                    : Optional.empty();
        } catch (LedgerFormatException e) {
            return Optional.of("what is recorded of a log is not of that log: " + e.getMessage() + ".");
        }
    }

    /** Of a log that this master log has not recorded, nothing is known that could be held against it. */
    private Optional<String> accept(Stated stated) {
        MasterRemoval removal = stated.removal();
        Shard known = shards.get(removal.origin());
        if (known == null) {
            before.put(removal.origin(), stated);
            return Optional.empty();
        }
        Checkpoint last = known.newest();
        long beyond = removal.head().size() - last.size();
        if (beyond < 0 || (beyond > 0 && !known.state().equals("open")) || (beyond == 0 && !removal.isOf(last))) {
            return Optional.of("it removes another tree of %s than the one of %d entries that was recorded last."
                    .formatted(removal.origin(), last.size()));
        }
        if (!removal.isDue(stated.at(), known.since())) {
            return Optional.of("it removes %s before the %d days are over for which that had to be kept."
                    .formatted(removal.origin(), removal.keepDays()));
        }
        shards.put(removal.origin(), known.removed(removal));
        return Optional.empty();
    }

    private static boolean isOfTheLedger(EntryKind kind) {
        return switch (kind) {
            case CHECKPOINT, SEALED, INCIDENT, RESTORE, REMOVED -> true;
            default -> false;
        };
    }

    private Optional<String> accept(MasterRecord record, long at) {
        Checkpoint now = record.checkpoint();
        Shard known = shards.get(now.origin());
        if (known == null) {
            List<MasterRecord> first = new ArrayList<>(List.of(record));
            shards.put(now.origin(), new Shard(record.key(), record.state(), first, at, Optional.empty()));
            return Optional.ofNullable(before.remove(now.origin())).flatMap(this::accept);
        }
        if (!known.key().equals(record.key())) {
            return Optional.of("it has another key for " + now.origin() + " than before.");
        }
        Checkpoint last = known.newest();
        if (now.size() < last.size() || (now.size() == last.size() && !Arrays.equals(now.root(), last.root()))) {
            return Optional.of("%s had %d entries before and has %d now, or another root of as many."
                    .formatted(now.origin(), last.size(), now.size()));
        }
        if ((!known.state().equals("open") || known.removal().isPresent()) && now.size() > last.size()) {
            return Optional.of(now.origin() + " has grown after it was sealed.");
        }
        List<MasterRecord> records = known.records();
        records.add(record);
        if (records.size() > MOST_KEPT) {
            for (int i = records.size() - 2; i > 0; i -= 2) {
                records.remove(i);
            }
        }
        long since = now.size() > last.size() ? at : known.since();
        shards.put(now.origin(), new Shard(known.key(), record.state(), records, since, known.removal()));
        return Optional.empty();
    }

    private byte @Nullable [] object(long index) throws IOException {
        if (bundle != index / ENTRIES_PER_BUNDLE) {
            bundle = index / ENTRIES_PER_BUNDLE;
            try {
                objects = LedgerObjects.parse(files.objects(bundle));
            } catch (NoSuchFileException e) {
                objects = Map.of();
            } catch (LedgerFormatException e) {
                throw new IOException("The objects of bundle " + bundle + " cannot be read: " + e.getMessage(), e);
            }
        }
        return objects.get(index);
    }
}
