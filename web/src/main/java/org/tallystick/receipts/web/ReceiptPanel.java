package org.tallystick.receipts.web;

import java.util.List;
import java.util.Set;
import org.tallystick.shared.web.Moment;
import org.tallystick.verification.CheckTexts;
import org.tallystick.verification.Outcome;
import org.tallystick.verification.Verdict;

/** Chooses the panel's words for a receipt behind a link and for an uploaded file. */
final class ReceiptPanel {
    /** Causes that signing late cannot mend (WORKFLOWS.md W.3, group integrity). */
    private static final Set<String> INTEGRITY =
            Set.of("SIGNATURE_INVALID", "BILL_TAMPERED", "FEATURE_MISMATCH", "IMAGE_REUSED", "CONFLICT");

    private final Shown shown;

    private ReceiptPanel(Shown shown) {
        this.shown = shown;
    }

    /** For the page behind a link. */
    static Panel ofPage(Shown shown) {
        return new ReceiptPanel(shown).page();
    }

    /** For an uploaded file. */
    static Panel ofFile(Shown shown) {
        return new ReceiptPanel(shown).file();
    }

    private Panel page() {
        return switch (shown.report().outcome()) {
            case GENUINE -> genuinePage();
            case UNSIGNED -> panel("warn", "lack", word(), text("receipt.unsigned"), List.of(unsignedAdvice()), true);
            case NOT_GENUINE ->
                panel("bad", "differ", word(), text("receipt.not-genuine"), List.of(text("advice.not-genuine")), false);
            case UNKNOWN, NOT_FOUND ->
                panel("wait", "open", word(), text("receipt.unknown"), List.of(text("advice.unknown")), false);
        };
    }

    private Panel genuinePage() {
        if (shown.isTakenBack("voided")) {
            return variant("wait", "match", "voided", text("advice.voided"), false);
        }
        if (shown.isCardholderMissing()) {
            return variant("warn", "lack", "cardholder-missing", cardholderAdvice(), true);
        }
        if (shown.isTakenBack("refunded")) {
            return variant("wait", "match", "refunded", text("advice.refunded"), false);
        }
        return panel("ok", "match", word(), text("receipt.genuine"), List.of(text("advice.genuine")), false);
    }

    private Panel variant(String tone, String mark, String key, String advice, boolean asksSignature) {
        String word = text("receipt.word." + key);
        return panel(tone, mark, word, text("receipt." + key), List.of(advice), asksSignature);
    }

    private Panel file() {
        return switch (shown.report().outcome()) {
            case GENUINE ->
                shown.isCardholderMissing() || shown.isTakenBack("voided") || shown.isTakenBack("refunded")
                        ? genuinePage()
                        : panel(
                                "ok",
                                "match",
                                word(),
                                text("file.genuine"),
                                List.of(text("file.advice.genuine")),
                                false);
            case UNSIGNED -> panel("warn", "lack", word(), text("file.unsigned"), List.of(unsignedAdvice()), true);
            case NOT_GENUINE ->
                panel("bad", "differ", word(), text(changedKey()), List.of(text("file.advice.not-genuine")), false);
            case UNKNOWN, NOT_FOUND -> panel("wait", "open", word(), text("file.unknown"), unknownAdvice(), false);
        };
    }

    private String changedKey() {
        if (shown.verdict("format") == Verdict.FAIL) {
            return "file.unreadable";
        }
        boolean changed =
                shown.verdict("bill-signature") == Verdict.FAIL || shown.verdict("seal-signature") == Verdict.FAIL;
        return changed ? "file.changed" : "file.not-genuine";
    }

    private List<String> unknownAdvice() {
        boolean noProof =
                shown.check("in-ledger").filter(c -> c.why().equals("no-proof")).isPresent();
        return noProof
                ? List.of(text("file.advice.unknown"), text("file.advice.proof"))
                : List.of(text("file.advice.unknown"));
    }

    private String unsignedAdvice() {
        String key = INTEGRITY.contains(shown.cause()) ? "advice.unsigned.integrity" : "advice.unsigned";
        return shown.texts().get(key, text("cause." + shown.cause()));
    }

    private String cardholderAdvice() {
        return shown.texts().get("advice.cardholder-missing", shown.cardholderWords());
    }

    private String word() {
        Outcome outcome = shown.report().outcome();
        return CheckTexts.word(outcome, shown.locale());
    }

    private String text(String key) {
        return shown.texts().get(key);
    }

    private Panel panel(
            String tone, String mark, String word, String sentence, List<String> advice, boolean asksSignature) {
        Moment checked = Moment.of(shown.report().checkedAt());
        boolean mendable = asksSignature && !INTEGRITY.contains(shown.cause());
        return new Panel(tone, mark, word, sentence, checked, advice, mendable);
    }
}
