package org.tallystick.receipts.web;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tallystick.receipts.CertificateFacts;
import org.tallystick.receipts.LedgerPlace;
import org.tallystick.receipts.MerchantFacts;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.Texts;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Bill.Card;
import org.tallystick.signing.Bill.CardholderSignature;
import org.tallystick.signing.Bill.Chip;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.ReceiptNumber;
import org.tallystick.signing.SealStatement;

/** The folded lists of facts below a receipt. */
final class Details {
    private Details() {}

    /** What the slip shows as well, and who the parties are. */
    static List<Fact> transaction(Shown shown, Optional<MerchantFacts> merchant) {
        Texts texts = shown.texts();
        FactList facts = new FactList(texts);
        facts.add("detail.number", shown.report().number().map(ReceiptNumber::grouped));
        shown.bill().ifPresent(bill -> addBill(facts, bill, texts));
        merchant.ifPresent(
                m -> facts.add("detail.acquirer", m.acquirer(shown.locale())).add("detail.address", m.address()));
        return facts.toList();
    }

    private static void addBill(FactList facts, Bill bill, Texts texts) {
        facts.add("detail.card", bill.card().map(card -> card(card, texts)))
                .add("detail.mode", texts.get("mode." + bill.entryMode()))
                .add("detail.scheme", bill.card().flatMap(Card::scheme))
                .add("detail.issuer", bill.card().flatMap(Card::issuer))
                .add("detail.reference", bill.referenceNo())
                .add("detail.batch", bill.batchNo() + " / " + bill.traceNo())
                .add("detail.auth", bill.authCode())
                .add("detail.settlement", bill.settlementDate().map(d -> d.substring(0, 2) + "-" + d.substring(2)))
                .add("detail.feature", bill.cardholderSignature().flatMap(CardholderSignature::featureCode))
                .add("detail.aid", bill.chip().flatMap(Chip::aid))
                .add("detail.tc", bill.chip().flatMap(Chip::tc))
                .add("detail.terminal", bill.terminalNo())
                .add("detail.counter", counter(bill, texts))
                .add("detail.operator", bill.operator())
                .add("detail.merchant", bill.merchantNo())
                .add("detail.mcc", bill.mcc())
                .add("detail.city", bill.city());
    }

    private static String counter(Bill bill, Texts texts) {
        return texts.get("detail.counter.value", Counts.of(bill.series()), Counts.of(bill.counter()));
    }

    private static String card(Card card, Texts texts) {
        return Stream.concat(Stream.of(card.masked()), card.kind().map(k -> texts.get("kind." + k)).stream())
                .collect(Collectors.joining(" · "));
    }

    /** Where the receipt stands in the ledger, and its digest. */
    static List<Fact> ledger(Shown shown, Optional<Receipt> receipt) {
        Optional<LedgerPlace> place = shown.place();
        return new FactList(shown.texts())
                .addCode("detail.origin", place.map(LedgerPlace::origin))
                .add("detail.index", place.map(p -> Counts.of(p.index())))
                .add("detail.ledger-time", place.map(p -> time(Moment.of(p.time()))))
                .add(
                        "detail.sent",
                        shown.statement().map(SealStatement::channel).map(c -> shown.texts()
                                .get("channel." + c)))
                .addCode("detail.digest", receipt.map(r -> Base64Url.encode(r.digest())))
                .toList();
    }

    private static String time(Moment moment) {
        return moment.text() + " " + moment.zone();
    }

    /** A certificate in words. */
    static List<Fact> certificate(CertificateFacts certificate, Texts texts) {
        String validity = texts.get(
                "detail.validity.value",
                Moment.of(certificate.notBefore()).day(),
                Moment.of(certificate.notAfter()).day());
        return new FactList(texts)
                .addCode("detail.subject", Optional.of(certificate.subject()))
                .addCode("detail.issued-by", Optional.of(certificate.issuer()))
                .add("detail.algorithm", certificate.algorithm())
                .add("detail.validity", validity)
                .addCode("detail.serial", Optional.of(certificate.serial()))
                .addCode("detail.thumbprint", Optional.of(certificate.thumbprint()))
                .toList();
    }
}
