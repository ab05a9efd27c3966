package org.tallystick.enrolment.service;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.tallystick.ledger.service.EntryDraft;
import org.tallystick.ledger.service.Ledger;
import org.tallystick.ledger.service.LedgerLog;
import org.tallystick.ledger.service.LedgerPosition;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** A ledger that remembers what it was given, or takes nothing. */
final class RecordingLedger extends Ledger {
    final List<EntryDraft> entries = new ArrayList<>();
    boolean down;
    Consumer<EntryDraft> before = draft -> {};

    @Override
    public synchronized CompletionStage<LedgerPosition> append(String acquirer, EntryDraft draft) {
        before.accept(draft);
        if (down) {
            return CompletableFuture.failedFuture(new Problem(ProblemType.NOT_CONFIRMED, "down"));
        }
        entries.add(draft);
        LedgerLog log = new LedgerLog(1, "host/ledger/" + acquirer + "/2027q1", acquirer, "2027q1", "");
        return CompletableFuture.completedFuture(new LedgerPosition(log, entries.size() - 1L, 0, ""));
    }
}
