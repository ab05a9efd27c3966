package org.tallystick.auditing.service;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.tallystick.auditing.Audit;
import org.tallystick.auditing.AuditedLog;
import org.tallystick.auditing.LoggedFinding;

/** One attempt at a run: tells how far it is, and hears whether it is to end. Belongs to the thread that runs it. */
final class AuditAttempt {
    private static final long TELL_EVERY_MILLIS = 500;

    private final Audit audit;
    private final AuditBook book;
    private final Clock clock;
    private final BooleanSupplier stopping;
    private final Pace pace;
    private final Map<Integer, AuditedLog> logs = new HashMap<>();
    private final List<LoggedFinding> found = new ArrayList<>();
    private int position;
    private long told;

    /** @param stopping whether the server is about to stop */
    AuditAttempt(Audit audit, AuditBook book, Clock clock, BooleanSupplier stopping, int share) {
        this.audit = audit;
        this.book = book;
        this.clock = clock;
        this.stopping = stopping;
        this.pace = new Pace(share);
    }

    Audit audit() {
        return audit;
    }

    /** Before the first: what there is to do. */
    void expect(List<AuditedLog> all) {
        all.forEach(log -> logs.put(log.id(), log));
        told = clock.millis();
    }

    /** Throws {@link AuditStopped} if the attempt is to end here. */
    void begin(AuditedLog log) {
        logs.put(log.id(), log);
        found.clear();
        position = 0;
        goOnIf(book.begin(audit, log));
    }

    void found(LoggedFinding finding) {
        found.add(finding);
    }

    /** After each bundle of entries. Throws {@link AuditStopped} if the attempt is to end here. */
    void at(AuditedLog log) {
        logs.put(log.id(), log);
        if (clock.millis() - told >= TELL_EVERY_MILLIS) {
            keep(log);
        }
        pace.rest();
    }

    /** Writes what is known now. Throws {@link AuditStopped} if the attempt is to end here. */
    void keep(AuditedLog log) {
        logs.put(log.id(), log);
        told = clock.millis();
        goOnIf(!stopping.getAsBoolean() && book.advance(audit, done(), total()));
        goOnIf(book.keep(audit, log, position, List.copyOf(found)));
        position += found.size();
        found.clear();
    }

    /**
     * What the audit of a log can go on from, together with what it has counted until there. Throws {@link AuditStopped} if the
     * attempt is to end here.
     */
    void remember(AuditedLog log, byte[] packed) {
        logs.put(log.id(), log);
        goOnIf(book.remember(audit, log, packed));
    }

    private static void goOnIf(boolean counts) {
        if (!counts) {
            throw new AuditStopped();
        }
    }

    private long done() {
        return logs.values().stream()
                .mapToLong(
                        log -> Math.max(0, log.counts().checked() - log.counts().before()))
                .sum();
    }

    private long total() {
        return logs.values().stream()
                .mapToLong(log -> Math.max(0, log.counts().size() - log.counts().before()))
                .sum();
    }
}
