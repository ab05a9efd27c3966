package org.tallystick.receipts.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.receipts.ReceiptPage;
import org.tallystick.receipts.RelatedReceipt;
import org.tallystick.receipts.SeenReceipt;
import org.tallystick.receipts.service.SeenReceipts;
import org.tallystick.shared.web.Amount;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;
import org.tallystick.signing.ReceiptNumber;
import org.tallystick.verification.Outcome;

/** One receipt as its merchant sees it: the same verdict as behind the link, and everything else that is known about the sale. */
@Named("merchantReceipt")
@RequestScoped
public class MerchantReceiptView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private SeenReceipts receipts;

    @Inject
    private ViewerView viewer;

    private @Nullable SeenReceipt seen;
    private @Nullable Shown shown;

    /** Another receipt about the same sale. */
    public record Related(String relation, String number, String link, Amount amount, Moment time) {}

    /** A certificate with its heading. */
    public record Certificate(String name, List<Fact> facts) {}

    /** The row of the lists. */
    public ReceiptLine getLine() {
        return ReceiptLine.of(seen().row(), texts(), locale());
    }

    public Panel getPanel() {
        return ReceiptPanel.ofPage(shown());
    }

    /** What the verdict means for the merchant; nothing where all is well. */
    public List<String> getAdvice() {
        return switch (shown().report().outcome()) {
            case GENUINE -> List.of();
            case UNSIGNED -> List.of(words().get("advice.unsigned", texts().get("cause." + shown().cause())));
            case NOT_GENUINE, UNKNOWN, NOT_FOUND -> getPanel().advice();
        };
    }

    public boolean isGenuine() {
        return shown().report().outcome() == Outcome.GENUINE;
    }

    public List<Layer> getLayers() {
        return Layers.of(shown());
    }

    /** What became of the sale since. */
    public List<Layer> getTags() {
        return Tags.of(shown());
    }

    public Checklist getChecklist() {
        return Checklist.of(shown());
    }

    public List<Fact> getTransaction() {
        List<Fact> first = page().bill().stream()
                .flatMap(bill -> Stream.of(
                        new Fact(
                                words().get("list.time"),
                                Moment.of(bill.time()).text() + " "
                                        + Moment.of(bill.time()).zone(),
                                ""),
                        new Fact(words().get("query.type"), texts().get("type." + bill.type()), "")))
                .toList();
        return Stream.concat(
                        shown().bill().isPresent() ? first.stream() : Stream.empty(),
                        Details.transaction(shown(), Optional.of(page().merchant())).stream())
                .toList();
    }

    public List<Fact> getLedger() {
        return Details.ledger(shown(), page().receipt());
    }

    public List<Certificate> getCertificates() {
        return page().certificates().stream()
                .map(c -> new Certificate(texts().get("certificate." + c.role()), Details.certificate(c, texts())))
                .toList();
    }

    public List<Timeline.Event> getTimeline() {
        return Timeline.of(seen(), shown(), words());
    }

    public boolean isLined() {
        return shown().bill().isPresent() && !page().lines().isEmpty();
    }

    public Paper getPaper() {
        return Paper.of(shown(), Optional.of(page().merchant()), page().lines()).orElseThrow();
    }

    public boolean isImaged() {
        return seen().image() == SeenReceipt.Image.SHOWN;
    }

    public boolean isImagedElsewhere() {
        return seen().image() == SeenReceipt.Image.OTHER_FORM;
    }

    public List<String> getFindings() {
        return page().findings().stream()
                .map(code -> texts().has("finding." + code)
                        ? texts().get("finding." + code)
                        : texts().get("finding.other", code))
                .toList();
    }

    public List<Related> getRelated() {
        return page().related().stream().map(this::related).toList();
    }

    private Related related(RelatedReceipt other) {
        return new Related(
                texts().get("relation." + other.relation()),
                ReceiptNumber.grouped(other.number()),
                "/merchant/receipts/" + other.number(),
                Amount.of(other.amount(), locale()),
                Moment.of(other.time()));
    }

    /** Local address of the public page; empty if a later receipt has it. */
    public String getLink() {
        return page().code().isEmpty() ? "" : "/r/" + page().code();
    }

    private SeenReceipt seen() {
        if (seen == null) {
            seen = receipts.find(viewer.viewer(), viewer.path("number"));
        }
        return seen;
    }

    private ReceiptPage page() {
        return seen().page();
    }

    private Shown shown() {
        if (shown == null) {
            shown = Shown.of(page(), locale());
        }
        return shown;
    }

    private Texts texts() {
        return Texts.ofPages(locale());
    }

    private Texts words() {
        return Texts.of("Merchant", locale());
    }

    private Locale locale() {
        return Preferences.of(request).language().locale();
    }
}
