package org.tallystick.ledger;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
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
    private long bundle = -1;
    private Map<Long, byte[]> objects = Map.of();
    private long unread;

    /** A log that the master log vouches for, with recorded checkpoints of it, the oldest first. */
    public record Shard(NoteVerifier key, String state, List<MasterRecord> records) {
        /** The newest one. */
        public Checkpoint newest() {
            return records.get(records.size() - 1).checkpoint();
        }
    }

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
        if (entry.kind() != EntryKind.CHECKPOINT || !MasterRecord.isRecord(object)) {
            return Optional.empty();
        }
        try {
            return accept(MasterRecord.parse(object));
        } catch (LedgerFormatException e) {
            return Optional.of("the recorded checkpoint is not one of its log: " + e.getMessage() + ".");
        }
    }

    private static boolean isOfTheLedger(EntryKind kind) {
        return switch (kind) {
            case CHECKPOINT, SEALED, INCIDENT, RESTORE -> true;
            default -> false;
        };
    }

    private Optional<String> accept(MasterRecord record) {
        Checkpoint now = record.checkpoint();
        Shard known = shards.get(now.origin());
        if (known == null) {
            shards.put(now.origin(), new Shard(record.key(), record.state(), new ArrayList<>(List.of(record))));
            return Optional.empty();
        }
        if (!known.key().equals(record.key())) {
            return Optional.of("it has another key for " + now.origin() + " than before.");
        }
        Checkpoint before = known.newest();
        if (now.size() < before.size() || (now.size() == before.size() && !Arrays.equals(now.root(), before.root()))) {
            return Optional.of("%s had %d entries before and has %d now, or another root of as many."
                    .formatted(now.origin(), before.size(), now.size()));
        }
        if (!known.state().equals("open") && now.size() > before.size()) {
            return Optional.of(now.origin() + " has grown after it was sealed.");
        }
        List<MasterRecord> records = known.records();
        records.add(record);
        if (records.size() > MOST_KEPT) {
            for (int i = records.size() - 2; i > 0; i -= 2) {
                records.remove(i);
            }
        }
        shards.put(now.origin(), new Shard(known.key(), record.state(), records));
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
