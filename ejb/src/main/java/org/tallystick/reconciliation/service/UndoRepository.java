package org.tallystick.reconciliation.service;

import java.util.List;
import org.tallystick.reconciliation.SettlementFile;

/** Takes the results of a file away. */
final class UndoRepository {
    private UndoRepository() {}

    /** Rows of other files that repeat one of this file have no receipt for now. @return ids of these files */
    static List<Long> reopen(StatementRepository statements, SettlementFile file) {
        List<Long> files = statements.list(
                "SELECT DISTINCT s.file_id FROM settlement_result x JOIN settlement_row s ON s.id = x.row_id"
                        + " WHERE x.result = 'DUPLICATE' AND x.duplicate_of BETWEEN ? AND ? AND s.file_id <> ?",
                row -> row.getLong(1),
                file.firstRowId(),
                file.lastRowId(),
                file.id());
        statements.update(
                "UPDATE settlement_result SET result = 'NO_RECEIPT', rule = '', rule_version = 0, duplicate_of = NULL"
                        + " WHERE result = 'DUPLICATE' AND duplicate_of BETWEEN ? AND ? AND NOT row_id BETWEEN ? AND ?",
                file.firstRowId(),
                file.lastRowId(),
                file.firstRowId(),
                file.lastRowId());
        return files;
    }

    static void removeResults(StatementRepository statements, SettlementFile file) {
        statements.update(
                "DELETE FROM settlement_result WHERE row_id BETWEEN ? AND ?", file.firstRowId(), file.lastRowId());
    }
}
