package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLReason;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.tallystick.access.Role;
import org.tallystick.shared.Base64Url;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;
import org.tallystick.terminal.RenewalReport;
import org.tallystick.terminal.RenewalReport.Outcome;
import org.tallystick.terminal.Terminal;

/**
 * Terminals whose certificates live for thirty days, on a platform whose clock the test moves: stopped by everybody who may, and, when
 * the others are done, renewed, used and retired.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CertificateLifeIT {
    private static final Duration LATE = Duration.ofDays(25);
    private static final String RENEW = "/.well-known/est/simplereenroll";

    private static ServerProcess server;
    private static Path clock;
    private static PortalClient operator;

    @BeforeAll
    static void start() throws IOException {
        server = TestShop.configure(ServerProcess.fresh("renewal"));
        clock = server.base().resolve("clock");
        Files.writeString(clock, "PT0S");
        server.with("TALLYSTICK_CLOCK_FILE", clock.toString())
                .with("TALLYSTICK_ENROLMENT_CERTIFICATE_LIFE", "P30D")
                .start();
        operator = PortalAccounts.of(server).signIn(Role.OPERATOR);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aShopStopsItsTerminalSinceTheKeyWasInOtherHands() throws Exception {
        TestTill till = TestTill.enrol(server, TestShop.terminal(10));
        assertThat(till.send(till.next()).outcome()).isEqualTo("201");
        RevocationStatus status = RevocationStatus.of(server, till.state());
        assertThat(status.asked()).isSameAs(CertificateStatus.GOOD);
        assertThat(status.listed()).isEmpty();
        String page = "/merchant/terminals/" + till.profile().terminalNo();
        PortalClient owner = PortalAccounts.of(server).signIn(Role.MERCHANT_OWNER);

        assertThat(owner.post(page, order(till, "KEY_COMPROMISE", "2999-01-01T00:00"))
                        .text())
                .contains("not in the future");
        assertThat(owner.post(page, order(till, "PRIVILEGE_WITHDRAWN", "")).status())
                .isEqualTo(422);
        assertThat(owner.post(page, order(till, "KEY_COMPROMISE", "yesterday")).status())
                .isEqualTo(422);
        assertThat(status.listed()).as("nothing half-done").isEmpty();
        assertThat(owner.post(page, order(till, "KEY_COMPROMISE", "2026-01-01T08:30"))
                        .status())
                .isEqualTo(303);

        assertThat(status.listed().orElseThrow().getRevocationReason()).isEqualTo(CRLReason.KEY_COMPROMISE);
        assertThat(status.listed().orElseThrow().getExtensionValue("2.5.29.24")).isNotNull();
        assertThat(((RevokedStatus) status.asked()).getRevocationReason()).isEqualTo(1);
        assertThat(till.send(till.next()).outcome()).isEqualTo("401 certificate-unknown");
        assertThat(owner.post(page, order(till, "SUPERSEDED", "")).status())
                .as("there is nothing left to end")
                .isEqualTo(409);
    }

    @Test
    void itsInstitutionAndTheOperatorMayToo() throws Exception {
        PortalClient officer = PortalAccounts.of(server).signIn(Role.INSTITUTION_OFFICER);
        TestTill till = TestTill.enrol(server, TestShop.terminal(11));
        String no = till.profile().terminalNo();
        assertThat(officer.get("/institution/certificates?q=" + no).text())
                .contains("1 certificates")
                .contains("/institution/certificates/" + no);
        assertThat(officer.post("/institution/certificates/" + no, order(till, "PRIVILEGE_WITHDRAWN", ""))
                        .status())
                .isEqualTo(303);
        RevocationStatus status = RevocationStatus.of(server, till.state());
        assertThat(((RevokedStatus) status.asked()).getRevocationReason()).isEqualTo(9);
        assertThat(officer.get("/institution/certificates?state=REVOKED&q=" + no)
                        .text())
                .contains(no);
        assertThat(officer.get("/institution/certificates/" + no).text())
                .contains("The merchant may not use it any more")
                .doesNotContain("value=\"suspend\"");

        theOperatorSuspendsAndResumes();
    }

    /** Suspended is not revoked: bills are unsigned, lists and OCSP do not mind. */
    private static void theOperatorSuspendsAndResumes() throws Exception {
        TestTill till = TestTill.enrol(server, TestShop.terminal(12));
        String page = "/admin/certificates/" + till.profile().terminalNo();
        RevocationStatus status = RevocationStatus.of(server, till.state());

        assertThat(operator.post(page, Map.of("do", "suspend")).status()).isEqualTo(303);
        assertThat(till.send(till.next()).json().string("cause")).isEqualTo("CERT_SUSPENDED");
        assertThat(status.asked()).isSameAs(CertificateStatus.GOOD);
        assertThat(status.listed()).isEmpty();

        assertThat(operator.post(page, Map.of("do", "resume")).status()).isEqualTo(303);
        assertThat(till.send(till.next()).json().string("status")).isEqualTo("SIGNED");
        assertThat(operator.post(page, order(till, "CESSATION_OF_OPERATION", ""))
                        .status())
                .isEqualTo(303);
        assertThat(status.listed()).isPresent();
        assertThat(operator.get("/admin/audit").text())
                .contains("terminal.revoke")
                .contains("CESSATION_OF_OPERATION");
    }

    @Test
    void aSealThatWasTakenMakesItsReceiptsFalseAndAnotherSealsAtOnce() throws Exception {
        TestTill till = TestTill.enrol(server, TestShop.terminal(14));
        SignedBill sold = till.next();
        TestAnswer answer = till.send(sold);
        assertThat(verdict(sold)).isEqualTo("GENUINE");
        String seal =
                Base64Url.encode(Receipt.parse(answer.receipt()).sealHeader().certificateDigest());

        assertThat(operator.post("/admin/keys", sealOrder(seal, "12345678")).text())
                .contains("not the first 8 characters");
        assertThat(operator.post("/admin/keys", sealOrder(seal, seal.substring(0, 8)))
                        .status())
                .isEqualTo(303);

        assertThat(verdict(sold)).isEqualTo("NOT_GENUINE");
        SignedBill next = till.next();
        assertThat(till.send(next).json().string("status")).isEqualTo("SIGNED");
        assertThat(verdict(next)).isEqualTo("GENUINE");
        assertThat(operator.get("/admin/keys").text()).contains("revoked: Key or device in other hands");
    }

    private static Map<String, String> sealOrder(String thumbprint, String confirmed) {
        return Map.of(
                "do", "revoke",
                "certificate", thumbprint,
                "reason", "KEY_COMPROMISE",
                "since", "2026-01-01T00:00",
                "words", "told by the test",
                "confirm", confirmed);
    }

    private static String verdict(SignedBill bill) throws IOException {
        byte[] file =
                TestAnswer.get(server, "/r/" + TestTill.codeOf(bill) + ".json").body();
        return TestAnswer.post(server, "/api/v1/verifications", file).json().string("outcome");
    }

    @Test
    void badQuestionsGetTheAnswersOfTheProtocol() throws Exception {
        TestTill till = TestTill.enrol(server, TestShop.terminal(13));
        byte[] good = RevocationStatus.of(server, till.state()).request();

        assertThat(state(RevocationStatus.post(server, new byte[] {1, 2, 3}))).isEqualTo(OCSPResp.MALFORMED_REQUEST);
        assertThat(state(RevocationStatus.post(server, new byte[5000]))).isEqualTo(OCSPResp.MALFORMED_REQUEST);
        assertThat(state(TestAnswer.get(server, "/ocsp/nonsense!"))).isEqualTo(OCSPResp.MALFORMED_REQUEST);
        assertThat(state(TestAnswer.get(server, "/ocsp"))).isEqualTo(OCSPResp.MALFORMED_REQUEST);
        assertThat(TestAnswer.post(server, "/ocsp", good).outcome()).isEqualTo("415 unsupported-media-type");
        assertThat(TestAnswer.get(server, "/api/v1/crl/nobody.crl").outcome()).isEqualTo("404 not-found");
        assertThat(TestAnswer.get(server, "/.well-known/est/fullcmc").outcome()).isEqualTo("404 not-found");
    }

    private static int state(TestAnswer answer) throws IOException {
        assertThat(answer.status()).isEqualTo(200);
        return new OCSPResp(answer.body()).getStatus();
    }

    private static Map<String, String> order(TestTill till, String reason, String since) {
        return Map.of(
                "do",
                "revoke",
                "reason",
                reason,
                "since",
                since,
                "words",
                "told by the test",
                "typed",
                till.profile().terminalNo());
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aTerminalRenewsItselfAndTheOldCertificateEndsWithTheFirstUseOfTheNewOne() throws Exception {
        TestTill till = TestTill.enrol(server, TestShop.terminal(0));
        TestTill other = TestTill.enrol(server, TestShop.terminal(1));
        TestTill sm2 = Sm2Renewal.enrol(server, operator, TestShop.terminal(2));
        TestTill waiting = TestTill.enrol(server, TestShop.terminal(3));
        RevocationStatus old = RevocationStatus.of(server, till.state());
        assertThat(renew(till, Duration.ZERO).outcome()).isEqualTo(Outcome.NOT_DUE);
        assertThat(till.send(till.next()).json().string("status")).isEqualTo("SIGNED");

        moveTo(LATE);
        RenewalReport report = renew(till, LATE);

        assertThat(report.outcome()).isEqualTo(Outcome.RENEWED);
        RevocationStatus renewed = RevocationStatus.of(server, till.state());
        assertThat(renewed.certificate().getSubjectX500Principal())
                .isEqualTo(old.certificate().getSubjectX500Principal());
        assertThat(renewed.certificate().getPublicKey())
                .isNotEqualTo(old.certificate().getPublicKey());
        assertThat(old.listed())
                .as("the heartbeat under the new key has ended the old one")
                .isPresent();
        assertThat(renewed.listed()).isEmpty();
        assertThat(terminalPage(till))
                .contains(old.thumbprint())
                .contains(renewed.thumbprint())
                .contains("revoked");
        Sm2Renewal.follow(server, sm2, () -> renew(sm2, LATE));
        renewedWhileTwoWait(waiting);
        countsUntilTheToleranceIsOver(till);
        theOtherTerminalSignsAsBefore(other);
        whatWaitedStaysSignedHoweverLateItComes(waiting, till);
    }

    /** Two bills of the old key wait while it is renewed. */
    private static void renewedWhileTwoWait(TestTill enrolled) {
        ShopTill till = new ShopTill(enrolled.state(), Clock.offset(Clock.systemUTC(), LATE));
        till.issue();
        till.issue();
        assertThat(till.renew().outcome()).isEqualTo(Outcome.RENEWED);
    }

    /** The new key's first word has named them: they are proven to be older than the old key's end. What nobody named is not. */
    private static void whatWaitedStaysSignedHoweverLateItComes(TestTill enrolled, TestTill unnamed)
            throws IOException {
        moveTo(LATE.plusDays(7));
        ShopTill till = new ShopTill(enrolled.state(), Clock.offset(Clock.systemUTC(), LATE.plusDays(7)));

        till.sell();

        for (long counter = 1; counter <= 3; counter++) {
            assertThat(till.stateOf(counter).receipt())
                    .hasValueSatisfying(receipt -> assertThat(receipt.status()).isEqualTo(ReceiptStatus.SIGNED));
        }
        assertThat(unnamed.send(signedAt(unnamed, LATE)).json().string("cause")).isEqualTo("CERT_REVOKED");
    }

    /** A bill that the old key signed just before still counts; one that it signs later does not. */
    private static void countsUntilTheToleranceIsOver(TestTill till) throws IOException {
        assertThat(till.send(signedAt(till, LATE)).json().string("status")).isEqualTo("SIGNED");

        moveTo(LATE.plusMinutes(10));

        var answer = till.send(signedAt(till, LATE.plusMinutes(10))).json();
        assertThat(answer.string("status")).isEqualTo("UNSIGNED");
        assertThat(answer.string("cause")).isEqualTo("CERT_REVOKED");
    }

    private static void theOtherTerminalSignsAsBefore(TestTill other) throws IOException {
        assertThat(other.send(signedAt(other, LATE.plusMinutes(10))).json().string("status"))
                .isEqualTo("SIGNED");
    }

    @Test
    void nobodyRenewsWithoutProvingACertificate() throws IOException {
        byte[] request = "anything".getBytes(StandardCharsets.US_ASCII);
        URI asking = server.url("").resolve("https://localhost:" + server.port(8444) + RENEW);

        for (URI address : new URI[] {asking, server.url(RENEW)}) {
            TestAnswer answer = TestAnswer.to(HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/pkcs10")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(request)));
            assertThat(answer.outcome()).isEqualTo("401 unauthenticated");
            assertThat(answer.json().string("detail")).contains("https://localhost:" + server.port(8444));
        }
    }

    @Test
    void thePlatformSaysWhereAndTheServerWhatItWants() throws IOException {
        assertThat(TestAnswer.get(server, "/api/v1/platform").json().string("terminals"))
                .isEqualTo("https://localhost:" + server.port(8444));
        TestAnswer wishes = TestAnswer.get(server, "/.well-known/est/csrattrs");
        assertThat(wishes.status()).isEqualTo(200);
        assertThat(wishes.header("Content-Type")).isEqualTo("application/csrattrs");
        assertThat(Base64.getMimeDecoder().decode(wishes.text())).startsWith(0x30);
    }

    private static RenewalReport renew(TestTill till, Duration ahead) {
        Clock terminals = Clock.offset(Clock.systemUTC(), ahead);
        try (Terminal terminal = Terminal.open(till.state(), Terminal.UNATTENDED, terminals)) {
            return terminal.renew();
        }
    }

    /** The next bill of a till whose clock is ahead like the platform's. */
    private static SignedBill signedAt(TestTill till, Duration ahead) {
        Map<String, Object> header = till.header(Typ.BILL);
        header.put("iat", Clock.systemUTC().instant().plus(ahead).getEpochSecond());
        byte[] payload = till.next().payload();
        return till.signed(payload, header);
    }

    private static void moveTo(Duration ahead) throws IOException {
        Files.writeString(clock, ahead.toString());
    }

    private static String terminalPage(TestTill till) throws IOException {
        return PortalAccounts.of(server)
                .signIn(Role.MERCHANT_OWNER)
                .get("/merchant/terminals/" + till.profile().terminalNo())
                .text();
    }
}
