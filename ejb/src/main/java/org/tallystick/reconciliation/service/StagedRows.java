package org.tallystick.reconciliation.service;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.tallystick.reconciliation.FileRefusal;
import org.tallystick.reconciliation.RefusalReason;
import org.tallystick.reconciliation.RowFault;
import org.tallystick.reconciliation.SettledRow;
import org.tallystick.reconciliation.SettlementFile;

/** Takes a file's rows and bad lines and writes them in batches, each a transaction; they count for nothing yet. */
final class StagedRows {
    private static final int BATCH = 5_000;

    private final SettlementRepository settlements;
    private final SettlementFile file;
    private final Limits limits;
    private final LongConsumer progress;
    private final List<SettledRow> rows = new ArrayList<>(BATCH);
    private final List<RowFault> faults = new ArrayList<>();
    private long written;
    private long writtenFaults;

    /** The most rows and bad lines of a file. */
    record Limits(long rows, long faults) {}

    StagedRows(SettlementRepository settlements, SettlementFile file, Limits limits, LongConsumer progress) {
        this.settlements = settlements;
        this.file = file;
        this.limits = limits;
        this.progress = progress;
    }

    void add(SettledRow row) {
        if (row.line() > limits.rows()) {
            throw new FileRefusal(RefusalReason.TOO_MANY_ROWS, String.valueOf(limits.rows()));
        }
        rows.add(row);
        writeFull();
    }

    /** At the limit the reading ends: whoever sees so many looks at another kind of file. */
    void addFault(RowFault fault) {
        faults.add(fault);
        if (writtenFaults + faults.size() >= limits.faults()) {
            write();
            throw new FileRefusal(RefusalReason.TOO_MANY_FAULTS, String.valueOf(limits.faults()));
        }
        writeFull();
    }

    /** @throws FileRefusal if there was no row at all */
    void end() {
        write();
        if (written == 0) {
            throw new FileRefusal(RefusalReason.NO_ROWS, "");
        }
    }

    private void writeFull() {
        if (rows.size() + faults.size() >= BATCH) {
            write();
        }
    }

    private void write() {
        settlements.run(statements -> {
            RowRepository.add(statements, file, rows);
            RowRepository.addFaults(statements, file.id(), writtenFaults, faults);
            FileRepository.count(statements, file.id(), written + rows.size(), writtenFaults + faults.size());
        });
        long steps = rows.size() + faults.size();
        written += rows.size();
        writtenFaults += faults.size();
        rows.clear();
        faults.clear();
        progress.accept(steps);
    }
}
