package org.tallystick.ledger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.service.LedgerExplorer;
import org.tallystick.ledger.service.LogState;
import org.tallystick.ledger.service.ProvenGrowth;
import org.tallystick.ledger.service.RemovedLog;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** The list of logs, one log, and the comparison of two of its sizes. */
@Named("explorer")
@RequestScoped
public class ExplorerView {
    private static final String LOG = "tallystick.explored-log";
    private static final String BEYOND = "tallystick.explored-beyond";
    private static final int LONGEST = 100;

    @Inject
    private HttpServletRequest request;

    @Inject
    private LedgerExplorer explorer;

    private @Nullable Optional<ProvenGrowth> growth;

    static void show(HttpServletRequest request, LogState log) {
        request.setAttribute(LOG, log);
    }

    /** The log, asked for an entry that it does not have. */
    static void showBeyond(HttpServletRequest request, LogState log) {
        show(request, log);
        request.setAttribute(BEYOND, Boolean.TRUE);
    }

    /** A log as a row. */
    public record Row(
            String origin, String id, String link, String size, String root, Moment time, @Nullable Moment removed) {}

    public List<Row> getLogs() {
        return explorer.logs().stream().map(ExplorerView::row).toList();
    }

    /** Whether a search led to nothing. */
    public boolean isNothing() {
        return !getSought().isEmpty();
    }

    public String getSought() {
        return text(request, "q");
    }

    public String getBy() {
        return text(request, "by");
    }

    public String getChosen() {
        return text(request, "log");
    }

    public Row getLog() {
        return row(log());
    }

    /** The rules that were over when the entries were removed; empty if they are there. */
    public String getPolicy() {
        return log().removed().map(RemovedLog::policy).orElse("");
    }

    /** Where the master log's record of the removal is. */
    public String getRemovalFile() {
        return log().log().prefix() + "/removal";
    }

    public long getSize() {
        return log().size();
    }

    public String getRootHex() {
        return log().rootHex();
    }

    public String getNote() {
        return log().note();
    }

    public String getKey() {
        return log().log().verifierKey();
    }

    /** Where the log's public files are. */
    public String getPrefix() {
        return log().log().prefix();
    }

    /** The public file of the checkpoint. */
    public String getFile() {
        return log().log().prefix() + "/checkpoint";
    }

    public String getLastIndex() {
        return grouped(log().size() - 1);
    }

    /** Whether an entry was asked for that the published log has not. */
    public boolean isBeyond() {
        return request.getAttribute(BEYOND) != null;
    }

    public String getOlder() {
        return text(request, "older");
    }

    public String getNewer() {
        String newer = text(request, "newer");
        return newer.isEmpty() ? String.valueOf(log().size()) : newer;
    }

    public boolean isCompared() {
        return !getOlder().isEmpty();
    }

    public boolean isComparable() {
        return growth().isPresent();
    }

    public ProvenGrowth getGrowth() {
        return growth().orElseThrow();
    }

    public String getVerdict() {
        ProvenGrowth g = getGrowth();
        return Texts.ofPages(locale())
                .get(
                        g.proven() ? "explorer.consistent" : "explorer.inconsistent",
                        grouped(g.proof().oldSize()),
                        grouped(g.proof().newSize()));
    }

    private Optional<ProvenGrowth> growth() {
        if (growth == null) {
            growth = explorer.growth(log(), number(getOlder()), number(getNewer()));
        }
        return growth;
    }

    static LogState shown(HttpServletRequest request) {
        return (LogState) request.getAttribute(LOG);
    }

    private LogState log() {
        return shown(request);
    }

    private Locale locale() {
        return Preferences.of(request).language().locale();
    }

    private static Row row(LogState state) {
        String root = state.rootHex();
        return new Row(
                state.log().origin(),
                state.log().prefix().substring("/ledger/".length()),
                link(state),
                grouped(state.size()),
                shortened(root),
                Moment.of(Instant.ofEpochMilli(state.publishedAt())),
                state.removed().map(removed -> Moment.of(removed.at())).orElse(null));
    }

    static String link(LogState state) {
        return state.log().explorerPath();
    }

    static String shortened(String hex) {
        return hex.substring(0, 6) + "…" + hex.substring(hex.length() - 4);
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String text(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        String stripped = value == null ? "" : value.strip();
        return stripped.substring(0, Math.min(LONGEST, stripped.length()));
    }

    /** The digest that the reader knows, in hexadecimal digits or base64; no bytes if none was given or it is none. */
    static byte[] digest(HttpServletRequest request) {
        return DigestText.parse(text(request, "digest")).orElse(new byte[0]);
    }

    /** -1 for what is no number. */
    private static long number(String text) {
        String bare = text.replaceAll("[,\\s]", "");
        return bare.matches("\\d{1,16}") ? Long.parseLong(bare) : -1;
    }
}
