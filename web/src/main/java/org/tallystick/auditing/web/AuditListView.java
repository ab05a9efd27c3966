package org.tallystick.auditing.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.auditing.Audit;
import org.tallystick.auditing.service.AuditDesk;
import org.tallystick.auditing.service.AuditResults;
import org.tallystick.ledger.service.LedgerFiles;
import org.tallystick.ledger.service.LedgerLog;
import org.tallystick.shared.web.Figures;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** All runs, the newest first, and what a new one can look at. */
@Named("audits")
@RequestScoped
public class AuditListView {
    private static final int ROWS = 25;

    @Inject
    private HttpServletRequest request;

    @Inject
    private ViewerView viewer;

    @Inject
    private AuditDesk desk;

    @Inject
    private AuditResults results;

    @Inject
    private LedgerFiles ledger;

    @Inject
    private Clock clock;

    private @Nullable List<Choice> choices;
    private @Nullable List<AuditLine> rows;
    private @Nullable AuditLine last;
    private @Nullable Long count;

    /** A log that can be chosen. */
    public record Choice(int id, String origin, String size, boolean chosen) {}

    public List<Choice> getChoices() {
        if (choices == null) {
            String[] asked = request.getParameterValues("log");
            List<String> chosen = asked == null ? List.of() : Arrays.asList(asked);
            choices = desk.logs(viewer.viewer()).stream()
                    .map(log -> choice(log, chosen.contains(String.valueOf(log.id()))))
                    .toList();
        }
        return choices;
    }

    private Choice choice(LedgerLog log, boolean chosen) {
        long size =
                ledger.publishedState(log).map(LedgerFiles.PublishedState::size).orElse(0L);
        return new Choice(log.id(), log.origin(), words().get("entries", Figures.of(size)), chosen);
    }

    /** What "all logs" means now. */
    public String getAll() {
        return words().get("which.all", String.valueOf(getChoices().size()));
    }

    public List<AuditLine> getRows() {
        if (rows == null) {
            rows = lines(desk.list(viewer.viewer(), (page() - 1) * ROWS, ROWS));
        }
        return rows;
    }

    /** The one that was started last; null if there is none. */
    public @Nullable AuditLine getLast() {
        if (last == null) {
            last = lines(desk.list(viewer.viewer(), 0, 1)).stream().findFirst().orElse(null);
        }
        return last;
    }

    private List<AuditLine> lines(List<Audit> audits) {
        Map<String, AuditResults.Figures> figures = results.figures(viewer.viewer(), audits);
        return audits.stream()
                .map(audit -> new AuditLine(
                        audit,
                        figures.getOrDefault(audit.number(), AuditResults.Figures.NONE),
                        names(audit),
                        viewer.getArea(),
                        clock.millis(),
                        locale()))
                .toList();
    }

    private String names(Audit audit) {
        List<Integer> logs = audit.scope().logs();
        return logs.size() == 1
                ? ledger.log(logs.get(0)).map(LedgerLog::origin).orElse("")
                : words().get("logs", String.valueOf(logs.size()));
    }

    /** Whether anything is going on: then the list looks again by itself. */
    public boolean isLive() {
        return getRows().stream().anyMatch(row -> !row.isOver()) && request.getParameter("still") == null;
    }

    public String getPath() {
        return "/" + viewer.getArea() + "/audits";
    }

    /** Address of the page before; empty on the first. */
    public String getBefore() {
        return page() > 1 ? getPath() + "?page=" + (page() - 1) : "";
    }

    /** Address of the page after; empty on the last. */
    public String getAfter() {
        return (long) page() * ROWS < count() ? getPath() + "?page=" + (page() + 1) : "";
    }

    public String getPlace() {
        long pages = Math.max(1, (count() + ROWS - 1) / ROWS);
        return words().get("page", String.valueOf(page()), String.valueOf(pages));
    }

    private long count() {
        if (count == null) {
            count = desk.count(viewer.viewer());
        }
        return count;
    }

    private int page() {
        String page = request.getParameter("page");
        return page != null && page.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(page) : 1;
    }

    private Locale locale() {
        return Preferences.of(request).language().locale();
    }

    private Texts words() {
        return Texts.of("Audits", locale());
    }
}
