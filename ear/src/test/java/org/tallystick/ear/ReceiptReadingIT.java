package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.TlogProof;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Sha256;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.SignedBill;

/** How a receipt, its certificates and the ledger are read, and how a terminal is let in (API.md "Reading", "Enrolment"). */
class ReceiptReadingIT {
    private static final String IMMUTABLE = "public, max-age=31536000, immutable";
    private static final String ENROL = "/.well-known/est/simpleenroll";

    private static ServerProcess server;
    private static TestTill till;
    private static SignedBill bill;
    private static TestAnswer stored;
    private static TestLedger ledger;

    @BeforeAll
    static void sell() throws IOException {
        server = TestShop.server();
        till = TestTill.enrol(server, TestShop.freeTerminal());
        bill = till.next();
        stored = till.send(bill);
        ledger = TestLedger.of(server).awaitPublished(stored.index());
    }

    @Test
    void theReceiptAloneIsTheStoredBytes() throws IOException {
        TestAnswer jose = TestAnswer.get(server, link(".jose"));

        assertThat(jose.outcome()).isEqualTo("200");
        assertThat(jose.header("Content-Type")).isEqualTo("application/jose+json");
        assertThat(jose.body()).isEqualTo(stored.receipt());
        assertPrivate(jose);
    }

    @Test
    void theReceiptFileHoldsTheStoredBytesAndBothChains() throws IOException {
        TestAnswer file = TestAnswer.get(server, link(".json"));

        assertThat(file.header("Content-Type")).isEqualTo("application/json");
        assertThat(file.json().names())
                .startsWith("receipt", "proof", "certificates", "parts")
                .as("what is there as soon as it is proven")
                .isSubsetOf("receipt", "proof", "certificates", "parts", "timestamps", "master", "certificateIssues");
        assertThat(file.receipt()).isEqualTo(stored.receipt());
        assertThat(file.json().strings("certificates"))
                .extracting(
                        der -> Base64Url.encode(Sha256.of(Base64.getDecoder().decode(der))))
                .contains(Base64Url.encode(till.thumbprint()), Base64Url.encode(sealThumbprint()));
        assertPrivate(file);
    }

    @Test
    void theProofIsATextOfItsOwn() throws IOException {
        TestAnswer proof = TestAnswer.get(server, link(".tlog-proof"));

        assertThat(proof.header("Content-Type")).isEqualToIgnoringCase("text/plain;charset=utf-8");
        TlogProof parsed = TlogProof.parse(proof.text());
        assertThat(parsed.index()).isEqualTo(stored.index());
        assertThat(new String(parsed.extra().orElseThrow(), StandardCharsets.US_ASCII))
                .contains(Base64Url.encode(Receipt.parse(stored.receipt()).digest()));
        assertPrivate(proof);
    }

    @Test
    void anUnknownLinkOrFormIsNotFound() throws IOException {
        assertThat(TestAnswer.get(server, "/r/" + TestTill.freshCode() + ".json")
                        .outcome())
                .isEqualTo("404 not-found");
        assertThat(TestAnswer.get(server, link(".exe")).outcome()).isEqualTo("404 not-found");
    }

    @Test
    void theServersOwnReportSaysTheSame() throws IOException {
        byte[] file = TestAnswer.get(server, link(".json")).body();

        TestAnswer report = TestAnswer.post(server, "/api/v1/verifications", file);

        assertThat(report.outcome()).isEqualTo("200");
        assertThat(report.json().string("outcome")).isEqualTo("GENUINE");
        assertThat(report.json().string("number")).isEqualTo(stored.json().string("number"));
    }

