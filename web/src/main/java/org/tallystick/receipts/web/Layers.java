package org.tallystick.receipts.web;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.shared.web.Moment;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Bill.CardholderSignature;
import org.tallystick.signing.SignatureRequirement;
import org.tallystick.signing.SignatureStatus;
import org.tallystick.verification.CheckResult;
import org.tallystick.verification.CheckTexts;
import org.tallystick.verification.Verdict;

/** The three layers, always all three and always in this order: cardholder, terminal, seal and ledger. */
final class Layers {
    private final Shown shown;

    private Layers(Shown shown) {
        this.shown = shown;
    }

    static List<Layer> of(Shown shown) {
        Layers layers = new Layers(shown);
        return List.of(layers.cardholder(), layers.terminal(), layers.ledger());
    }

    private Layer cardholder() {
        String name = "layer.cardholder";
        if (shown.bill().isEmpty()) {
            return layer(name, "wait", "ask", "status.unknown", text("layer.unchecked"));
        }
        if (shown.verdict("cardholder-signature") == Verdict.FAIL) {
            return layer(name, "bad", "cross", "status.differs", reason("cardholder-signature"));
        }
        Optional<CardholderSignature> stated = shown.bill().flatMap(Bill::cardholderSignature);
        if (stated.isEmpty()) {
            return layer(name, "wait", "low", "status.not-card", reason("cardholder-signature"));
        }
        return stated(name, stated.get());
    }

    private Layer stated(String name, CardholderSignature stated) {
        String happened = text("captured." + stated.status());
        if (stated.status() == SignatureStatus.CAPTURED) {
            return shown.verdict("cardholder-signature") == Verdict.PASS
                    ? layer(name, "ok", "check", "status.signed", reason("cardholder-signature"))
                    : layer(name, "warn", "gap", "status.missing", reason("cardholder-signature"));
        }
        if (stated.status() == SignatureStatus.PAPER) {
            return layer(name, "wait", "file", "status.paper", happened);
        }
        if (shown.isCardholderMissing() || stated.requirement() == SignatureRequirement.REQUIRED) {
            String needed = text("requirement." + SignatureRequirement.REQUIRED) + text("colon") + happened;
            return layer(name, "warn", "gap", "status.missing", needed);
        }
        return layer(name, "wait", "low", "status.not-required", text("requirement." + stated.requirement()));
    }

    private Layer terminal() {
        String name = "layer.terminal";
        if (shown.isUnsigned()) {
            return layer(name, "warn", "unsig", "status.unsigned", text("cause." + shown.cause()));
        }
        Optional<CheckResult> wrong = first(Verdict.FAIL, "bill-signature", "terminal-certificate");
        if (wrong.isPresent()) {
            return layer(name, "bad", "cross", "status.differs", reason(wrong.get()));
        }
        Optional<CheckResult> open = first(Verdict.UNKNOWN, "bill-signature", "terminal-certificate");
        if (open.isPresent()) {
            return layer(name, "wait", "ask", "status.unknown", reason(open.get()));
        }
        String terminal = shown.bill().map(Bill::terminalNo).orElse("");
        return layer(name, "ok", "check", "status.signed", shown.texts().get("layer.terminal.valid", terminal));
    }

    private Layer ledger() {
        String name = "layer.ledger";
        Optional<CheckResult> wrong =
                first(Verdict.FAIL, "seal-signature", "seal-certificate", "seal-covers-terminal", "in-ledger");
        if (wrong.isPresent()) {
            return layer(name, "bad", "cross", "status.differs", reason(wrong.get()));
        }
        Optional<CheckResult> open = first(Verdict.UNKNOWN, "seal-signature", "seal-certificate", "in-ledger");
        if (open.isPresent()) {
            return layer(name, "wait", "ask", "status.unknown", reason(open.get()));
        }
        return layer(name, "ok", "check", "status.in-ledger", entry());
    }

    private String entry() {
        return shown.place()
                .map(p -> shown.texts()
                        .get(
                                "layer.ledger.entry",
                                Counts.of(p.index()),
                                Moment.of(p.time()).text()))
                .orElseGet(() -> reason("in-ledger"));
    }

    private Optional<CheckResult> first(Verdict verdict, String... ids) {
        return Stream.of(ids)
                .flatMap(id -> shown.check(id).stream())
                .filter(c -> c.result() == verdict)
                .findFirst();
    }

    private String reason(String id) {
        return shown.check(id).map(this::reason).orElseGet(() -> text("layer.unchecked"));
    }

    private String reason(CheckResult check) {
        return CheckTexts.reason(check, shown.locale());
    }

    private Layer layer(String name, String tone, String icon, String status, String note) {
        return new Layer(text(name), tone, icon, text(status), note);
    }

    private String text(String key) {
        return shown.texts().get(key);
    }
}
