package org.tallystick.auditing.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.Viewer;
import org.tallystick.access.web.ViewerView;
import org.tallystick.auditing.Audit;
import org.tallystick.auditing.AuditState;
import org.tallystick.auditing.AuditedLog;
import org.tallystick.auditing.LoggedFinding;
import org.tallystick.auditing.service.AuditDesk;
import org.tallystick.auditing.service.AuditResults;
import org.tallystick.shared.web.Figures;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** One run, named by the page's path. */
@Named("auditRun")
@RequestScoped
public class AuditView {
    private static final int FINDINGS = 100;

    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewer;

    @Inject
    private AuditDesk desk;

    @Inject
    private AuditResults results;

    @Inject
    private Clock clock;

    private @Nullable Audit audit;
    private @Nullable AuditLine line;
    private @Nullable List<AuditedLog> logs;
    private @Nullable List<LoggedFinding> findings;
    private @Nullable List<FindingLine> shown;
    private AuditResults.@Nullable Difference difference;

    public AuditLine getLine() {
        if (line == null) {
            Audit run = audit();
            line = new AuditLine(run, results.figures(viewer(), run), "", viewer.getArea(), clock.millis(), locale());
        }
        return line;
    }

    /** Whether the page looks again by itself; a reader may stop that. */
    public boolean isLive() {
        return !audit().state().isOver() && request.getParameter("still") == null;
    }

    public String getPath() {
        return "/" + viewer.getArea() + "/audits";
    }

    /** One sentence: what this state means for whoever waits. */
    public String getMeaning() {
        Audit run = audit();
        long before = run.state() == AuditState.WAITING ? desk.before(run) : 0;
        return words().get(
                        before > 0 ? "state.WAITING.behind" : "state." + run.state() + ".why",
                        before > 0 ? String.valueOf(before) : run.reference());
    }

    public boolean isCancellable() {
        return desk.mayCancel(viewer(), audit()) && !audit().cancelAsked();
    }

    public boolean isContinuable() {
        return audit().state() == AuditState.INTERRUPTED || audit().state() == AuditState.FAILED;
    }

    public boolean isDone() {
        return audit().state() == AuditState.DONE;
    }

    /** Empty unless restarts have cut it off. */
    public String getRestarts() {
        return audit().restarts() == 0 ? "" : words().get("restarts", String.valueOf(audit().restarts()));
    }

    /** What the run came to, in a sentence. */
    public String getSentence() {
        return audit().verdict()
                .map(one -> words().get("verdict." + one + ".why"))
                .orElse("");
    }

    public String getMark() {
        return audit().verdict()
                .map(one -> switch (one) {
                    case KEPT -> "match";
                    case BROKEN -> "differ";
                    case KEPT_AS_FAR, QUESTIONS, NOTHING -> "open";
                })
                .orElse("open");
    }

    public List<LogLine> getLogs() {
        return logs().stream()
                .map(log -> new LogLine(log, audit().state().isOver(), locale()))
                .toList();
    }

    public String getErrors() {
        return Figures.of(getLine().figures().errors());
    }

    public String getWarnings() {
        return Figures.of(getLine().figures().warnings());
    }

    public String getRemarks() {
        return Figures.of(getLine().figures().remarks());
    }

    public List<FindingLine> getFindings() {
        if (shown == null) {
            List<LoggedFinding> fresh = isCompared() ? difference().fresh() : List.of();
            shown = findings().stream()
                    .skip((page() - 1L) * FINDINGS)
                    .limit(FINDINGS)
                    .map(one -> line(one, fresh.contains(one)))
                    .toList();
        }
        return shown;
    }

    /** Findings of the run before that are there no more. */
    public List<FindingLine> getClosed() {
        return difference().closed().stream().map(one -> line(one, false)).toList();
    }

    public boolean isCompared() {
        return isDone() && !audit().previous().isEmpty();
    }

    public String getPrevious() {
        return audit().previous();
    }

    /** What is new and what is there no more, in a sentence. */
    public String getChange() {
        return words().get(
                        "change",
                        String.valueOf(difference().fresh().size()),
                        String.valueOf(difference().closed().size()));
    }

    /** Address of the next findings; empty if there are none. */
    public String getMore() {
        return (long) page() * FINDINGS < findings().size()
                ? getLine().getLink() + "?page=" + (page() + 1) + "#findings"
                : "";
    }

    public boolean isLater() {
        return page() > 1;
    }

    /** Start of the addresses of the report's files; what they end in follows. */
    public String getReport() {
        return "/" + viewer.getArea() + "/audit-reports/" + audit().number();
    }

    public String getKey() {
        return results.verifierKey();
    }

    public boolean isLogged() {
        return audit().entry().isPresent();
    }

    /** Where the report stands in the ledger. */
    public String getEntryLink() {
        return audit().entry()
                .flatMap(place -> logs().stream()
                        .filter(log -> log.id() == place.logId())
                        .findFirst()
                        .map(log -> new LogLine(log, true, locale()).getLink() + "/" + place.index()))
                .orElse("/explorer");
    }

    public String getEntryIndex() {
        return audit().entry().map(place -> Figures.of(place.index())).orElse("");
    }

    private FindingLine line(LoggedFinding finding, boolean fresh) {
        AuditedLog log = logs().stream()
                .filter(one -> one.id() == finding.logId())
                .findFirst()
                .orElseThrow();
        return new FindingLine(finding, log, fresh, viewer().role(), locale());
    }

    private Audit audit() {
        if (audit == null) {
            audit = desk.find(viewer(), viewer.path("audit"));
        }
        return audit;
    }

    private List<AuditedLog> logs() {
        if (logs == null) {
            logs = results.logs(viewer(), audit());
        }
        return logs;
    }

    private List<LoggedFinding> findings() {
        if (findings == null) {
            findings = results.findings(viewer(), audit());
        }
        return findings;
    }

    private AuditResults.Difference difference() {
        if (difference == null) {
            difference = results.difference(audit(), findings());
        }
        return difference;
    }

    private int page() {
        String page = request.getParameter("page");
        return page != null && page.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(page) : 1;
    }

    private Viewer viewer() {
        return viewer.viewer();
    }

    private Locale locale() {
        return Preferences.of(request).language().locale();
    }

    private Texts words() {
        return Texts.of("Audits", locale());
    }
}
