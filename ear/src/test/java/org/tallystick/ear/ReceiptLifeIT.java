package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;
import org.tallystick.verification.Outcome;
import org.tallystick.verification.ReceiptVerifier;
import org.tallystick.verification.TrustAnchors;
import org.tallystick.verification.Verdict;
import org.tallystick.verification.VerificationContext;
import org.tallystick.verification.VerificationReport;

/** What becomes of a bill, by its counter and by who vouches for it (API.md "Signing"). */
class ReceiptLifeIT {
    private static ServerProcess server;

    @BeforeAll
    static void start() {
        server = TestShop.server();
    }

    private static TestTill till() {
        return TestTill.enrol(server, TestShop.freeTerminal());
    }

    @Test
    void aSignedBillBecomesAReceiptThatProvesItselfOffline() throws Exception {
        TestTill till = till();
        SignedBill bill = till.next();

        TestAnswer answer = till.send(bill);

        assertThat(answer.outcome()).isEqualTo("201");
        assertThat(answer.json().string("status")).isEqualTo("SIGNED");
        assertThat(answer.json().string("url"))
                .isEqualTo(server.url("/r/" + TestTill.codeOf(bill)).toString());
        assertThat(answer.findings()).isEmpty();
        assertThat(Receipt.parse(answer.receipt()).payload()).isEqualTo(bill.payload());
        VerificationReport report = verifiedOffline(bill);
        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
        assertThat(report.number()).contains(answer.json().string("number"));
        assertThat(report.checks())
                .filteredOn(check -> ReceiptVerifier.isDecisive(check.id()))
                .allSatisfy(check -> assertThat(check.result()).as(check.id()).isEqualTo(Verdict.PASS));
    }

    @Test
    void anEdDsaTerminalIsAsGood() throws Exception {
        TestTill till = TestTill.enrol(server, TestShop.freeTerminal(), SignatureAlgorithm.EDDSA);
        SignedBill bill = till.next();

        assertThat(till.send(bill).outcome()).isEqualTo("201");
        assertThat(verifiedOffline(bill).outcome()).isEqualTo(Outcome.GENUINE);
    }

    @Test
    void theSameBillAgainIsAnsweredWithTheSameBytes() throws IOException {
        TestTill till = till();
        SignedBill bill = till.next();
        TestAnswer first = till.send(bill);

        TestAnswer again = till.send(bill);
        TestAnswer signedAnew = till.send(till.sign(bill.payload()));

        assertThat(again.outcome()).isEqualTo("200");
        assertThat(again.receipt()).isEqualTo(first.receipt());
        assertThat(again.index()).isEqualTo(first.index());
        assertThat(signedAnew.outcome()).isEqualTo("200");
        assertThat(signedAnew.receipt()).isEqualTo(first.receipt());
        assertThat(signedAnew.findings()).containsExactly("RESIGNED");
    }

    @Test
    void anotherBillForAUsedCounterIsAConflictAndTheTillGoesOn() throws IOException {
        TestTill till = till();
        SignedBill first = till.next();
        TestAnswer stored = till.send(first);
        Map<String, Object> other = till.bill(1);
        other.put("amount", 1231L);

        TestAnswer conflict = till.send(till.sign(other));
        TestAnswer later = till.send(till.next());

        assertThat(conflict.outcome()).isEqualTo("409 counter-conflict");
        assertThat(conflict.json().string("storedDigest")).isEqualTo(Base64Url.encode(first.payloadDigest()));
        assertThat(later.outcome()).isEqualTo("201");
        assertThat(later.findings()).containsExactly("INTEGRITY_CASE_OPEN");
        assertThat(till.send(first).receipt()).isEqualTo(stored.receipt());
        assertThat(entriesUpTo(later, till))
                .containsExactly(
                        subject("receipt", till, 1), subject("conflict", till, 1), subject("receipt", till, 2));
    }

    @Test
    void aJumpOfMoreThanTenThousandMovesNothing() throws IOException {
        TestTill till = till();
        till.send(till.next());
        Map<String, Object> far = till.bill(10_002);

        assertThat(till.send(till.sign(far)).outcome()).isEqualTo("422 counter-jump");
        assertThat(till.heartbeat().integer("lastCounter")).isEqualTo(1);
        assertThat(missing(till)).isEmpty();
        TestAnswer next = till.send(till.next());

        assertThat(next.outcome()).isEqualTo("201");
        assertThat(next.findings()).containsExactly("INTEGRITY_CASE_OPEN");
        assertThat(entriesUpTo(next, till)).containsExactly(subject("receipt", till, 1), subject("receipt", till, 2));
    }

