package org.tallystick.reconciliation.service;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.tallystick.reconciliation.MatchRule;
import org.tallystick.reconciliation.SettlementFile;

/**
 * Decides about all rows of a file: first what repeats another row, then rule by rule what has a receipt, then what was paid twice; the
 * rest has none. Runs in the transaction that makes the file active.
 */
final class SettlementMatching {
    /** Rows that one statement decides about: enough to be fast, few enough to show progress. */
    private static final long CHUNK = 10_000;

    private final StatementRepository statements;
    private final SettlementFile file;
    private final long now;
    private final LongConsumer progress;

    @FunctionalInterface
    private interface Pass {
        void over(long from, long to);
    }

    /** @param progress is told how many steps of {@code steps} are done, from time to time; may throw to end it all */
    SettlementMatching(StatementRepository statements, SettlementFile file, Clock clock, LongConsumer progress) {
        this.statements = statements;
        this.file = file;
        this.now = clock.millis();
        this.progress = progress;
    }

    /** @param steps what a whole run shall count as */
    void run(long steps) {
        long lines = RowRepository.lastLine(statements, file);
        List<Pass> passes = passes();
        long chunks = Math.max(1, (lines + CHUNK) / CHUNK) * passes.size();
        long done = 0;
        for (Pass pass : passes) {
            for (long from = 0; from <= lines; from += CHUNK) {
                pass.over(file.firstRowId() + from, file.firstRowId() + Math.min(from + CHUNK - 1, lines));
                long before = done * steps / chunks;
                done++;
                progress.accept(done * steps / chunks - before);
            }
        }
    }

    private List<Pass> passes() {
        List<MatchRule> rules = MatchRepository.rules(statements, now);
        List<Pass> passes = new ArrayList<>();
        passes.add((from, to) -> MatchRepository.sameRows(statements, from, to, now));
        rules.forEach(rule -> passes.add((from, to) -> MatchRepository.match(statements, rule, from, to, now)));
        rules.stream()
                .filter(MatchRule::certain)
                .forEach(rule -> passes.add((from, to) -> MatchRepository.paidTwice(statements, rule, from, to, now)));
        passes.add((from, to) -> MatchRepository.rest(statements, from, to, now));
        return passes;
    }
}
