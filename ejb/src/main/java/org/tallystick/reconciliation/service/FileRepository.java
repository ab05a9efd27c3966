package org.tallystick.reconciliation.service;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.reconciliation.FileRefusal;
import org.tallystick.reconciliation.Period;
import org.tallystick.reconciliation.RefusalReason;
import org.tallystick.reconciliation.SettlementFile;
import org.tallystick.reconciliation.SettlementFormat;
import org.tallystick.reconciliation.SettlementState;

/** Rows of settlement files. {@code scope} is an acquirer's code, or empty for all of them. */
final class FileRepository {
    private static final String SELECT = "SELECT f.id, f.number, f.acquirer, f.name, f.format, f.state, f.partial,"
            + " f.declared_from, f.declared_to, f.node, f.rows_expected, f.refusal, f.refusal_detail, f.rows_read, f.matched,"
            + " f.differing, f.no_receipt, f.no_terminal, f.duplicates, f.faults, f.work, f.uploaded_by, f.uploaded_at,"
            + " f.changed_at FROM settlement_file f WHERE (? = '' OR f.acquirer = ?)";
    private static final int DETAIL = 200;

    private FileRepository() {}

    static Optional<SettlementFile> find(StatementRepository rows, String scope, String number) {
        return rows.list(SELECT + " AND f.number = ?", FileRepository::file, scope, scope, number).stream()
                .findFirst();
    }

    /** The newest first. @param before id of the last one seen */
    static List<SettlementFile> list(StatementRepository rows, String scope, long before, int most) {
        return rows.list(
                SELECT + " AND f.id < ? ORDER BY f.id DESC LIMIT ?", FileRepository::file, scope, scope, before, most);
    }

    /** One that is, or may become, active with the same content. */
    static Optional<SettlementFile> sameContent(StatementRepository rows, String acquirer, String digest) {
        return rows
                .list(
                        SELECT + " AND f.digest = ? AND f.state IN ('STAGED', 'ACTIVE')",
                        FileRepository::file,
                        acquirer,
                        acquirer,
                        digest)
                .stream()
                .findFirst();
    }

    static void add(StatementRepository rows, SettlementFile file, String digest, long size) {
        rows.update(
                "INSERT INTO settlement_file (number, acquirer, name, digest, size, state, rows_expected, partial,"
                        + " declared_from, declared_to, refusal_detail, node, work, rows_read, matched, differing, no_receipt,"
                        + " no_terminal, duplicates, faults, uploaded_by, uploaded_at, changed_at)"
                        + " VALUES (?, ?, ?, ?, ?, 'STAGED', ?, ?, ?, ?, '', '', '', 0, 0, 0, 0, 0, 0, 0, ?, ?, ?)",
                file.number(),
                file.acquirer(),
                file.name(),
                digest,
                size,
                file.expected(),
                file.partial(),
                file.declared().map(Period::from).orElse(null),
                file.declared().map(Period::to).orElse(null),
                file.uploadedBy(),
                file.uploadedAt().toEpochMilli(),
                file.changedAt().toEpochMilli());
    }

    static void setWork(StatementRepository rows, String number, String work) {
        rows.update("UPDATE settlement_file SET work = ? WHERE number = ?", work, number);
    }

    /** @return false if it is not staged, or somebody reads it already */
    static boolean claim(StatementRepository rows, long id, String node) {
        return rows.update(
                        "UPDATE settlement_file SET node = ?, rows_read = 0, faults = 0 WHERE id = ? AND state = 'STAGED'"
                                + " AND node = ''",
                        node,
                        id)
                == 1;
    }

    static void release(StatementRepository rows, long id) {
        rows.update(
                "UPDATE settlement_file SET node = '', rows_read = 0, faults = 0 WHERE id = ? AND state = 'STAGED'",
                id);
    }

    /** Files that this server was reading when it stopped. */
    static long releaseAll(StatementRepository rows, String node) {
        return rows.update("UPDATE settlement_file SET node = '' WHERE node = ?", node);
    }

    static void count(StatementRepository rows, long id, long read, long faults) {
        rows.update("UPDATE settlement_file SET rows_read = ?, faults = ? WHERE id = ?", read, faults, id);
    }

    static void setFormat(StatementRepository rows, long id, SettlementFormat format) {
        rows.update("UPDATE settlement_file SET format = ? WHERE id = ?", format.name(), id);
    }

    static void refuse(StatementRepository rows, long id, FileRefusal refusal, Instant now) {
        String detail = refusal.detail();
        rows.update(
                "UPDATE settlement_file SET state = 'REFUSED', refusal = ?, refusal_detail = ?, node = '', changed_at = ?"
                        + " WHERE id = ?",
                refusal.reason().name(),
                detail.length() > DETAIL ? detail.substring(0, DETAIL) : detail,
                now.toEpochMilli(),
                id);
    }

    /** @return false if it was not in the state before */
    static boolean move(StatementRepository rows, long id, SettlementState from, SettlementState to, Instant now) {
        return rows.update(
                        "UPDATE settlement_file SET state = ?, node = '', changed_at = ? WHERE id = ? AND state = ?",
                        to.name(),
                        now.toEpochMilli(),
                        id,
                        from.name())
                == 1;
    }

    /** Counts the results of a file again. */
    static void recount(StatementRepository rows, long id) {
        long first = id * SettlementFile.ROW_IDS;
        String count = "(SELECT COUNT(*) FROM settlement_result x WHERE x.result = '%s' AND x.row_id BETWEEN ? AND ?)";
        long last = first + SettlementFile.MOST_ROWS;
        rows.update(
                "UPDATE settlement_file SET matched = " + count.formatted("MATCHED") + ", differing = "
                        + count.formatted("MATCHED_WITH_DIFFERENCE") + ", no_receipt = " + count.formatted("NO_RECEIPT")
                        + ", no_terminal = " + count.formatted("UNKNOWN_TERMINAL") + ", duplicates = "
                        + count.formatted("DUPLICATE") + " WHERE id = ?",
                first,
                last,
                first,
                last,
                first,
                last,
                first,
                last,
                first,
                last,
                id);
    }

    private static SettlementFile file(ResultSet row) throws SQLException {
        return new SettlementFile(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Optional.ofNullable(row.getString(5)).map(SettlementFormat::valueOf),
                SettlementState.valueOf(row.getString(6)),
                row.getBoolean(7),
                period(row.getObject(8, LocalDate.class), row.getObject(9, LocalDate.class)),
                !row.getString(10).isEmpty(),
                row.getLong(11),
                refusal(row.getString(12), row.getString(13)),
                new SettlementFile.Counts(
                        row.getLong(14),
                        row.getLong(15),
                        row.getLong(16),
                        row.getLong(17),
                        row.getLong(18),
                        row.getLong(19),
                        row.getLong(20)),
                row.getString(21),
                row.getString(22),
                Instant.ofEpochMilli(row.getLong(23)),
                Instant.ofEpochMilli(row.getLong(24)));
    }

    private static Optional<Period> period(@Nullable LocalDate from, @Nullable LocalDate to) {
        return from == null || to == null ? Optional.empty() : Optional.of(new Period(from, to));
    }

    private static Optional<SettlementFile.Refusal> refusal(@Nullable String reason, String detail) {
        return Optional.ofNullable(reason).map(r -> new SettlementFile.Refusal(RefusalReason.valueOf(r), detail));
    }
}
