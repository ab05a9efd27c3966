package org.tallystick.ledger;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.AuditFinding.Code;

/**
 * Hashes entries again, bundle by bundle, and reads what they say: their times and the terminals' counters.
 *
 * <p>A source may refuse the entries to this reader, or have been exported without them; then there is nothing to hold
 * against the log, only something to say. A bundle that is missing among others is a finding.
 */
final class EntryAudit {
    private final TileReader tiles;
    private final AuditFindings findings;
    private final EntryCheck also;
    private final Optional<MasterRemoval> removal;
    private final CounterAudit counters = new CounterAudit();

    /** Entries before this one were looked at by an earlier audit. */
    private long from;

    private long hashed;
    private long lastTime;

    /** Whether the source says of a bundle that it was removed, which it does not prove. */
    private boolean saidRemoved;

    private boolean refused;
    private long refusedFrom;
    private final List<Range> missing = new ArrayList<>();

    /** What an earlier audit was not allowed to read, or did not find in an export without entries. */
    private final List<Range> unread = new ArrayList<>();

    /** @param plan what else to look at for each entry, and whether entries are there at all */
    EntryAudit(TileReader tiles, AuditFindings findings, AuditPlan plan) {
        this.tiles = tiles;
        this.findings = findings;
        this.also = plan.check();
        this.removal = plan.removal();
    }

