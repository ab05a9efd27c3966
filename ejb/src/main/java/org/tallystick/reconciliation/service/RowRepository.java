package org.tallystick.reconciliation.service;

import java.util.List;
import org.tallystick.reconciliation.RowFault;
import org.tallystick.reconciliation.SettledRow;
import org.tallystick.reconciliation.SettlementFile;

/** Rows and bad lines of settlement files, written in batches. */
final class RowRepository {
    private static final String INSERT = "INSERT INTO settlement_row (id, file_id, acquirer, merchant_no, terminal_no,"
            + " batch_no, trace_no, reference_no, amount, currency, back, sale_date, settled_on, card_last4)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String FAULT =
            "INSERT INTO settlement_fault (file_id, seq, line, reason, field, content) VALUES (?, ?, ?, ?, ?, ?)";

    private RowRepository() {}

    static void add(StatementRepository statements, SettlementFile file, List<SettledRow> rows) {
        statements.each(INSERT, rows, row -> new Object[] {
            file.firstRowId() + row.line(),
            file.id(),
            file.acquirer(),
            row.merchantNo(),
            row.terminalNo(),
            row.batchNo(),
            row.traceNo(),
            row.referenceNo(),
            row.amount().minorUnits(),
            row.amount().currency().getCurrencyCode(),
            row.back(),
            row.soldOn(),
            row.settledOn().orElse(null),
            row.cardLast4()
        });
    }

    /** @param first number of the first of these, from 0 */
    static void addFaults(StatementRepository statements, long fileId, long first, List<RowFault> faults) {
        long[] seq = {first};
        statements.each(FAULT, faults, fault ->
                new Object[] {fileId, seq[0]++, fault.line(), fault.reason().name(), fault.field(), fault.value()});
    }

    static void removeAll(StatementRepository statements, SettlementFile file) {
        statements.update("DELETE FROM settlement_row WHERE id BETWEEN ? AND ?", file.firstRowId(), file.lastRowId());
    }

    static void removeFaults(StatementRepository statements, SettlementFile file) {
        statements.update("DELETE FROM settlement_fault WHERE file_id = ?", file.id());
    }

    /** Highest line of a row; 0 without rows. */
    static long lastLine(StatementRepository statements, SettlementFile file) {
        return statements.number(
                        "SELECT COALESCE(MAX(id), ?) FROM settlement_row WHERE id BETWEEN ? AND ?",
                        file.firstRowId(),
                        file.firstRowId(),
                        file.lastRowId())
                - file.firstRowId();
    }
}
