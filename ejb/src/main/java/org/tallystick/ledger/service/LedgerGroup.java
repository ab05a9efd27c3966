package org.tallystick.ledger.service;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.GrowingTree;
import org.tallystick.ledger.TlogProof;

/** The items that are committed together, from decision to proof. Used by one batcher, once. */
final class LedgerGroup {
    private final List<Append<?>> items;
    private final Map<GroupWriter<?>, List<Append<?>>> byWriter = new LinkedHashMap<>();

    LedgerGroup(List<Append<?>> items) {
        this.items = items;
        for (Append<?> item : items) {
            byWriter.computeIfAbsent(item.writer(), w -> new ArrayList<>()).add(item);
        }
    }

    /** Lets the writers decide, gives every entry its index, and lets the writers insert their rows. */
    GroupContext write(ShardWriter.Locked at, boolean careful) throws SQLException {
        GroupContext group = new GroupContext(at, careful);
        items.forEach(Append::reset);
        for (GroupWriter<?> writer : byWriter.keySet()) {
            decide(writer, group);
        }
        items.forEach(item -> item.sequence(group));
        for (GroupWriter<?> writer : byWriter.keySet()) {
            writeRows(writer, group);
        }
        return group;
    }

    /** Each item as a group of its own, in order; empty if this is one already. */
    List<LedgerGroup> apart() {
        return items.size() == 1
                ? List.of()
                : items.stream().map(item -> new LedgerGroup(List.of(item))).toList();
    }

    void committed(int logId) {
        byWriter.keySet().forEach(writer -> writer.committed(logId));
    }

    void rolledBack(int logId) {
        byWriter.keySet().forEach(writer -> writer.rolledBack(logId));
    }

    /** Every item's position with its proof against one checkpoint over the committed tree, in the items' order. */
    List<Optional<LedgerPosition>> positions(LedgerLog log, GrowingTree tree, byte[] checkpoint) {
        List<Optional<LedgerPosition>> positions = new ArrayList<>(items.size());
        for (Append<?> item : items) {
            positions.add(item.entries().stream().findFirst().map(entry -> position(log, entry, tree, checkpoint)));
        }
        return positions;
    }

    void complete(List<Optional<LedgerPosition>> positions) {
        for (int i = 0; i < items.size(); i++) {
            items.get(i).complete(positions.get(i));
        }
    }

    void fail(Throwable reason) {
        items.forEach(item -> item.outcome().completeExceptionally(reason));
    }

    private LedgerPosition position(LedgerLog log, SequencedEntry entry, GrowingTree tree, byte[] checkpoint) {
        TlogProof proof = new TlogProof(
                Optional.of(entry.bytes()),
                entry.index(),
                tree.inclusion(entry.index()).path(),
                checkpoint);
        return new LedgerPosition(log, entry.index(), entry.entry().timeMillis(), proof.text());
    }

    /** The list holds only appends of this very writer: {@link Append} binds item and writer by type. */
    @SuppressWarnings("unchecked")
    private <T> void decide(GroupWriter<T> writer, GroupContext group) throws SQLException {
        writer.decide((List<Append<T>>) (List<?>) byWriter.getOrDefault(writer, List.of()), group);
    }

    @SuppressWarnings("unchecked")
    private <T> void writeRows(GroupWriter<T> writer, GroupContext group) throws SQLException {
        writer.write((List<Append<T>>) (List<?>) byWriter.getOrDefault(writer, List.of()), group);
    }
}
