package org.tallystick.operation.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import org.tallystick.auditing.service.AuditCounts;
import org.tallystick.operation.service.Health.Sight;
import org.tallystick.retention.service.Retention;
import org.tallystick.shared.service.BackgroundJobs;
import org.tallystick.signing.service.IntakeCounts;
import org.tallystick.signing.service.SigningThreads;

/** Of what is done: bills, audits, erasures, background jobs. */
@ApplicationScoped
class WorkSeries {
    private final IntakeCounts intake;
    private final SigningThreads threads;
    private final AuditCounts audits;
    private final Retention retention;
    private final BackgroundJobs jobs;

    @Inject
    WorkSeries(
            IntakeCounts intake, SigningThreads threads, AuditCounts audits, Retention retention, BackgroundJobs jobs) {
        this.intake = intake;
        this.threads = threads;
        this.audits = audits;
        this.retention = retention;
        this.jobs = jobs;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected WorkSeries() {
        this(null, null, null, null, null);
    }

    void add(Series series, Sight sight) {
        intake.stored().forEach((institution, stored) -> {
            bills(series, institution, "signed", stored.signed());
            bills(series, institution, "unsigned", stored.unsigned());
            bills(series, institution, "repeated", stored.repeated());
        });
        intake.refused()
                .forEach((type, count) -> series.counter(
                        "tallystick_bills_refused",
                        "Bills answered with a problem, by its type; each may come again.",
                        count,
                        "reason",
                        type.slug()));
        series.gauge("tallystick_bills_waiting", "Bills that wait to be checked and sealed.", threads.waiting());
        for (BackgroundJobs.State job : jobs.states()) {
            job.last()
                    .ifPresent(run -> series.gauge(
                            "tallystick_job_failed",
                            "Whether a background job's last run failed.",
                            run.result() == BackgroundJobs.Result.FAILED ? 1 : 0,
                            "kind",
                            job.name()));
        }
        if (sight.pulse().isPresent()) {
            rows(series);
        }
    }

    private static void bills(Series series, String institution, String kind, long count) {
        series.counter(
                "tallystick_bills_stored",
                "Bills answered with a receipt: sealed as signed, sealed as unsigned, or stored before.",
                count,
                "institution",
                institution,
                "kind",
                kind);
    }

    private void rows(Series series) {
        audits.byState()
                .forEach((state, count) -> series.gauge(
                        "tallystick_audit_runs",
                        "Audits of the ledger by state.",
                        count,
                        "state",
                        state.name().toLowerCase(Locale.ROOT)));
        Retention.Waiting waiting = retention.waiting();
        String help = "Erasures whose ledger entry waits (entry), and receipts to be erased that something open holds"
                + " (held).";
        series.gauge("tallystick_erasures_waiting", help, waiting.entries(), "kind", "entry");
        series.gauge("tallystick_erasures_waiting", help, waiting.held(), "kind", "held");
    }
}