    @Test
    void aGapIsToldAndLateBillsFillIt() throws IOException {
        TestTill till = till();
        till.send(till.next());
        SignedBill second = till.next();
        SignedBill third = till.next();
        SignedBill fourth = till.next();

        TestAnswer revealing = till.send(fourth);

        assertThat(revealing.outcome()).isEqualTo("201");
        assertThat(revealing.findings()).containsExactly("COUNTER_GAP");
        assertThat(missing(till)).containsExactly("2-3");
        assertThat(till.send(second).outcome()).isEqualTo("201");
        assertThat(missing(till)).containsExactly("3-3");
        TestAnswer last = till.send(third);
        assertThat(last.outcome()).isEqualTo("201");
        assertThat(missing(till)).isEmpty();
        assertThat(till.heartbeat().integer("lastCounter")).isEqualTo(4);
        assertThat(entriesUpTo(last, till)).contains(subject("gap", till, 4)).hasSize(5);
    }

    @Test
    void helloTellsTheSecretUntilTheFirstBillIsAccepted() throws IOException {
        TestTill till = till();
        assertThat(till.hello().string("fallbackSecret")).isEqualTo(till.secret());

        till.send(till.next());

        assertThat(till.hello().has("fallbackSecret")).isFalse();
        assertThat(till.hello().integer("lastCounter")).isEqualTo(1);
    }

    @Test
    void theFallbackSecretVouchesForAnUnsignedBillUntilAVerifiedOneReplacesIt() throws IOException {
        TestTill till = till();
        SignedBill signed = till.next();
        SignedBill unsigned = unsigned(signed.payload(), "SIGNING_UNIT_FAILED");

        TestAnswer kept = till.sendVouched(unsigned, till.secret());
        TestAnswer repeated = till.sendVouched(unsigned, till.secret());
        TestAnswer replacing = till.send(signed);

        assertThat(kept.outcome()).isEqualTo("201");
        assertThat(kept.json().string("status")).isEqualTo("UNSIGNED");
        assertThat(kept.json().string("cause")).isEqualTo("SIGNING_UNIT_FAILED");
        assertThat(repeated.outcome()).isEqualTo("200");
        assertThat(repeated.receipt()).isEqualTo(kept.receipt());
        assertThat(replacing.outcome()).isEqualTo("201");
        assertThat(replacing.json().string("status")).isEqualTo("SIGNED");
        assertThat(replacing.json().string("number")).isNotEqualTo(kept.json().string("number"));
        assertThat(TestAnswer.get(server, "/r/" + TestTill.codeOf(signed) + ".jose")
                        .body())
                .isEqualTo(replacing.receipt());
        assertThat(entriesUpTo(replacing, till))
                .containsExactly(subject("unsigned", till, 1), subject("receipt", till, 1));
    }

    /** Of one link and one counter, and the database has each link once. */
    @Test
    void anUnsignedClaimThatIsSignedAfterwardsTakesCounterAndLink() throws IOException {
        TestTill till = till();
        Map<String, Object> first = till.bill(1);
        Map<String, Object> claim = new LinkedHashMap<>(first);
        claim.put("amount", 888_888L);
        TestAnswer held = till.sendVouched(unsigned(JsonWriter.write(first), "SIGNING_UNIT_FAILED"), till.secret());
        TestAnswer claimed = till.sendVouched(unsigned(JsonWriter.write(claim), "SIGNING_UNIT_FAILED"), till.secret());

        assertThat(held.outcome()).isEqualTo("201");
        assertThat(claimed.outcome()).as("the same link").isEqualTo("201");
        assertThat(servedAt(first)).isEqualTo(held.receipt());

        TestAnswer signed = till.send(till.sign(claim));

        assertThat(signed.outcome()).isEqualTo("201");
        assertThat(servedAt(first)).isEqualTo(signed.receipt());
    }

    private static byte[] servedAt(Map<String, Object> bill) throws IOException {
        return TestAnswer.get(server, "/r/" + bill.get("code") + ".jose").body();
    }

