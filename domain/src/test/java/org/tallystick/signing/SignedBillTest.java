package org.tallystick.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.Sha256;

class SignedBillTest {
    private static final Map<String, Object> ENTRY =
            Collections.unmodifiableMap(Bills.object("protected", "e30", "signature", "AAAA"));

    private static Map<String, Object> envelope() {
        return Bills.object("payload", "e30", "signatures", List.of(ENTRY));
    }

    @Test
    void isReadAsWritten() {
        Part part = Bills.part(Part.PHONE, "text/plain", "13800138000");
        SignedBill bill = SignedBill.of(
                new byte[] {'{', '}'}, Optional.of(new JwsEntry("e30", "AAAA")), List.of(part), Optional.empty());

        SignedBill read = SignedBill.parse(bill.toJson());

        assertThat(read).usingRecursiveComparison().isEqualTo(bill);
        assertThat(read.payloadDigest()).isEqualTo(Sha256.of(new byte[] {'{', '}'}));
    }

    @Test
    void canGoWithoutASignatureAndThenHasACause() {
        Map<String, Object> members = envelope();
        members.put("signatures", List.of());
        assertThat(parse(members).cause()).isEmpty();
        members.put("cause", "SIGNING_UNIT_FAILED");
        assertThat(parse(members).signature()).isEmpty();
        assertThat(parse(members).cause()).contains("SIGNING_UNIT_FAILED");
        members.put("cause", "because");
        refused(members, ProblemType.MEMBER_INVALID);
        members.put("cause", 7);
        refused(members, ProblemType.MEMBER_INVALID);
    }

    @Test
    void ignoresTheCauseBesideASignatureAndUnknownMembers() {
        Map<String, Object> members = envelope();
        members.put("cause", Bills.object("anything", 1));
        members.put("vendor", "x");

        assertThat(parse(members).cause()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"payload", "signatures"})
    void hasPayloadAndSignatures(String member) {
        Map<String, Object> members = envelope();
        members.remove(member);
        refused(members, ProblemType.MALFORMED);
        members.put(member, null);
        refused(members, ProblemType.MALFORMED);
        members.put(member, 7);
        refused(members, ProblemType.MALFORMED);
    }

    @Test
    void hasAtMostOneSignature() {
        Map<String, Object> members = envelope();
        members.put("signatures", List.of(ENTRY, ENTRY));
        refused(members, ProblemType.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"protected", "header", "signature"})
    void refusesTheOtherSerialisationsOfJws(String member) {
        Map<String, Object> members = envelope();
        members.put(member, member.equals("header") ? Bills.object("alg", "none") : "e30");
        refused(members, ProblemType.MALFORMED);
    }

    @Test
    void refusesUnprotectedHeadersAndIncompleteEntries() {
        for (Map<String, Object> entry : List.of(
                Bills.object("protected", "e30", "signature", "AAAA", "header", Bills.object("kid", "x")),
                Bills.object("protected", "e30"),
                Bills.object("signature", "AAAA"),
                Bills.object("protected", 7, "signature", "AAAA"),
                Bills.object("protected", "e30", "signature", "AAA="),
                Bills.object("protected", "e30", "signature", "AB"))) {
            Map<String, Object> members = envelope();
            members.put("signatures", List.of(entry));
            refused(members, ProblemType.MALFORMED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"e30=", "e31", "e3+", "e", "e 30"})
    void wantsCanonicalBase64UrlAsPayload(String payload) {
        Map<String, Object> members = envelope();
        members.put("payload", payload);
        refused(members, ProblemType.MALFORMED);
    }

    @Test
    void limitsBillAndMessage() {
        Map<String, Object> members = envelope();
        members.put("payload", Base64Url.encode(new byte[8192]));
        assertThat(parse(members).payload()).hasSize(8192);
        members.put("payload", Base64Url.encode(new byte[8193]));
        refused(members, ProblemType.TOO_LARGE);
        Problem problem = catchThrowableOfType(Problem.class, () -> SignedBill.parse(new byte[(400 << 10) + 1]));
        assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE);
    }

    @Test
    void doesNotReadTheBill() {
        Map<String, Object> members = envelope();
        members.put("payload", Base64Url.encode("not even JSON".getBytes(StandardCharsets.US_ASCII)));
        assertThat(parse(members).payload()).asString().isEqualTo("not even JSON");
    }

    @Test
    void comesInBatchesThatAreAnsweredOneByOne() {
        Map<String, Object> wrong = envelope();
        wrong.remove("payload");
        byte[] body = JsonWriter.write(Bills.object("bills", List.of(envelope(), wrong, envelope())));

        List<BillBatch.Item> items = BillBatch.parse(body).items();

        assertThat(items).extracting(item -> item.bill().isPresent()).containsExactly(true, false, true);
        Problem problem = items.get(1).problem().orElseThrow();
        assertThat(problem.errors()).containsExactly(new Problem.MemberError("payload", "is missing"));
    }

    @Test
    void batchesHaveOneTo256Bills() {
        SignedBill bill = parse(envelope());
        assertThat(BillBatch.parse(BillBatch.toJson(Collections.nCopies(256, bill)))
                        .items())
                .hasSize(256);
        batchRefused(BillBatch.toJson(Collections.nCopies(257, bill)), ProblemType.TOO_LARGE);
        batchRefused(BillBatch.toJson(List.of()), ProblemType.MALFORMED);
        batchRefused("{}".getBytes(StandardCharsets.US_ASCII), ProblemType.MALFORMED);
        batchRefused("{\"bills\":[1]}".getBytes(StandardCharsets.US_ASCII), ProblemType.MALFORMED);
        batchRefused(new byte[(8 << 20) + 1], ProblemType.TOO_LARGE);
    }

    @Test
    void batchesHoldFullBillsWithParts() {
        List<SignedBill> bills = new ArrayList<>();
        Part phone = Bills.part(Part.PHONE, "text/plain", "13800138000");
        for (int i = 0; i < 256; i++) {
            bills.add(SignedBill.of(
                    new byte[1200], Optional.of(new JwsEntry("e30", "AAAA")), List.of(phone), Optional.empty()));
        }
        assertThat(BillBatch.parse(BillBatch.toJson(bills)).items())
                .allMatch(item -> item.bill().isPresent());
    }

    private static void batchRefused(byte[] body, ProblemType type) {
        Problem problem = catchThrowableOfType(Problem.class, () -> BillBatch.parse(body));
        assertThat(problem.type()).isEqualTo(type);
    }

    private static SignedBill parse(Map<String, Object> members) {
        return SignedBill.parse(JsonWriter.write(members));
    }

    private static void refused(Map<String, Object> members, ProblemType type) {
        Problem problem = catchThrowableOfType(Problem.class, () -> parse(members));
        assertThat(problem).as("refusal of %s", members.keySet()).isNotNull();
        assertThat(problem.type()).as(problem.detail()).isEqualTo(type);
    }
}
