package org.tallystick.auditing.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.auditing.Audit;
import org.tallystick.auditing.AuditRunReport;
import org.tallystick.auditing.AuditState;
import org.tallystick.auditing.AuditedLog;
import org.tallystick.auditing.LoggedFinding;
import org.tallystick.ledger.service.ReportKey;
import org.tallystick.shared.service.Ids;
import org.tallystick.shared.service.Settings;
import org.tallystick.work.Work;

/** Does one run from where it is to its end, whatever the end is. */
@ApplicationScoped
class AuditExecution {
    private static final Logger LOG = Logger.getLogger(AuditExecution.class.getName());

    private final AuditRepository runs;
    private final AuditedLogRepository logs;
    private final AuditBook book;
    private final AuditResults results;
    private final LogExamination examination;
    private final ReportKey key;
    private final Settings settings;
    private final Clock clock;

    @Inject
    AuditExecution(
            AuditRepository runs,
            AuditedLogRepository logs,
            AuditBook book,
            AuditResults results,
            LogExamination examination,
            ReportKey key,
            Settings settings,
            Clock clock) {
        this.runs = runs;
        this.logs = logs;
        this.book = book;
        this.results = results;
        this.examination = examination;
        this.key = key;
        this.settings = settings;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected AuditExecution() {
        this(null, null, null, null, null, null, null, null);
    }

    /**
     * Never throws.
     *
     * @param stopping whether the server is about to stop: then the run is left as it is, and goes on at the next start
     */
    void perform(String number, BooleanSupplier stopping) {
        Audit audit = runs.find(number).orElseThrow();
        try {
            run(audit, stopping);
        } catch (AuditStopped | InterruptedIOException e) {
            if (book.isCancelAsked(number)) {
                book.end(audit, AuditState.CANCELLED, "");
            }
        } catch (IOException | RuntimeException e) {
            fail(audit, e);
        }
    }

    void fail(Audit audit, Exception cause) {
        String reference = Ids.random();
        LOG.log(Level.SEVERE, "Audit " + audit.number() + " has failed, reference " + reference, cause);
        try {
            book.end(audit, AuditState.FAILED, reference);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "The end of audit " + audit.number() + " is not recorded", e);
        }
    }

    private void run(Audit audit, BooleanSupplier stopping) throws IOException {
        AuditAttempt attempt =
                new AuditAttempt(audit, book, clock, stopping, settings.integer("tallystick.audits.share"));
        List<AuditedLog> all = logs.of(audit.number());
        attempt.expect(all);
        for (AuditedLog log : all) {
            if (!log.done()) {
                examination.examine(attempt, log);
            }
        }
        AuditRunReport report = report(audit);
        byte[] json = report.json();
        byte[] text = key.sign(report.text(json)).getBytes(StandardCharsets.UTF_8);
        book.finish(audit, report.verdict(), new AuditRepository.Report(json, text));
    }

    private AuditRunReport report(Audit audit) {
        List<LoggedFinding> found = logs.findings(audit.number());
        AuditResults.Difference difference = results.difference(audit, found);
        return new AuditRunReport(
                ended(audit),
                logs.of(audit.number()),
                found,
                difference.closed(),
                difference.fresh().size(),
                Ids.random());
    }

    private Audit ended(Audit audit) {
        return new Audit(
                audit.number(),
                audit.accountId(),
                audit.startedBy(),
                audit.role(),
                audit.scope(),
                AuditState.DONE,
                audit.counts(),
                new Work.Times(audit.times().asked(), audit.times().began(), clock.millis()),
                false,
                audit.restarts(),
                audit.resumedAt(),
                audit.previous(),
                "",
                audit.entry(),
                audit.verdict());
    }
}