    @Test
    void certificatesAreServedByThumbprint() throws Exception {
        for (byte[] thumbprint : List.of(till.thumbprint(), sealThumbprint())) {
            TestAnswer answer = TestAnswer.get(server, "/api/v1/certificates/" + Base64Url.encode(thumbprint));

            assertThat(answer.header("Content-Type")).isEqualTo("application/pkix-cert");
            assertThat(answer.header("Cache-Control")).isEqualTo(IMMUTABLE);
            assertThat(Sha256.of(answer.body())).isEqualTo(thumbprint);
            CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(answer.body()));
        }
        assertThat(TestAnswer.get(server, "/api/v1/certificates/" + Base64Url.encode(new byte[32]))
                        .outcome())
                .isEqualTo("404 not-found");
    }

    @Test
    void aLookUpTellsTheOutcomeAndNothingElse() throws IOException {
        String number = stored.json().string("number");

        assertThat(lookUp(number, 1230).text()).isEqualTo("{\"outcome\":\"GENUINE\"}");
        assertThat(lookUp(number, 1231).text()).isEqualTo("{\"outcome\":\"NOT_FOUND\"}");
    }

    @Test
    void theSixthLookUpOfANumberOnADayIsRefused() throws IOException {
        String number = till.send(till.next()).json().string("number");
        for (int i = 0; i < 5; i++) {
            assertThat(lookUp(number, 1230).outcome()).isEqualTo("200");
        }

        TestAnswer sixth = lookUp(number, 1230);

        assertThat(sixth.outcome()).isEqualTo("429 rate-limited");
        assertThat(Long.parseLong(sixth.header("Retry-After"))).isPositive();
    }

    @Test
    void theCheckpointIsSignedAndShortLived() throws IOException {
        TestAnswer answer = TestAnswer.get(server, ledger.prefix() + "/checkpoint");

        assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/plain;charset=utf-8");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=2");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(Checkpoint.open(answer.body(), List.of(ledger.key())).origin())
                .isEqualTo(stored.json().string("log"));
    }

    @Test
    void tilesAreForEver() throws IOException {
        TestAnswer tile = TestAnswer.get(server, ledger.prefix() + "/tile/0/000.p/1");

        assertThat(tile.outcome()).isEqualTo("200");
        assertThat(tile.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(tile.header("Cache-Control")).isEqualTo(IMMUTABLE);
        assertThat(tile.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(tile.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(tile.body()).isEqualTo(ledger.entries().get(0).leafHash());
    }

    @Test
    void entriesAreForAuditors() throws IOException {
        String path = ledger.prefix() + "/tile/entries/000.p/1";

        TestAnswer without = TestAnswer.get(server, path);
        TestAnswer wrong =
                TestAnswer.to(HttpRequest.newBuilder(server.url(path)).header("Authorization", "Bearer x"));

        assertThat(without.outcome()).isEqualTo("401 unauthenticated");
        assertThat(without.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(wrong.outcome()).isEqualTo("401 unauthenticated");
        assertThat(ledger.entries()).isNotEmpty();
    }

    @Test
    void aCodeIsDeadAfterFiveWrongTries() throws IOException {
        String terminalNo = TestShop.freeTerminal();
        String code = TestShop.code(server, terminalNo);
        byte[] request = Files.readAllBytes(till.state().resolve("request.p10"));
        for (int i = 0; i < 5; i++) {
            TestAnswer wrong = enrol(terminalNo, "0000-0000-0000-0000", request);
            assertThat(wrong.outcome()).isEqualTo("401 unauthenticated");
            assertThat(wrong.header("WWW-Authenticate")).startsWith("Basic");
        }

        TestAnswer right = enrol(terminalNo, code, request);

        assertThat(right.outcome()).isEqualTo("401 unauthenticated");
        assertThat(right.json().string("detail")).contains("dead");
    }

    @Test
    void aCodeInTwoHandsOpensNothing() throws IOException {
        String terminalNo = TestShop.freeTerminal();
        String code = TestShop.code(server, terminalNo);
        TestTill used = TestTill.enrol(server, terminalNo);
        byte[] otherKey = Files.readAllBytes(till.state().resolve("request.p10"));

        TestAnswer again = enrol(terminalNo, code, otherKey);

        assertThat(again.outcome()).isEqualTo("403 forbidden");
        TestAnswer bill = used.send(used.next());
        assertThat(bill.json().string("status")).isEqualTo("UNSIGNED");
        assertThat(bill.json().string("cause")).isEqualTo("CERT_SUSPENDED");
    }

    private static TestAnswer enrol(String terminalNo, String code, byte[] request) throws IOException {
        byte[] pair = (terminalNo + ":" + code).getBytes(StandardCharsets.UTF_8);
        return TestAnswer.to(HttpRequest.newBuilder(server.url(ENROL))
                .header("Content-Type", "application/pkcs10")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))
                .POST(HttpRequest.BodyPublishers.ofByteArray(request)));
    }

    private static TestAnswer lookUp(String number, long amount) throws IOException {
        String date = Bill.parse(bill.payload()).time().toLocalDate().toString();
        Map<String, Object> question = Map.of("number", number, "date", date, "amount", amount);
        return TestAnswer.post(server, "/api/v1/lookups", JsonWriter.write(question));
    }

    private static String link(String ending) {
        return "/r/" + TestTill.codeOf(bill) + ending;
    }

    private static byte[] sealThumbprint() {
        return Receipt.parse(stored.receipt()).sealHeader().certificateDigest();
    }

    private static void assertPrivate(TestAnswer answer) {
        assertThat(answer.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("X-Robots-Tag")).isEqualTo("noindex, nofollow");
        assertThat(answer.header("Content-Disposition")).startsWith("attachment;");
    }
}