    /** @param leaves hashes that the entries must have */
    void check(EntryBundleCoordinate bundle, Tile leaves) throws IOException {
        byte[] bytes = read(bundle);
        if (bytes == null) {
            counters.lose();
            noteMissing(bundle);
            return;
        }
        List<byte[]> entries = EntryBundle.complete(bytes, bundle.width());
        List<EntryCheck.Placed> accepted = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            check(bundle.firstEntry() + i, entries.get(i), leaves.hash(i), accepted);
        }
        askAbout(accepted);
        if (entries.size() < bundle.width() || EntryBundle.length(entries) < bytes.length) {
            counters.lose();
            long last = bundle.firstEntry() + Math.min(entries.size(), bundle.width() - 1);
            String what =
                    entries.size() < bundle.width() ? " ends before the end of entry " : " has bytes after entry ";
            findings.error(Code.BUNDLE_MALFORMED, last, "Entry bundle " + bundle.path() + what + last + ".");
        }
    }

    private void askAbout(List<EntryCheck.Placed> accepted) throws IOException {
        List<Optional<String>> answers = also.contradictions(accepted);
        for (int i = 0; i < accepted.size(); i++) {
            long index = accepted.get(i).index();
            answers.get(i)
                    .ifPresent(text -> findings.error(Code.OBJECT_CONTRADICTS, index, "Entry " + index + ": " + text));
        }
    }

    private void check(long index, byte[] bytes, byte[] leaf, List<EntryCheck.Placed> accepted) {
        if (index < from) {
            return;
        }
        hashed++;
        if (!Arrays.equals(MerkleHash.leaf(bytes), leaf)) {
            counters.lose();
            findings.error(Code.ENTRY_ALTERED, index, "Entry " + index + " does not hash to its leaf in the tree.");
            return;
        }
        try {
            LedgerEntry entry = LedgerEntry.parse(bytes);
            accept(index, entry);
            accepted.add(new EntryCheck.Placed(index, entry));
        } catch (LedgerFormatException e) {
            counters.lose();
            findings.error(Code.ENTRY_MALFORMED, index, "Entry " + index + " is in no known form: " + e.getMessage());
        }
    }

    private void accept(long index, LedgerEntry entry) {
        if (entry.timeMillis() < lastTime) {
            findings.error(
                    Code.TIME_WENT_BACK, index, "Entry " + index + " has an earlier ledger time than one before it.");
        }
        lastTime = Math.max(lastTime, entry.timeMillis());
        counters.accept(index, entry);
    }

    /** @return hashes of the entries of a bundle, for comparison with a doubtful tile; empty if they cannot be had */
    Optional<Tile> leaves(EntryBundleCoordinate bundle) throws IOException {
        byte[] bytes = read(bundle);
        if (bytes == null) {
            return Optional.empty();
        }
        List<byte[]> entries = EntryBundle.complete(bytes, bundle.width());
        return entries.size() == bundle.width()
                ? Optional.of(Tile.of(entries.stream().map(MerkleHash::leaf).toList()))
                : Optional.empty();
    }

    private byte @Nullable [] read(EntryBundleCoordinate bundle) throws IOException {
        // Of what the master log says was removed, a mirror may still have all: only the source's own word ends asking.
        if (refused || (saidRemoved && removal.isPresent())) {
            return null;
        }
        try {
            return tiles.bundle(bundle);
        } catch (EntriesRemovedException e) {
            saidRemoved = true;
            return null;
        } catch (AccessDeniedException e) {
            refused = true;
            refusedFrom = bundle.firstEntry();
            return null;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private void noteMissing(EntryBundleCoordinate bundle) {
        if (refused) {
            return;
        }
        long from = bundle.firstEntry();
        if (!missing.isEmpty() && missing.get(missing.size() - 1).to == from) {
            from = missing.remove(missing.size() - 1).from;
        }
        missing.add(new Range(from, bundle.firstEntry() + bundle.width()));
    }

    /** @return what could not be looked at */
    List<String> finish() {
        counters.report(findings);
        if (removed() > 0) {
            return List.of(told(removal.orElseThrow()));
        }
        if (hashed == 0 && !saidRemoved) {
            return List.of("Entries not readable" + (refused ? " without an auditor's token" : "")
                    + ": only the hashes of the tree were checked.");
        }
        for (Range range : missing) {
            findings.error(
                    Code.ENTRIES_MISSING,
                    range.from,
                    "Entries " + range.from + " to " + (range.to - 1)
                            + " are missing, which only a published retention policy allows."
                            + (saidRemoved
                                    ? " The source says that they were removed after their retention: only the master"
                                            + " log proves that. Give its key too, or audit all logs by it."
                                    : ""));
        }
        List<String> notes = new ArrayList<>();
        unread.stream()
                .filter(range -> range.from < range.to)
                .map(range -> "Entries " + range.from + " to " + (range.to - 1)
                        + " were not readable for an earlier audit, and are not read now: without its state file all"
                        + " would be.")
                .forEach(notes::add);
        if (refused) {
            notes.add("Entries from " + refusedFrom + " on not readable: the token was refused.");
        }
        return notes;
    }

    private String told(MasterRemoval said) {
        long size = said.head().size();
        return "%s entries were removed after their retention (%s) on %s, as the master log has recorded: the hashes of the tree were checked, the entries cannot be."
                .formatted(
                        removed() == size ? "All " + size : removed() + " of " + size,
                        said.policy(),
                        said.at().truncatedTo(ChronoUnit.SECONDS));
    }

    /** Entries that are not there, as the master log has recorded. */
    long removed() {
        return removal.isEmpty()
                ? 0
                : Stream.concat(missing.stream(), unread.stream())
                        .mapToLong(range -> range.to - range.from)
                        .sum();
    }

    long hashed() {
        return hashed;
    }

    void save(StringBuilder memory) {
        memory.append("entries ").append(hashed).append('\n');
        memory.append("time ").append(lastTime).append('\n');
        if (refused) {
            memory.append("refused ").append(refusedFrom).append('\n');
        }
        unread.forEach(range -> memory.append("unread %d %d\n".formatted(range.from, range.to)));
        missing.forEach(range -> memory.append("missing %d %d\n".formatted(range.from, range.to)));
        counters.save(memory);
    }

    void restore(AuditMemory memory) {
        from = memory.checked();
        hashed = memory.number("entries");
        lastTime = memory.number("time");
        memory.all("unread").forEach(line -> unread.add(range(line)));
        if (hashed == 0) {
            unread.add(new Range(0, from));
        } else {
            memory.all("missing").forEach(line -> missing.add(range(line)));
            memory.all("refused").forEach(line -> unread.add(new Range(Long.parseLong(line[1]), from)));
        }
        counters.restore(memory);
    }

    private static Range range(String[] line) {
        return new Range(Long.parseLong(line[1]), Long.parseLong(line[2]));
    }

    /** Entries from one index up to before another. */
    private record Range(long from, long to) {}
}
