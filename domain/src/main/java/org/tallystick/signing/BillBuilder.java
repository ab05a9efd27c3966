package org.tallystick.signing;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Money;

/**
 * Makes bills on the terminal's side. Not for several threads; {@link #build} holds the result to the same rules as the
 * platform will.
 */
public final class BillBuilder {
    private final Map<String, Object> members = new LinkedHashMap<>(Map.of("version", 1));
    private final Map<String, Object> parts = new LinkedHashMap<>();

    /** Whose terminal; the three numbers of its certificate. */
    public BillBuilder terminal(String acquirer, String merchantNo, String terminalNo) {
        return set("acquirer", acquirer).set("merchantNo", merchantNo).set("terminalNo", terminalNo);
    }

    /** The first bill of a series. */
    public BillBuilder first(long series) {
        return set("series", series).set("counter", 1L);
    }

    /** @param previous SHA-256 of the payload of the bill before this one */
    public BillBuilder following(long series, long counter, byte[] previous) {
        return set("series", series).set("counter", counter).set("previous", Base64Url.encode(previous));
    }

    /** @param bits 16 random bytes */
    public BillBuilder code(byte[] bits) {
        return set("code", Base64Url.encode(bits));
    }

    public BillBuilder type(BillType type) {
        return set("type", type.name());
    }

    public BillBuilder money(Money money) {
        return set("amount", money.minorUnits())
                .set("currency", money.currency().getCurrencyCode());
    }

    public BillBuilder time(OffsetDateTime time) {
        return set("time", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
    }

    public BillBuilder city(String city) {
        return set("city", city);
    }

    public BillBuilder entryMode(EntryMode mode) {
        return set("entryMode", mode.name());
    }

    /** Both six digits, as on the slip. */
    public BillBuilder slip(String traceNo, String batchNo) {
        return set("traceNo", traceNo).set("batchNo", batchNo);
    }

    public BillBuilder referenceNo(String referenceNo) {
        return set("referenceNo", referenceNo);
    }

    public BillBuilder authCode(String authCode) {
        return set("authCode", authCode);
    }

    /** @param monthDay MMDD */
    public BillBuilder settlementDate(String monthDay) {
        return set("settlementDate", monthDay);
    }

    public BillBuilder merchantName(String name) {
        return set("merchantName", name);
    }

    public BillBuilder mcc(String mcc) {
        return set("mcc", mcc);
    }

    public BillBuilder operator(String operator) {
        return set("operator", operator);
    }

    public BillBuilder card(Bill.Card card) {
        return set("card", BillWriter.card(card));
    }

    public BillBuilder chip(Bill.Chip chip) {
        return set("chip", BillWriter.chip(chip));
    }

    /** @param tip minor units, contained in the amount */
    public BillBuilder tip(long tip) {
        return set("tip", tip);
    }

    public BillBuilder original(Bill.Original original) {
        return set("original", BillWriter.original(original));
    }

    public BillBuilder cardholderSignature(Bill.CardholderSignature signature) {
        return set("cardholderSignature", BillWriter.signature(signature));
    }

    public BillBuilder outage(List<Bill.OutageEntry> entries) {
        return set("outage", entries.stream().map(BillWriter::outageEntry).toList());
    }

    /** Names a part in the bill by its digest. */
    public BillBuilder part(Part part) {
        parts.put(part.name(), Base64Url.encode(part.digest()));
        return set("parts", parts);
    }

    /** @throws org.tallystick.shared.Problem as {@link Bill#parse} */
    public Bill build() {
        return Bill.parse(JsonWriter.write(members));
    }

    private BillBuilder set(String name, Object value) {
        members.put(name, value);
        return this;
    }
}
