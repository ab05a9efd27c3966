package org.tallystick.auditing.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tallystick.access.Viewer;
import org.tallystick.auditing.Audit;
import org.tallystick.auditing.AuditedLog;
import org.tallystick.auditing.LoggedFinding;
import org.tallystick.ledger.AuditFinding.Severity;
import org.tallystick.ledger.service.LedgerFiles;
import org.tallystick.ledger.service.LedgerPosition;
import org.tallystick.ledger.service.ReportKey;

/** What runs have come to so far: their logs, findings, comparison with the run before, reports. */
@ApplicationScoped
@PermitAll
public class AuditResults {
    private final AuditRepository runs;
    private final AuditedLogRepository logs;
    private final LedgerFiles ledger;
    private final ReportKey key;

    /** Findings that only one of two runs has. */
    public record Difference(List<LoggedFinding> fresh, List<LoggedFinding> closed) {}

    /** How many findings there are. */
    public record Figures(long errors, long warnings, long remarks) {
        public static final Figures NONE = new Figures(0, 0, 0);
    }

    @Inject
    AuditResults(AuditRepository runs, AuditedLogRepository logs, LedgerFiles ledger, ReportKey key) {
        this.runs = runs;
        this.logs = logs;
        this.ledger = ledger;
        this.key = key;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected AuditResults() {
        this(null, null, null, null);
    }

    public List<AuditedLog> logs(Viewer viewer, Audit audit) {
        AuditDesk.requireReader(viewer);
        return logs.of(audit.number());
    }

    public List<LoggedFinding> findings(Viewer viewer, Audit audit) {
        AuditDesk.requireReader(viewer);
        return logs.findings(audit.number());
    }

    public Figures figures(Viewer viewer, Audit audit) {
        return figures(viewer, List.of(audit)).getOrDefault(audit.number(), Figures.NONE);
    }

    /** Of several runs, by their numbers; those without any are left out. */
    public Map<String, Figures> figures(Viewer viewer, List<Audit> audits) {
        AuditDesk.requireReader(viewer);
        return logs.counts(audits.stream().map(Audit::number).toList()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, run -> figures(run.getValue())));
    }

    private static Figures figures(Map<Severity, Long> counts) {
        return new Figures(
                counts.getOrDefault(Severity.ERROR, 0L),
                counts.getOrDefault(Severity.WARN, 0L),
                counts.getOrDefault(Severity.INFO, 0L));
    }

    /** @param now what the run has found @return nothing on either side if there is no run before */
    public Difference difference(Audit audit, List<LoggedFinding> now) {
        if (audit.previous().isEmpty()) {
            return new Difference(List.of(), List.of());
        }
        List<LoggedFinding> then = logs.findings(audit.previous());
        return new Difference(without(now, then), without(then, now));
    }

    private static List<LoggedFinding> without(List<LoggedFinding> some, List<LoggedFinding> others) {
        return some.stream()
                .filter(one -> others.stream()
                        .noneMatch(other ->
                                one.logId() == other.logId() && one.finding().equals(other.finding())))
                .toList();
    }

    /** The report's JSON; empty until the run is done. */
    public Optional<byte[]> json(Viewer viewer, Audit audit) {
        AuditDesk.requireReader(viewer);
        return runs.report(audit.number()).map(AuditRepository.Report::json);
    }

    /** The report's signed text; empty until the run is done. */
    public Optional<byte[]> text(Viewer viewer, Audit audit) {
        AuditDesk.requireReader(viewer);
        return runs.report(audit.number()).map(AuditRepository.Report::text);
    }

    /** Proof ({@code tlog-proof}) that the report is in the ledger; empty until it is. */
    public Optional<String> proof(Viewer viewer, Audit audit) {
        AuditDesk.requireReader(viewer);
        return audit.entry().flatMap(place -> ledger.log(place.logId())
                .flatMap(log -> ledger.provenPosition(log, place.index()))
                .map(LedgerPosition::proof));
    }

    /** Who made the reports, as a verifier key. */
    public String verifierKey() {
        return key.verifier().vkey();
    }
}
