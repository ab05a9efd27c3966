package org.tallystick.coverage.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.Role;
import org.tallystick.access.web.ViewerView;
import org.tallystick.coverage.CaseDetail;
import org.tallystick.coverage.CaseFile;
import org.tallystick.coverage.CaseHead;
import org.tallystick.coverage.CaseState;
import org.tallystick.coverage.CaseStep;
import org.tallystick.coverage.CauseGroup;
import org.tallystick.coverage.CauseTable;
import org.tallystick.coverage.Remedy;
import org.tallystick.coverage.service.CoverageCases;
import org.tallystick.shared.web.Figures;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;

/** One case: what is missing, why, what can be done about it, and what happened so far. */
@Named("coverageCase")
@RequestScoped
public class CoverageCaseView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private CoverageCases cases;

    @Inject
    private ViewerView viewer;

    @Inject
    private Clock clock;

    private @Nullable CaseDetail detail;

    /** A step of the timeline. @param logged place in the ledger; empty while it waits for it */
    public record Event(String dot, String icon, String name, String who, String words, Moment time, String logged) {}

    /** Something the rule looked at. */
    public record Input(String name, String value) {}

    /** A scan that was handed in. */
    public record File(String link, String name, String size, String by, Moment time) {}

    public CaseRow getRow() {
        return CaseRow.of(head(), viewer.getArea(), words(), clock.instant());
    }

    public int getVersion() {
        return head().version();
    }

    public String getList() {
        return "/" + viewer.getArea() + "/unsigned";
    }

    public String getWhy() {
        String own = "why." + head().cause().code();
        return words().get(words().texts().has(own) ? own : "why." + head().group());
    }

    public String getTone() {
        return Wording.tone(head().group());
    }

    public String getCauseIcon() {
        return Wording.icon(head().group());
    }

    /** The question of the rule that gave the cause. */
    public String getQuestion() {
        return words().get("rule." + detail().rule());
    }

    public String getRule() {
        return words().get("rule.named", detail().rule(), detail().ruleVersion());
    }

    public List<Input> getInputs() {
        return detail().inputs().entrySet().stream()
                .filter(input ->
                        !input.getValue().isEmpty() && !input.getValue().equals("[]"))
                .map(input -> new Input(words().get("input." + input.getKey()), input.getValue()))
                .toList();
    }

    public List<Event> getTimeline() {
        return detail().steps().stream().map(this::event).toList();
    }

    private Event event(CaseStep step) {
        boolean bad = step.kind().equals("escalated") || step.to() == CaseState.FROZEN;
        boolean good = step.to() == CaseState.CLOSED || step.to() == CaseState.VERIFIED;
        String kind = step.kind().equals("waits") ? "next." + step.to() : "step." + step.kind();
        return new Event(
                bad ? "bad" : good ? "ok" : "",
                bad ? "alert" : good ? "check" : "",
                words().get(kind),
                who(step),
                step.words(),
                Moment.of(step.at()),
                step.logged().map(seq -> words().get("logged", Figures.of(seq))).orElse(words().get("logging")));
    }

    private String who(CaseStep step) {
        if (!step.actor().isEmpty()) {
            return step.actor();
        }
        return words().get(step.role().isEmpty() ? "platform" : "cardholder");
    }

    public List<File> getFiles() {
        return detail().files().stream().map(this::file).toList();
    }

    private File file(CaseFile file) {
        return new File(
                "/" + viewer.getArea() + "/slips/" + file.id(),
                words().get("remedy." + file.kind()),
                words().get("file.size", file.type().name(), Figures.of((file.length() + 1023) / 1024)),
                file.addedBy(),
                Moment.of(file.addedAt()));
    }

    public String getEvidence() {
        return head().remedy()
                .map(remedy -> words().get("evidence." + remedy.evidenceLevel()))
                .orElse("");
    }

    public String getRemedy() {
        return head().remedy().map(remedy -> words().get("remedy." + remedy)).orElse("");
    }

    public String getSources() {
        return head().sources().stream()
                .sorted()
                .map(source -> words().get("source." + source))
                .collect(Collectors.joining(words().get("join")));
    }

    public String getTerminal() {
        return head().terminalNo();
    }

    /** Series and counter; empty where only a settlement tells of it. */
    public String getCounter() {
        return head().key().map(key -> key.series() + " / " + key.counter()).orElse("—");
    }

    /** What a settlement says of the sale: none or one. */
    public List<SettledLine> getSettled() {
        return head().settled().stream()
                .map(slip -> SettledLine.of(slip, viewer.may("INSTITUTION_SETTLEMENT")))
                .toList();
    }

    public String getMerchantNo() {
        return head().owner().merchantNo();
    }

    public Moment getOpened() {
        return Moment.of(head().times().opened());
    }

    public Moment getDue() {
        return Moment.of(head().times().due());
    }

    public boolean isOverdue() {
        return head().isOverdue(clock.instant());
    }

    public boolean isEscalated() {
        return head().times().escalated();
    }

    public String getAssigned() {
        return head().assigned();
    }

    public boolean isOpen() {
        return head().state().isOpen();
    }

    public boolean isIntegrity() {
        return head().group() == CauseGroup.INTEGRITY;
    }

    /** Whether the next thing happens by itself. */
    public boolean isAutomatic() {
        return head().state().isWaiting()
                && !CauseTable.byTerminal(head().cause(), head().missing()).isEmpty();
    }

    /** What the terminal can still do by itself, in a sentence. */
    public String getByTerminal() {
        return CauseTable.byTerminal(head().cause(), head().missing()).stream()
                .map(remedy -> words().get("by-terminal." + remedy))
                .collect(Collectors.joining(words().isChinese() ? "" : " "));
    }

    /** Whether this remedy may be handed in here, by its constant's name. */
    public boolean offers(String remedy) {
        Optional<Remedy> asked = Remedy.of(remedy);
        return viewer.viewer().role().isMerchant()
                && head().state().isWaiting()
                && asked.isPresent()
                && CauseTable.byHand(head().cause(), head().missing()).contains(asked.get());
    }

    /** Whether anything may be handed in here. */
    public boolean isOffering() {
        return offers(Remedy.EXPLAINED.name());
    }

    public boolean isTakeable() {
        return isOpen()
                && viewer.viewer().role() != Role.REGULATOR
                && !head().assigned().equals(viewer.getName());
    }

    /** Whether the institution decides now. */
    public boolean isDeciding() {
        return viewer.viewer().role() == Role.INSTITUTION_OFFICER && isOpen();
    }

    public boolean isAcceptable() {
        return head().state() == CaseState.REMEDIED || head().state() == CaseState.FROZEN;
    }

    public boolean isRejectable() {
        return head().state() == CaseState.REMEDIED;
    }

    public boolean isNeedingService() {
        return CauseTable.needsService(head().cause()) && isOpen();
    }

    /** A text for whoever mends the terminal. */
    public String getTicket() {
        return words().get(
                        "ticket",
                        head().terminalNo(),
                        words().cause(head().cause()),
                        head().cause().code(),
                        getRow().when(),
                        detail().rule() + "/" + detail().ruleVersion(),
                        head().number().grouped());
    }

    /** The receipt's page in this part of the portal; empty where there is none. */
    public String getReceiptLink() {
        boolean has = viewer.may("MERCHANT_RECEIPT") || viewer.may("REGULATOR_RECEIPT");
        return has
                ? head().receipt()
                        .map(r -> "/" + viewer.getArea() + "/receipts/" + r)
                        .orElse("")
                : "";
    }

    public String getLetter() {
        return getList() + "/" + head().number().text() + "/letter";
    }

    public boolean isBillMissing() {
        return CauseTable.lacksBill(head().missing());
    }

    private CaseHead head() {
        return detail().head();
    }

    private CaseDetail detail() {
        if (detail == null) {
            detail = cases.detail(viewer.viewer(), viewer.path("case"));
        }
        return detail;
    }

    private Wording words() {
        return new Wording(Preferences.of(request).language().locale());
    }
}
