package org.tallystick.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;
import org.tallystick.terminal.RenewalReport.Outcome;
import org.tallystick.terminal.TestPlatform.Reply;

/** A terminal whose certificate of thirty days has five left, and a platform that renews well, badly and not at all. */
class RenewalTest {
    private static final Clock LATE = Clock.offset(Clock.systemUTC(), Duration.ofDays(25));
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private TestPlatform platform;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        platform = new TestPlatform();
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @ParameterizedTest
    @EnumSource
    void itIsRenewedWithTheOldCertificateAndProvenByTheNewOne(SignatureAlgorithm algorithm) throws IOException {
        Enrolment.enrol(folder, platform.request(algorithm), Clock.systemUTC());
        X509Certificate old = certificate();

        RenewalReport report = renew(LATE);

        assertThat(report.outcome()).isEqualTo(Outcome.RENEWED);
        assertThat(platform.renewals.proven).containsExactly(old);
        assertThat(certificate()).isNotEqualTo(old);
        assertThat(certificate().getPublicKey()).isNotEqualTo(old.getPublicKey());
        assertThat(certificate().getSubjectX500Principal()).isEqualTo(old.getSubjectX500Principal());
        assertThat(platform.events()).last().satisfies(event -> assertThat(event.string("type"))
                .isEqualTo("HEARTBEAT"));
        assertThat(leftovers()).isEmpty();
        assertThat(StatusReport.of(folder).renewalUnproven()).isFalse();
    }

    @Test
    void nothingIsAskedBeforeItIsTime() {
        platform.enrol(folder);

        assertThat(renew(Clock.systemUTC()).outcome()).isEqualTo(Outcome.NOT_DUE);
        assertThat(platform.requests).doesNotContain("POST /.well-known/est/simplereenroll");
    }

    @Test
    void billsAreSignedByTheNewKeyAndWaitingOnesKeepTheirOldCertificate() throws IOException {
        platform.enrol(folder);
        X509Certificate old = certificate();
        try (Terminal terminal = Terminal.open(folder, LIMIT, LATE)) {
            terminal.issue(TestBills.sale(100));
            assertThat(terminal.renew().outcome()).isEqualTo(Outcome.RENEWED);
            assertThat(platform.events()
                            .get(platform.events().size() - 1)
                            .object("data")
                            .strings("waiting"))
                    .as("named with the new key's first word, it is proven to be older than the old key's end")
                    .hasSize(1);
            terminal.issue(TestBills.sale(200));
            assertThat(terminal.deliver(Duration.ZERO, left -> {}).delivered()).isEqualTo(2);
        }

        assertThat(platform.received)
                .extracting(RenewalTest::signer)
                .containsExactly(thumbprint(old), thumbprint(certificate()));
        assertThat(Files.readString(folder.resolve("receipts/1.json"))).contains(base64(old));
        assertThat(Files.readString(folder.resolve("receipts/2.json"))).contains(base64(certificate()));
    }

    @Test
    void anExpiredCertificateIsNotEvenTried() {
        platform.enrol(folder);
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(31));

        assertThat(refusal(later).trouble()).isEqualTo(Trouble.REFUSED);
        assertThat(platform.renewals.proven).isEmpty();
    }

    @Test
    void aLostAnswerIsAskedForAgainWithTheSameRequest() {
        platform.enrol(folder);
        platform.renewals.instead = Optional.of(Reply.html(502));
        assertThat(refusal(LATE).trouble()).isEqualTo(Trouble.NOT_CONFIRMED);

        platform.renewals.instead = Optional.empty();

        assertThat(renew(LATE).outcome()).isEqualTo(Outcome.RENEWED);
        assertThat(platform.renewals.requests).hasSize(2);
        assertThat(platform.renewals.requests.get(1)).isEqualTo(platform.renewals.requests.get(0));
    }

    @Test
    void aKeyThatThePlatformWillNotCertifyIsReplacedByAnother() {
        platform.enrol(folder);
        platform.renewals.instead = Optional.of(Reply.problem(ProblemType.MEMBER_INVALID));
        assertThat(refusal(LATE).trouble()).isEqualTo(Trouble.REFUSED);

        platform.renewals.instead = Optional.empty();

        assertThat(renew(LATE).outcome()).isEqualTo(Outcome.RENEWED);
        assertThat(platform.renewals.requests.get(1)).isNotEqualTo(platform.renewals.requests.get(0));
    }

    @Test
    void anAnswerForAnotherKeyChangesNothing() throws Exception {
        platform.enrol(folder);
        X509Certificate old = certificate();
        X509Certificate foreign = platform.terminalCa.certify(
                TestAuthority.newKey().getPublic(), "somebody", CertificatePaths.TERMINAL_ROLE);
        platform.renewals.instead = Optional.of(TestPlatform.est(List.of(foreign)));

        assertThat(refusal(LATE).trouble()).isEqualTo(Trouble.NOT_CONFIRMED);
        assertThat(certificate()).isEqualTo(old);
    }

    @Test
    void anUnprovenKeyIsInUseAndTheOldOneIsKeptUntilThePlatformAnswers() throws IOException {
        platform.enrol(folder);
        platform.renewals.proof = Optional.of(Reply.html(502));
        assertThat(renew(LATE).outcome()).isEqualTo(Outcome.UNPROVEN);
        assertThat(leftovers()).containsExactly("previous-certificate.pem", "previous-key.pem");
        assertThat(StatusReport.of(folder).renewalUnproven()).isTrue();

        platform.renewals.proof = Optional.empty();

        assertThat(renew(LATE).outcome()).isEqualTo(Outcome.RENEWED);
        assertThat(platform.renewals.requests).hasSize(1);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aKeyThatThePlatformHasForgottenIsTakenBack() throws IOException {
        platform.enrol(folder);
        X509Certificate old = certificate();
        platform.renewals.forgetful = true;

        assertThat(renew(LATE).outcome()).isEqualTo(Outcome.TAKEN_BACK);

        assertThat(certificate()).isEqualTo(old);
        assertThat(StatusReport.of(folder).keyUsable()).isTrue();
        assertThat(leftovers()).isEmpty();
    }

    private RenewalReport renew(Clock clock) {
        try (Terminal terminal = Terminal.open(folder, LIMIT, clock)) {
            return terminal.renew();
        }
    }

    private TerminalException refusal(Clock clock) {
        return catchThrowableOfType(TerminalException.class, () -> renew(clock));
    }

    private X509Certificate certificate() throws IOException {
        return Certificates.parse(Files.readAllBytes(folder.resolve("certificate.pem")))
                .get(0);
    }

    private List<String> leftovers() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("next-") || name.startsWith("previous-"))
                    .sorted()
                    .toList();
        }
    }

    private static String signer(SignedBill bill) {
        return org.tallystick.shared.Base64Url.encode(
                BillHeader.parse(bill.signature().orElseThrow(), Typ.BILL).certificateDigest());
    }

    private static String thumbprint(X509Certificate certificate) {
        return Certificates.thumbprint(certificate);
    }

    private static String base64(X509Certificate certificate) {
        return java.util.Base64.getEncoder().encodeToString(Certificates.der(certificate));
    }
}
