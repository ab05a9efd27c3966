package org.tallystick.auditing.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.tallystick.access.Viewer;
import org.tallystick.auditing.Audit;
import org.tallystick.auditing.AuditVerdict;
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
    public record Figures(long errors, long warnings, long remarks) {}

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
        AuditDesk.requireReader(viewer);
        return new Figures(
                logs.count(audit.number(), Severity.ERROR),
                logs.count(audit.number(), Severity.WARN),
                logs.count(audit.number(), Severity.INFO));
    }

    /** Empty until the run is done. */
    public Optional<AuditVerdict> verdict(Viewer viewer, Audit audit) {
        AuditDesk.requireReader(viewer);
        return runs.verdict(audit.number());
    }

    /** @return nothing on either side if there is no run before */
    public Difference difference(Audit audit) {
        if (audit.previous().isEmpty()) {
            return new Difference(List.of(), List.of());
        }
        List<LoggedFinding> now = logs.findings(audit.number());
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
