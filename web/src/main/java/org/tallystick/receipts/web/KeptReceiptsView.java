package org.tallystick.receipts.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.web.ViewerView;
import org.tallystick.receipts.KeptReceipt;
import org.tallystick.receipts.KeptReceipt.Fate;
import org.tallystick.receipts.service.KeptReceipts;
import org.tallystick.shared.web.Amount;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.Texts;
import org.tallystick.signing.ReceiptStatus;

/** The receipts in a consumer's account. */
@Named("kept")
@RequestScoped
public class KeptReceiptsView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private KeptReceipts receipts;

    @Inject
    private ViewerView viewer;

    private @Nullable List<KeptReceipt> all;

    /** A receipt as a row, with the link's code. */
    public record Row(String code, String link, String shop, Moment time, Amount amount, Layer tag) {}

    public List<Row> getRows() {
        Texts texts = Texts.ofPages(locale());
        return all().stream().map(receipt -> row(receipt, texts)).toList();
    }

    public boolean isAny() {
        return !all().isEmpty();
    }

    public String getCount() {
        return Texts.of("Consumer", locale()).get("kept.count", String.format(Locale.ROOT, "%,d", all().size()));
    }

    private Row row(KeptReceipt receipt, Texts texts) {
        return new Row(
                receipt.code(),
                "/r/" + receipt.code(),
                shop(receipt, locale()),
                Moment.of(receipt.time()),
                Amount.of(receipt.amount(), locale()),
                tag(receipt, texts));
    }

    static String shop(KeptReceipt receipt, Locale locale) {
        return locale.getLanguage().equals("zh") ? receipt.shopZh() : receipt.shopEn();
    }

    private static Layer tag(KeptReceipt receipt, Texts texts) {
        if (receipt.status() == ReceiptStatus.UNSIGNED) {
            return new Layer("", "warn", "unsig", texts.get("status.unsigned"), "");
        }
        return receipt.fate() == Fate.STANDS
                ? new Layer("", "ok", "check", texts.get("status.signed"), "")
                : new Layer(
                        "",
                        "wait",
                        "undo",
                        texts.get("tag." + receipt.fate().name().toLowerCase(Locale.ROOT)),
                        "");
    }

    private List<KeptReceipt> all() {
        if (all == null) {
            all = receipts.list(viewer.viewer());
        }
        return all;
    }

    private Locale locale() {
        return Preferences.of(request).language().locale();
    }
}