    @Test
    void anUnsignedBillThatNobodyVouchesForStoresNothing() throws IOException {
        TestTill till = till();
        TestTill other = till();
        till.send(till.next());
        SignedBill unsigned = unsigned(JsonWriter.write(till.bill(2)), "PAD_ERROR");

        assertThat(till.send(unsigned).outcome()).isEqualTo("401 signature-missing");
        assertThat(till.sendVouched(unsigned, other.secret()).outcome()).isEqualTo("401 unauthenticated");
        TestAnswer next = till.send(till.next());

        assertThat(next.findings()).isEmpty();
        assertThat(entriesUpTo(next, till)).containsExactly(subject("receipt", till, 1), subject("receipt", till, 2));
    }

    @Test
    void aTerminalCannotSignForAnother() throws IOException {
        TestTill till = till();
        TestTill other = till();

        TestAnswer answer = other.send(other.sign(till.bill(1)));

        assertThat(answer.outcome()).isEqualTo("422 bill-mismatch");
        assertThat(answer.json().objects("errors").get(0).string("member")).isEqualTo("terminalNo");
        assertThat(till.send(till.next()).outcome()).isEqualTo("201");
    }

    @Test
    void theSealsCertificateIsNoTerminals() throws IOException {
        TestTill till = till();
        byte[] seal =
                Receipt.parse(till.send(till.next()).receipt()).sealHeader().certificateDigest();
        Map<String, Object> header = till.header(Typ.BILL);
        header.put("x5t#S256", Base64Url.encode(seal));

        TestAnswer answer = till.send(till.signed(JsonWriter.write(till.bill(2)), header));

        assertThat(answer.outcome()).isEqualTo("401 certificate-unknown");
    }

    @Test
    void aCodeIsUsedOnce() throws IOException {
        TestTill till = till();
        SignedBill first = till.next();
        till.send(first);
        Map<String, Object> copy = till.bill(2);
        copy.put("code", TestTill.codeOf(first));

        assertThat(till.send(till.sign(copy)).outcome()).isEqualTo("409 code-used");
        assertThat(till.send(till.next()).outcome()).isEqualTo("201");
    }

    @Test
    void inABatchEachBillHasItsOwnAnswer() throws IOException {
        TestTill till = till();
        SignedBill first = till.next();
        SignedBill second = till.next();
        Map<String, Object> wrong = till.bill(3);
        wrong.put("currency", "CNX");
        String body = "{\"bills\":[%s,%s,%s]}".formatted(json(first), json(till.sign(wrong)), json(second));

        TestAnswer answer =
                TestAnswer.post(server, TestTill.RECEIPTS + "/batch", body.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.outcome()).isEqualTo("200");
        List<JsonObject> results = answer.json().objects("results");
        assertThat(results).extracting(result -> result.integer("status")).containsExactly(201L, 422L, 201L);
        assertThat(TestAnswer.slug(results.get(1).object("body"))).isEqualTo("member-invalid");
        assertThat(results.get(2).object("body").string("receipt"))
                .isEqualTo(Base64Url.encode(till.send(second).receipt()));
    }

    private static SignedBill unsigned(byte[] payload, String cause) {
        return SignedBill.of(payload, Optional.empty(), List.of(), Optional.of(cause));
    }

    private static String json(SignedBill bill) {
        return new String(bill.toJson(), StandardCharsets.UTF_8);
    }

    private static String subject(String kind, TestTill till, long counter) {
        return "%s %s.%d.%d"
                .formatted(kind, till.profile().terminalNo(), till.profile().series(), counter);
    }

    private static List<String> entriesUpTo(TestAnswer last, TestTill till) throws IOException {
        return TestLedger.of(server)
                .awaitPublished(last.index())
                .entriesOf(till.profile().terminalNo());
    }

    private static List<String> missing(TestTill till) {
        return till.heartbeat().objects("missing").stream()
                .map(gap -> gap.integer("from") + "-" + gap.integer("to"))
                .toList();
    }

    /** As a stranger would: the receipt file, and nothing pinned but the root and the log's key. */
    private static VerificationReport verifiedOffline(SignedBill bill) throws IOException, GeneralSecurityException {
        byte[] file =
                TestAnswer.get(server, "/r/" + TestTill.codeOf(bill) + ".json").body();
        try (InputStream pem = Files.newInputStream(server.data().resolve("root.pem"))) {
            var root = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
            var anchors = TrustAnchors.pinned(
                    List.of(root), List.of(TestLedger.of(server).key()));
            return new ReceiptVerifier()
                    .verify(
                            file,
                            VerificationContext.offline(
                                    anchors, Clock.systemUTC().instant()));
        }
    }
}
