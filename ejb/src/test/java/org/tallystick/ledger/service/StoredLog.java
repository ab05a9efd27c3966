package org.tallystick.ledger.service;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tallystick.ledger.GrowingTree;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.MerkleHash;
import org.tallystick.ledger.TiledLog;
import org.tallystick.ledger.TreeHead;

/**
 * What a log's tables hold after a fault, compared with what was answered and what was signed before it. Roots are computed
 * from the entries alone.
 */
final class StoredLog {
    private final LogRepository repository;
    private final int logId;
    private final List<LogRepository.StoredEntry> entries;
    private final List<byte[]> roots = new ArrayList<>();

    private StoredLog(LogRepository repository, int logId) {
        this.repository = repository;
        this.logId = logId;
        this.entries = repository.entries(logId, 0, Long.MAX_VALUE);
        GrowingTree tree = GrowingTree.empty();
        roots.add(tree.head().root());
        for (LogRepository.StoredEntry entry : entries) {
            tree.startGroup();
            tree.append(MerkleHash.leaf(entry.bytes()));
            tree.drainFullTiles();
            roots.add(tree.head().root());
        }
    }

    static StoredLog read(LogRepository repository, int logId) {
        return new StoredLog(repository, logId);
    }

    int size() {
        return entries.size();
    }

    /** What the tables contradict one another in; empty if nothing. */
    List<String> contradictions() throws IOException, SQLException {
        List<String> found = new ArrayList<>();
        TreeHead head = repository.head(logId);
        if (head.size() != size() || !Arrays.equals(head.root(), roots.get(size()))) {
            found.add("the head says " + head.size() + ", there are " + size() + " entries, or the roots differ");
        } else if (size() > 0
                && !new TiledLog(new DatabaseTileSource(repository, logId), size())
                        .head()
                        .equals(head)) {
            found.add("the tiles hash to another root");
        }
        Set<String> ids = new HashSet<>();
        Map<String, Long> rows = OnceWriter.stored(repository.dataSource(), logId);
        for (int place = 0; place < size(); place++) {
            String id = LedgerEntry.parse(entries.get(place).bytes()).id();
            if (!ids.add(id)) {
                found.add(id + " is there twice");
            }
            if (!Long.valueOf(place).equals(rows.get(id))) {
                found.add(id + " is entry " + place + " and row " + rows.get(id));
            }
        }
        if (rows.size() != size()) {
            found.add(rows.size() + " rows for " + size() + " entries");
        }
        return found;
    }

    /** Those of the answers that the log does not hold at the place they named. */
    List<String> lost(Map<String, Long> answered) {
        List<String> lost = new ArrayList<>();
        answered.forEach((id, place) -> {
            boolean there = place >= 0
                    && place < size()
                    && LedgerEntry.parse(entries.get(place.intValue()).bytes())
                            .id()
                            .equals(id);
            if (!there) {
                lost.add(id + " at " + place);
            }
        });
        return lost;
    }

    /** Those of the signed heads that this log never was, or no longer is. */
    List<Long> inconsistent(Collection<TreeHead> signed) {
        return signed.stream()
                .filter(head -> head.size() > size() || !Arrays.equals(head.root(), roots.get((int) head.size())))
                .map(TreeHead::size)
                .toList();
    }
}
