package org.tallystick.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Members of well-formed bills, for tests to spoil. */
final class Bills {
    static final String DIGEST = Base64Url.encode(new byte[32]);

    private Bills() {}

    /** Every member that a card sale can have. */
    static Map<String, Object> full() {
        Map<String, Object> members = minimal();
        members.put("counter", 42);
        members.put("previous", DIGEST);
        members.put("entryMode", "INSERT");
        members.put("referenceNo", "123456789012");
        members.put("authCode", "A12345");
        members.put("settlementDate", "0301");
        members.put("merchantName", "老王面馆（浦东店）");
        members.put("mcc", "5812");
        members.put("operator", "01");
        members.put(
                "card", object("masked", "622202******0011", "scheme", "UNIONPAY", "kind", "DEBIT", "issuer", "工商银行"));
        members.put(
                "chip",
                object(
                        "aid",
                        "A000000333010101",
                        "tc",
                        "A1B2C3D4E5F60718",
                        "tvr",
                        "0000008000",
                        "tsi",
                        "E800",
                        "atc",
                        "001a"));
        members.put("tip", 500);
        members.put("original", object("terminalNo", "10000001", "series", 1, "counter", 41));
        members.put(
                "cardholderSignature",
                object("requirement", "REQUIRED", "status", "CAPTURED", "featureCode", "1A2B3C4D"));
        members.put("parts", object("lines", DIGEST));
        return members;
    }

    /** Only what every bill must have: the first of a series, paid by code. */
    static Map<String, Object> minimal() {
        return object(
                "version", 1,
                "terminalNo", "10000001",
                "merchantNo", "898110153110001",
                "acquirer", "48021000",
                "series", 1,
                "counter", 1,
                "code", "AAAAAAAAAAAAAAAAAAAAAA",
                "type", "SALE",
                "amount", 12345,
                "currency", "CNY",
                "time", "2026-03-01T10:11:12+08:00",
                "city", "上海",
                "entryMode", "SCAN",
                "traceNo", "000042",
                "batchNo", "000001");
    }

    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }

    static Bill parse(Map<String, Object> members) {
        return Bill.parse(JsonWriter.write(members));
    }

    /** A bill that names these parts. */
    static Bill naming(List<Part> parts) {
        Map<String, Object> members = minimal();
        Map<String, Object> digests = new LinkedHashMap<>();
        parts.forEach(part -> digests.put(part.name(), Base64Url.encode(part.digest())));
        members.put("parts", digests);
        return parse(members);
    }

    static Part part(String name, String mediaType, String content) {
        return new Part(name, mediaType, new byte[16], content.getBytes(StandardCharsets.UTF_8));
    }

    /** @param member the one member at fault, null if none is to be named */
    static void refused(Map<String, Object> members, ProblemType type, String member) {
        Problem problem = problem(JsonWriter.write(members));
        assertThat(problem).as("refusal of %s", members).isNotNull();
        assertThat(problem.type()).as(problem.detail()).isEqualTo(type);
        if (member != null) {
            assertThat(problem.errors()).extracting(Problem.MemberError::member).containsExactly(member);
        }
    }

    static Problem problem(byte[] payload) {
        return catchThrowableOfType(Problem.class, () -> Bill.parse(payload));
    }
}
