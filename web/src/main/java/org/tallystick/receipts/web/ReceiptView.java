package org.tallystick.receipts.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tallystick.receipts.CertificateFacts;
import org.tallystick.receipts.ReceiptPage;
import org.tallystick.receipts.RelatedReceipt;
import org.tallystick.receipts.service.ReceiptExports;
import org.tallystick.receipts.service.ReceiptPages;
import org.tallystick.shared.Money;
import org.tallystick.shared.web.Amount;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.QrCode;
import org.tallystick.shared.web.Texts;
import org.tallystick.signing.Bill;
import org.tallystick.signing.ReceiptNumber;

/** The page behind a link. */
@Named("receipt")
@RequestScoped
public class ReceiptView {
    private static final String PAGE = "tallystick.receipt-page";
    private static final Set<String> SHOWN_ON_PAPER = Set.of("MERCHANT_NAME_DIFFERS");

    @Inject
    private HttpServletRequest request;

    @Inject
    private ReceiptPages pages;

    private @Nullable Shown shown;

    // A page asks for these once for each of their parts.
    private @Nullable Paper paper;
    private @Nullable Checklist checklist;
    private @Nullable Depths depths;

    /** What the page will be about: whoever calls this has decided that the reader may see it. */
    public static void show(HttpServletRequest request, ReceiptPage page) {
        request.setAttribute(PAGE, page);
    }

    /** A certificate with its heading. */
    public record Certificate(String name, List<Fact> facts) {}

    /** Another receipt with what it is to this one. */
    public record Related(String relation, String number, String link, String fullLink, Amount amount, Moment time) {}

    /**
     * What a browser keeps of a receipt.
     *
     * @param time ISO 8601 with the shop's offset
     * @param amount decimal, with a point
     */
    public record Keep(String code, String number, String shop, String time, String amount, String currency) {}

    /** A way to have a file. */
    public record Download(String label, String link, String fullLink) {}

    public String getTitle() {
        return page().report()
                .number()
                .map(n -> texts().get("receipt.title", ReceiptNumber.grouped(n)))
                .orElseGet(() -> texts().get("receipt.untitled"));
    }

    /** As stored; empty if the stored bytes do not say it. */
    public String getNumber() {
        return page().report().number().orElse("");
    }

    public Panel getPanel() {
        return ReceiptPanel.ofPage(shown());
    }

    public boolean isPapered() {
        return shown().bill().isPresent();
    }

    public Paper getPaper() {
        if (paper == null) {
            paper = Paper.of(shown(), Optional.of(page().merchant()), page().lines())
                    .orElseThrow();
        }
        return paper;
    }

    /** Only where signatures vouch for the bill. */
    public Keep getKeep() {
        Bill bill = shown().bill().orElseThrow();
        return new Keep(
                page().code(),
                page().report().number().map(ReceiptNumber::grouped).orElse(""),
                page().merchant().heading(locale()),
                Moment.of(bill.time()).iso(),
                new Money(bill.amount(), Currency.getInstance(bill.currency())).decimal(),
                bill.currency());
    }

    /** Small signs below the total. */
    public List<Layer> getTags() {
        return Tags.of(shown());
    }

    public List<Layer> getLayers() {
        return Layers.of(shown());
    }

    public Checklist getChecklist() {
        if (checklist == null) {
            checklist = Checklist.of(shown());
        }
        return checklist;
    }

    public Depths getDepths() {
        if (depths == null) {
            depths = Depths.of(shown().report(), page().receiptFile(), locale());
        }
        return depths;
    }

    public List<Fact> getTransaction() {
        return Details.transaction(shown(), Optional.of(page().merchant()));
    }

    public List<Fact> getLedger() {
        return Details.ledger(shown(), page().receipt());
    }

    public List<Certificate> getCertificates() {
        return page().certificates().stream().map(this::certificate).toList();
    }

    private Certificate certificate(CertificateFacts facts) {
        return new Certificate(texts().get("certificate." + facts.role()), Details.certificate(facts, texts()));
    }

    public List<String> getFindings() {
        return page().findings().stream()
                .filter(code -> !SHOWN_ON_PAPER.contains(code))
                .map(this::finding)
                .toList();
    }

    private String finding(String code) {
        return texts().has("finding." + code) ? texts().get("finding." + code) : texts().get("finding.other", code);
    }

    public List<Related> getRelated() {
        return page().related().stream().map(this::related).toList();
    }

    private Related related(RelatedReceipt other) {
        return new Related(
                texts().get("relation." + other.relation()),
                ReceiptNumber.grouped(other.number()),
                "/r/" + other.code(),
                pages.state().baseUrl() + "/r/" + other.code(),
                Amount.of(other.amount(), locale()),
                Moment.of(other.time()));
    }

    /** Local address of this page. */
    public String getPath() {
        return "/r/" + page().code();
    }

    /** Public address of this page, as on the slip. */
    public String getLink() {
        return pages.state().baseUrl() + getPath();
    }

    public QrCode getQr() {
        return QrCode.of(getLink());
    }

    public List<Download> getDownloads() {
        return List.of(download("json", ".json"), download("jose", ".jose"), download("proof", ".tlog-proof")).stream()
                .filter(d -> page().proof().isPresent() || !d.link().endsWith("proof"))
                .toList();
    }

    /** The receipt in the forms of other programs; none where the platform does not find it genuine. */
    public List<Download> getExports() {
        if (!ReceiptExports.isFor(page())) {
            return List.of();
        }
        Texts words = Texts.of("Checking", locale());
        List<Download> exports = new ArrayList<>();
        exports.add(new Download(words.get("export.jades"), getPath() + ".jades.json", getLink() + ".jades.json"));
        exports.add(new Download(words.get("export.cms"), getPath() + ".p7s", getLink() + ".p7s"));
        if (ReceiptExports.isForGmt(page())) {
            exports.add(
                    new Download(words.get("export.gmt"), getPath() + ".gbt35275.p7s", getLink() + ".gbt35275.p7s"));
        }
        return exports;
    }

    private Download download(String key, String ending) {
        return new Download(texts().get("detail.file." + key), getPath() + ending, getLink() + ending);
    }

    /** {@code roll} for 80 mm paper, {@code a4} for a page, empty on the screen. */
    public String getPaperSize() {
        String size = request.getParameter("paper");
        return "roll".equals(size) || "a4".equals(size) ? size : "";
    }

    public boolean isPrinting() {
        return !getPaperSize().isEmpty();
    }

    private Shown shown() {
        if (shown == null) {
            shown = Shown.of(page(), locale());
        }
        return shown;
    }

    private ReceiptPage page() {
        return (ReceiptPage) request.getAttribute(PAGE);
    }

    private Texts texts() {
        return shown().texts();
    }

    private Locale locale() {
        return Preferences.of(request).language().locale();
    }
}
