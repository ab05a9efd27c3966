package org.tallystick.ledger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.ProofStep;
import org.tallystick.ledger.service.ProvenEntry;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;

/** An entry with its way to the root; its six lines only for who knows its digest. */
@Named("entry")
@RequestScoped
public class ExplorerEntryView {
    private static final String ENTRY = "tallystick.explored-entry";

    /** Steps that are shown at either end when the rest is folded. */
    private static final int ENDS = 4;

    @Inject
    private HttpServletRequest request;

    static void show(HttpServletRequest request, ProvenEntry entry) {
        request.setAttribute(ENTRY, entry);
    }

    /** A step from one level to the next. */
    public record Step(
            String level, boolean left, String sibling, String siblingHex, String resultHex, String result) {}

    /** One of the six lines. */
    public record Line(String label, String text, String meaning) {}

    public String getIndex() {
        return ExplorerView.grouped(entry().index());
    }

    public long getPlainIndex() {
        return entry().index();
    }

    public boolean isProven() {
        return entry().proven();
    }

    public String getTone() {
        return isProven() ? "ok" : "bad";
    }

    public String getLeaf() {
        return ExplorerView.shortened(entry().leafHex());
    }

    public String getLeafHex() {
        return entry().leafHex();
    }

    public String getComputedHex() {
        return entry().computedHex();
    }

    public String getSentence() {
        return texts().get(isProven() ? "explorer.proven" : "explorer.unproven", getIndex());
    }

    public String getHow() {
        return texts().get("explorer.steps", String.valueOf(entry().steps().size()));
    }

    /** The steps near the leaf. */
    public List<Step> getFirst() {
        return steps().subList(0, isLong() ? ENDS : steps().size());
    }

    public List<Step> getMiddle() {
        return isLong() ? steps().subList(ENDS, steps().size() - ENDS) : List.of();
    }

    /** The steps near the root. */
    public List<Step> getLast() {
        return isLong() ? steps().subList(steps().size() - ENDS, steps().size()) : List.of();
    }

    public String getFolded() {
        return texts().get("explorer.middle", String.valueOf(getMiddle().size()));
    }

    public boolean isOpen() {
        return entry().entry().isPresent();
    }

    /** Whether a digest was given that is not this entry's. */
    public boolean isMistaken() {
        return !isOpen() && !getDigest().isEmpty();
    }

    public String getDigest() {
        return ExplorerView.text(request, "digest");
    }

    /** The entry's bytes as text: the leaf hash covers exactly these. */
    public String getRaw() {
        return entry().entry()
                .map(e -> new String(e.bytes(), StandardCharsets.US_ASCII))
                .orElse("");
    }

    public List<Line> getLines() {
        return entry().entry().map(this::lines).orElse(List.of());
    }

    private List<Line> lines(LedgerEntry e) {
        Moment time = Moment.of(Instant.ofEpochMilli(e.timeMillis()));
        return List.of(
                line("format", "tallystick-entry/v1", ""),
                line(
                        "kind",
                        e.kind().wireName(),
                        texts().get("entry.kind." + e.kind().wireName())),
                line("id", e.id(), ""),
                line("subject", e.subject(), ""),
                line("time", String.valueOf(e.timeMillis()), time.text() + " " + time.zone()),
                line("digest", Base64Url.encode(e.digest()), ""));
    }

    private Line line(String key, String text, String value) {
        String why = texts().get("entry.line." + key + ".why");
        return new Line(
                texts().get("entry.line." + key), text, value.isEmpty() ? why : value + texts().get("entry.sep") + why);
    }

    private boolean isLong() {
        return entry().steps().size() > 2 * ENDS + 1;
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (ProofStep step : entry().steps()) {
            steps.add(new Step(
                    String.valueOf(steps.size() + 1),
                    step.left(),
                    ExplorerView.shortened(step.siblingHex()),
                    step.siblingHex(),
                    step.resultHex(),
                    ExplorerView.shortened(step.resultHex())));
        }
        return steps;
    }

    private ProvenEntry entry() {
        return (ProvenEntry) request.getAttribute(ENTRY);
    }

    private Texts texts() {
        Locale locale = Preferences.of(request).language().locale();
        return Texts.ofPages(locale);
    }
}
