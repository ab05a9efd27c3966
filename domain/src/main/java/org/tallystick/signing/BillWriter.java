package org.tallystick.signing;

import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonWriter;

/** Writes a bill's members in the order of API.md. */
final class BillWriter {
    private BillWriter() {}

    static byte[] write(Bill bill) {
        Map<String, Object> members = new LinkedHashMap<>();
        identity(bill, members);
        sale(bill, members);
        members.put("card", bill.card().map(BillWriter::card));
        members.put("chip", bill.chip().map(BillWriter::chip));
        members.put("tip", bill.tip());
        members.put("original", bill.original().map(BillWriter::original));
        members.put("cardholderSignature", bill.cardholderSignature().map(BillWriter::signature));
        members.put("outage", outage(bill));
        members.put("parts", parts(bill));
        return JsonWriter.write(members);
    }

    private static void identity(Bill bill, Map<String, Object> members) {
        members.put("version", 1);
        members.put("terminalNo", bill.terminalNo());
        members.put("merchantNo", bill.merchantNo());
        members.put("acquirer", bill.acquirer());
        members.put("series", bill.series());
        members.put("counter", bill.counter());
        members.put("previous", bill.previous().map(Base64Url::encode));
        members.put("code", bill.code());
    }

    private static void sale(Bill bill, Map<String, Object> members) {
        members.put("type", bill.type().name());
        members.put("amount", bill.amount());
        members.put("currency", bill.currency());
        members.put("time", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(bill.time()));
        members.put("city", bill.city());
        members.put("entryMode", bill.entryMode().name());
        members.put("traceNo", bill.traceNo());
        members.put("batchNo", bill.batchNo());
        members.put("referenceNo", bill.referenceNo());
        members.put("authCode", bill.authCode());
        members.put("settlementDate", bill.settlementDate());
        members.put("merchantName", bill.merchantName());
        members.put("mcc", bill.mcc());
        members.put("operator", bill.operator());
    }

    static Map<String, Object> card(Bill.Card card) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("masked", card.masked());
        members.put("scheme", card.scheme());
        members.put("kind", card.kind().map(Enum::name));
        members.put("issuer", card.issuer());
        return members;
    }

    static Map<String, Object> chip(Bill.Chip chip) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("aid", chip.aid());
        members.put("tc", chip.tc());
        members.put("tvr", chip.tvr());
        members.put("tsi", chip.tsi());
        members.put("atc", chip.atc());
        return members;
    }

    static Map<String, Object> original(Bill.Original original) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("terminalNo", original.terminalNo());
        members.put("series", original.series());
        members.put("counter", original.counter());
        members.putAll(original.slipNumbers());
        return members;
    }

    static Map<String, Object> signature(Bill.CardholderSignature signature) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("requirement", signature.requirement().name());
        members.put("status", signature.status().name());
        members.put("featureCode", signature.featureCode());
        return members;
    }

    static Map<String, Object> outageEntry(Bill.OutageEntry entry) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("counter", entry.counter());
        members.put("amount", entry.amount());
        members.put("cause", entry.cause());
        return members;
    }

    private static Optional<List<Map<String, Object>>> outage(Bill bill) {
        return bill.type() == BillType.RECOVERY
                ? Optional.of(
                        bill.outage().stream().map(BillWriter::outageEntry).toList())
                : Optional.empty();
    }

    private static Optional<Map<String, Object>> parts(Bill bill) {
        Map<String, Object> digests = new LinkedHashMap<>();
        bill.parts().forEach((name, digest) -> digests.put(name, Base64Url.encode(digest)));
        return digests.isEmpty() ? Optional.empty() : Optional.of(digests);
    }
}
