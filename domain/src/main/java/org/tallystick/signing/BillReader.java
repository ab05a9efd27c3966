package org.tallystick.signing;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.tallystick.enrolment.IdentifierRules;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.OffsetTime;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.StrictJson;

/** Reads a payload and holds it to every rule of API.md, Bill. */
final class BillReader {
    static final int MAX_PAYLOAD = 8 << 10;

    private static final int CODE_BYTES = 16;
    private static final Set<String> MEMBERS = Set.of(
            "version",
            "terminalNo",
            "merchantNo",
            "acquirer",
            "series",
            "counter",
            "previous",
            "code",
            "type",
            "amount",
            "currency",
            "time",
            "city",
            "entryMode",
            "traceNo",
            "batchNo",
            "referenceNo",
            "authCode",
            "settlementDate",
            "merchantName",
            "mcc",
            "operator",
            "card",
            "chip",
            "tip",
            "original",
            "cardholderSignature",
            "outage",
            "parts");
    private static final Set<String> OUTAGE_MEMBERS = Set.of("counter", "amount", "cause");

    private final JsonObject json;

    private BillReader(JsonObject json) {
        this.json = json;
    }

    static Bill read(byte[] payload) {
        if (payload.length > MAX_PAYLOAD) {
            throw new Problem(ProblemType.TOO_LARGE, "A bill is at most 8 KiB. Move what is long into a part.");
        }
        JsonObject json = StrictJson.parse(payload, StrictJson.Limits.BILL).raising(ProblemType.MEMBER_INVALID);
        return new BillReader(json).bill();
    }

    private Bill bill() {
        requireVersion();
        Members.scanUnknown(json, MEMBERS);
        long counter = Members.atLeast(json, "counter", 1);
        BillType type = Members.constant(json, "type", BillType.class);
        EntryMode entryMode = Members.constant(json, "entryMode", EntryMode.class);
        return new Bill(
                matching("terminalNo", IdentifierRules::isTerminalNo, "must be 8 letters or digits"),
                matching("merchantNo", IdentifierRules::isMerchantNo, "must be 15 letters or digits"),
                matching("acquirer", IdentifierRules::isAcquirer, "must be 8 to 11 letters or digits"),
                Members.atLeast(json, "series", 1),
                counter,
                previous(counter),
                code(),
                type,
                Members.atLeast(json, "amount", 0),
                matching("currency", BillReader::isCurrency, "must be an ISO 4217 code"),
                time(),
                city(),
                entryMode,
                matching("traceNo", text -> TextRules.isDigits(text, 6), "must be 6 digits"),
                matching("batchNo", text -> TextRules.isDigits(text, 6), "must be 6 digits"),
                optional(
                        "referenceNo",
                        text -> TextRules.isAlphanumeric(text, 1, 12),
                        "must be 1 to 12 letters or digits"),
                optional("authCode", text -> TextRules.isAlphanumeric(text, 6, 6), "must be 6 letters or digits"),
                optional("settlementDate", TextRules::isMonthDay, "must be a date as MMDD"),
                Members.optionalFreeText(json, "merchantName"),
                optional("mcc", text -> TextRules.isDigits(text, 4), "must be 4 digits"),
                Members.optionalFreeText(json, "operator"),
                json.optionalObject("card").map(CardReader::card),
                json.optionalObject("chip").map(CardReader::chip),
                Members.optionalAtLeast(json, "tip", 0),
                json.optionalObject("original").map(OriginalReader::read),
                cardholderSignature(type, entryMode),
                outage(type),
                parts());
    }

    private void requireVersion() {
        if (json.integer("version") != 1) {
            throw json.problem("version", "must be 1");
        }
    }

    private String matching(String name, Predicate<String> rule, String reason) {
        return Members.matching(json, name, rule, reason);
    }

    private Optional<String> optional(String name, Predicate<String> rule, String reason) {
        return Members.optionalMatching(json, name, rule, reason);
    }

    private Optional<byte[]> previous(long counter) {
        if (counter == 1 && json.has("previous")) {
            throw json.problem("previous", "must not be there: the first bill of a series has none");
        }
        return counter == 1 ? Optional.empty() : Optional.of(Members.digest(json, "previous"));
    }

    private String code() {
        Members.bytes(json, "code", CODE_BYTES);
        return json.string("code");
    }

    private OffsetDateTime time() {
        try {
            return OffsetTime.parse(json.string("time"));
        } catch (DateTimeException e) {
            throw json.problem("time", "must be ISO 8601 with an offset, such as 2026-01-31T09:30:00+08:00");
        }
    }

    private String city() {
        String city = Members.freeText(json, "city");
        if (city.isBlank()) {
            throw json.problem("city", "must not be blank");
        }
        return city;
    }

    private Optional<Bill.CardholderSignature> cardholderSignature(BillType type, EntryMode entryMode) {
        if (type == BillType.SALE && entryMode.isCard() && !json.has("cardholderSignature")) {
            throw json.problem("cardholderSignature", "is missing: every card sale has it");
        }
        return json.optionalObject("cardholderSignature").map(CardReader::cardholderSignature);
    }

    private List<Bill.OutageEntry> outage(BillType type) {
        if (type != BillType.RECOVERY) {
            if (json.has("outage")) {
                throw json.problem("outage", "must not be there: only a RECOVERY lists an outage");
            }
            return List.of();
        }
        if (!json.has("outage")) {
            throw json.problem("outage", "is missing: a RECOVERY lists the bills of the outage");
        }
        List<Bill.OutageEntry> entries = new ArrayList<>();
        for (JsonObject entry : json.objects("outage")) {
            Members.scanUnknown(entry, OUTAGE_MEMBERS);
            entries.add(new Bill.OutageEntry(
                    Members.atLeast(entry, "counter", 1),
                    Members.atLeast(entry, "amount", 0),
                    Members.matching(entry, "cause", TextRules::isCode, "must be the code of a cause")));
        }
        return Collections.unmodifiableList(entries);
    }

    private Map<String, byte[]> parts() {
        Map<String, byte[]> digests = new LinkedHashMap<>();
        json.optionalObject("parts").ifPresent(parts -> {
            for (String name : parts.names()) {
                if (!TextRules.isAlphanumeric(name, 1, 64)) {
                    throw json.problem("parts", "has a name that is not made of letters and digits");
                }
                digests.put(name, Members.digest(parts, name));
            }
        });
        return Collections.unmodifiableMap(digests);
    }

    private static boolean isCurrency(String code) {
        try {
            return Currency.getInstance(code).getDefaultFractionDigits() >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
