package org.tallystick.ledger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.ledger.service.CheckpointStanding;
import org.tallystick.ledger.service.CheckpointStanding.Kind;
import org.tallystick.ledger.service.LedgerLog;
import org.tallystick.ledger.service.SplitViews;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** What came of a comparison, and the evidence that is kept. */
@Named("compare")
@RequestScoped
public class CompareView {
    private static final String RESULT = "tallystick.compared-checkpoints";
    private static final String NOTHING = "tallystick.compared-nothing";

    @Inject
    private HttpServletRequest request;

    @Inject
    private SplitViews views;

    /** Has the page show how checkpoints stand. */
    public static void show(HttpServletRequest request, List<CheckpointStanding> standings) {
        request.setAttribute(RESULT, standings);
    }

    static void showNothing(HttpServletRequest request) {
        request.setAttribute(NOTHING, Boolean.TRUE);
    }

    /** A checkpoint in words. Texts are empty where there is nothing to say. */
    public record Row(
            String tone, String icon, String word, String sentence, String origin, String link, String file) {}

    /** Evidence that is kept, and where it is. */
    public record Kept(String origin, String size, Moment at, String file) {}

    public boolean isShown() {
        return request.getAttribute(RESULT) != null;
    }

    /** Whether the form was sent without anything in it. */
    public boolean isNothing() {
        return request.getAttribute(NOTHING) != null;
    }

    public List<Row> getRows() {
        List<Row> rows = new ArrayList<>();
        for (CheckpointStanding standing : standings()) {
            rows.add(row(standing, rows.size() + 1));
        }
        return rows;
    }

    public boolean isSplit() {
        return is(Kind.SPLIT);
    }

    public boolean isGood() {
        return standings().stream().allMatch(standing -> standing.kind() == Kind.CONSISTENT);
    }

    public String getTone() {
        return isSplit() ? "bad" : isGood() ? "ok" : is(Kind.AHEAD) ? "bad" : "warn";
    }

    public String getMark() {
        return isSplit() || is(Kind.AHEAD) ? "differ" : isGood() ? "match" : "open";
    }

    public String getWord() {
        return words().get("compare.word." + verdict());
    }

    public String getSentence() {
        return words().get("compare." + verdict() + (standings().size() == 1 && isGood() ? ".one" : ""));
    }

    /** The page of one log where the proof between the two sizes is shown and recomputed; empty if there is none. */
    public String getProof() {
        List<CheckpointStanding> all = standings();
        if (!isGood()
                || all.size() != 2
                || !all.get(0).origin().equals(all.get(1).origin())) {
            return "";
        }
        long older = Math.min(all.get(0).size(), all.get(1).size());
        long newer = Math.max(all.get(0).size(), all.get(1).size());
        return older == 0
                ? ""
                : all.get(0)
                        .log()
                        .map(log -> link(log) + "?older=" + older + "&newer=" + newer)
                        .orElse("");
    }

    public List<Kept> getKept() {
        return views.all().stream()
                .map(found -> new Kept(
                        found.origin(), ExplorerView.grouped(found.size()), Moment.of(found.at()), file(found.id())))
                .toList();
    }

    private String verdict() {
        if (isSplit()) {
            return "split";
        }
        return is(Kind.AHEAD) ? "ahead" : isGood() ? twoLogs() ? "logs" : "good" : "untold";
    }

    private boolean twoLogs() {
        return standings().stream().map(CheckpointStanding::origin).distinct().count() > 1;
    }

    private boolean is(Kind kind) {
        return standings().stream().anyMatch(standing -> standing.kind() == kind);
    }

    private Row row(CheckpointStanding standing, int number) {
        String tone =
                switch (standing.kind()) {
                    case CONSISTENT -> "ok";
                    case SPLIT, AHEAD, NOT_SIGNED -> "bad";
                    case MALFORMED, FOREIGN, UNHELD -> "warn";
                };
        return new Row(
                tone,
                standing.kind() == Kind.CONSISTENT ? "check" : "alert",
                words().get("compare.number", String.valueOf(number)),
                sentence(standing),
                standing.origin(),
                standing.log().map(CompareView::link).orElse(""),
                standing.evidence().isEmpty() ? "" : file(standing.evidence()));
    }

    private String sentence(CheckpointStanding standing) {
        if (standing.fault().isPresent()) {
            return words().get(
                            "compare.fault." + standing.fault().get().expected(),
                            String.valueOf(standing.fault().get().line()));
        }
        String key = standing.kind() != Kind.CONSISTENT
                ? standing.kind().name()
                : standing.size() == standing.known() ? "SAME" : "OLDER";
        return words().get(
                        "compare.standing." + key,
                        ExplorerView.grouped(standing.size()),
                        ExplorerView.grouped(standing.known()),
                        ExplorerView.grouped(standing.known() - standing.size()));
    }

    private static String link(LedgerLog log) {
        return log.explorerPath();
    }

    private static String file(String id) {
        return "/explorer/split-views/" + id + ".json";
    }

    @SuppressWarnings("unchecked")
    private List<CheckpointStanding> standings() {
        return Optional.ofNullable((List<CheckpointStanding>) request.getAttribute(RESULT))
                .orElse(List.of());
    }

    private Texts words() {
        Locale locale = Preferences.of(request).language().locale();
        return Texts.ofPages(locale);
    }
}
