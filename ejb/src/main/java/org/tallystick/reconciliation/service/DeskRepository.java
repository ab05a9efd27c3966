package org.tallystick.reconciliation.service;

import java.util.List;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;

/** The desks of acquirers, where one transaction at a time decides, and how far the ledger was searched for late bills. */
final class DeskRepository {
    private DeskRepository() {}

    /** Where the search for late bills stands. @param next id of the row it goes on after; 0: it has not begun */
    record Desk(long next, boolean pending) {}

    /** A log whose entries from a place on are new. @param size entries that it has */
    record Follow(int logId, String acquirer, long from, long size) {
        Follow after(int entries) {
            return new Follow(logId, acquirer, from + entries, size);
        }

        boolean isDone() {
            return from >= size;
        }
    }

    static boolean isAcquirer(StatementRepository statements, String code) {
        return statements.number("SELECT COUNT(*) FROM acquirer WHERE code = ?", code) == 1;
    }

    /** Opens a desk with the acquirer's first file. From now on its log is followed. */
    static void open(StatementRepository statements, String acquirer) {
        if (statements.number("SELECT COUNT(*) FROM settlement_desk WHERE acquirer = ?", acquirer) > 0) {
            return;
        }
        statements.update("INSERT INTO settlement_desk (acquirer, next_row, pending) VALUES (?, 0, FALSE)", acquirer);
        statements.update(
                "INSERT INTO settlement_cursor (log_id, seq) SELECT l.log_id, h.size FROM ledger_log l"
                        + " JOIN ledger_head h ON h.log_id = l.log_id WHERE l.acquirer = ?",
                acquirer);
    }

    /** Waits until nobody else decides about this acquirer's rows; the desk is held until the transaction ends. */
    static Desk lock(StatementRepository statements, String acquirer) {
        return statements
                .list(
                        "SELECT next_row, pending FROM settlement_desk WHERE acquirer = ? FOR UPDATE",
                        row -> new Desk(row.getLong(1), row.getBoolean(2)),
                        acquirer)
                .get(0);
    }

    static void set(StatementRepository statements, String acquirer, Desk desk) {
        statements.update(
                "UPDATE settlement_desk SET next_row = ?, pending = ? WHERE acquirer = ?",
                desk.next(),
                desk.pending(),
                acquirer);
    }

    /** Has the rows without a receipt looked through again. */
    static void wake(StatementRepository statements, String acquirer) {
        statements.update("UPDATE settlement_desk SET pending = TRUE WHERE acquirer = ? AND pending = FALSE", acquirer);
    }

    /** Acquirers with something to look through. */
    static List<String> awake(StatementRepository statements) {
        return statements.list(
                "SELECT acquirer FROM settlement_desk WHERE pending OR next_row > 0 ORDER BY acquirer",
                row -> row.getString(1));
    }

    /** Logs of acquirers with a desk that have grown. */
    static List<Follow> grown(StatementRepository statements) {
        return statements.list(
                "SELECT l.log_id, l.acquirer, COALESCE(c.seq, 0), h.size FROM ledger_log l JOIN ledger_head h ON h.log_id = l.log_id"
                        + " JOIN settlement_desk d ON d.acquirer = l.acquirer"
                        + " LEFT JOIN settlement_cursor c ON c.log_id = l.log_id WHERE h.size > COALESCE(c.seq, 0)"
                        + " ORDER BY l.log_id",
                row -> new Follow(row.getInt(1), row.getString(2), row.getLong(3), row.getLong(4)));
    }

    /** Entries from a place on, in order. */
    static List<LedgerEntry> entries(StatementRepository statements, Follow follow, int most) {
        return statements.list(
                "SELECT leaf FROM ledger_entry WHERE log_id = ? AND seq >= ? ORDER BY seq LIMIT ?",
                row -> LedgerEntry.parse(row.getBytes(1)),
                follow.logId(),
                follow.from(),
                most);
    }

    static boolean isReceipt(LedgerEntry entry) {
        return entry.kind() == EntryKind.RECEIPT || entry.kind() == EntryKind.UNSIGNED;
    }

    static void follow(StatementRepository statements, int logId, long seq) {
        if (statements.update("UPDATE settlement_cursor SET seq = ? WHERE log_id = ?", seq, logId) == 0) {
            statements.update("INSERT INTO settlement_cursor (log_id, seq) VALUES (?, ?)", logId, seq);
        }
    }

    /** Ids of some rows without a receipt, in order. */
    static List<Long> open(StatementRepository statements, String acquirer, long after, int most) {
        return statements.list(
                "SELECT x.row_id FROM settlement_result x JOIN settlement_row s ON s.id = x.row_id"
                        + " WHERE x.result = 'NO_RECEIPT' AND x.row_id > ? AND s.acquirer = ? ORDER BY x.row_id LIMIT ?",
                row -> row.getLong(1),
                after,
                acquirer,
                most);
    }
}
