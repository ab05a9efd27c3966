package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.enrolment.EnrolmentCode;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.enrolment.TerminalSubject;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

class EnrolmentServiceTest {
    @TempDir
    Path directory;

    private Platform platform;

    @BeforeEach
    void start() {
        platform = Platform.started(directory);
    }

    @Test
    void aCodeGivesTheTerminalACertificateAndItsIssuers() {
        List<X509Certificate> chain = enrol(code(), Csr.fresh());

        assertThat(chain).hasSize(2);
        assertThat(TerminalSubject.of(chain.get(0)))
                .isEqualTo(new TerminalSubject(Platform.ACQUIRER, Platform.MERCHANT, Platform.TERMINAL, 1, "SN-1"));
        assertThat(chain.get(1)).isEqualTo(platform.authority.terminalAuthority(Platform.ACQUIRER));
    }

    @Test
    void theCodeMayBeTypedInSmallLettersWithoutHyphens() {
        assertThat(enrol(code().toLowerCase(java.util.Locale.ROOT).replace("-", " "), Csr.fresh()))
                .hasSize(2);
    }

    @Test
    void theIssueIsInTheLedgerBeforeTheCertificateCounts() {
        platform.ledger.before = draft -> assertThat(platform.database.number(
                        "SELECT COUNT(*) FROM terminal_certificate WHERE delivered_at IS NOT NULL"))
                .isZero();

        X509Certificate certificate = enrol(code(), Csr.fresh()).get(0);

        assertThat(platform.ledger.entries).hasSize(1);
        assertThat(platform.database.number("SELECT COUNT(*) FROM certificate_record WHERE seq IS NULL"))
                .isZero();
        assertThat(found(certificate)).isTrue();
    }

    @Test
    void withoutTheLedgerNothingIsHandedOutAndTheSameDeviceCanAskAgain() {
        String code = code();
        byte[] request = Csr.fresh();
        platform.ledger.down = true;
        assertThat(refusal(code, request)).isEqualTo(ProblemType.NOT_CONFIRMED);
        assertThat(platform.database.number("SELECT COUNT(*) FROM terminal_certificate WHERE delivered_at IS NOT NULL"))
                .isZero();

        platform.ledger.down = false;
        X509Certificate certificate = enrol(code, request).get(0);

        assertThat(TerminalSubject.of(certificate).series()).isEqualTo(1);
        assertThat(found(certificate)).isTrue();
        assertThat(platform.database.number("SELECT COUNT(*) FROM terminal_certificate"))
                .isEqualTo(1);
    }

    @Test
    void anotherDeviceWithTheCodeOfAnUnfinishedEnrolmentSuspendsIt() {
        String code = code();
        byte[] first = Csr.fresh();
        platform.ledger.down = true;
        refusal(code, first);
        platform.ledger.down = false;

        assertThat(refusal(code, Csr.fresh())).isEqualTo(ProblemType.FORBIDDEN);
        assertThat(platform.database.number("SELECT COUNT(*) FROM terminal_certificate WHERE suspended_at IS NOT NULL"))
                .isEqualTo(1);
    }

    @Test
    void theSecondUseOfACodeSuspendsTheCertificateItIssued() {
        String code = code();
        X509Certificate certificate = enrol(code, Csr.fresh()).get(0);
        assertThat(suspended(certificate)).isFalse();

        assertThat(refusal(code, Csr.fresh())).isEqualTo(ProblemType.FORBIDDEN);

        assertThat(suspended(certificate)).isTrue();
        assertThat(platform.ledger.entries).as("issue and suspension").hasSize(2);
    }

    @Test
    void rubbishIsASecondUseToo() {
        String code = code();
        X509Certificate certificate = enrol(code, Csr.fresh()).get(0);

        assertThat(refusal(code, new byte[] {1, 2, 3})).isEqualTo(ProblemType.FORBIDDEN);
        assertThat(suspended(certificate)).isTrue();
        refusal(code, Csr.fresh());
        assertThat(platform.ledger.entries).as("suspended once").hasSize(2);
    }

    @Test
    void aDeviceThatLostItsAnswerGetsItAgainUntilItHasBeenHeardOf() {
        String code = code();
        byte[] request = Csr.fresh();
        List<X509Certificate> chain = enrol(code, request);

        assertThat(enrol(code, request)).isEqualTo(chain);
        assertThat(platform.ledger.entries).as("issued once").hasSize(1);

        platform.database.execute("INSERT INTO terminal_state (terminal_no, series, counter, last_digest)"
                + " VALUES ('33100001', 1, 1, X'00')");
        assertThat(refusal(code, request)).isEqualTo(ProblemType.FORBIDDEN);
        assertThat(suspended(chain.get(0))).isTrue();
    }

    @Test
    void aSuspendedCertificateIsNotHandedOutAgain() {
        String code = code();
        byte[] request = Csr.fresh();
        enrol(code, request);
        refusal(code, Csr.fresh());

        assertThat(refusal(code, request)).isEqualTo(ProblemType.FORBIDDEN);
    }

    @Test
    void ofTwoDevicesThatComeAtOnceOneWinsAndIsSuspended() throws Exception {
        String code = code();
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<String>> results = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            byte[] request = Csr.fresh();
            Callable<String> device = () -> {
                start.await();
                try {
                    enrol(code, request);
                    return "enrolled";
                } catch (Problem e) {
                    return e.type().slug();
                }
            };
            results.add(threads.submit(device));
        }
        List<String> outcomes = List.of(results.get(0).get(), results.get(1).get());
        threads.shutdown();

        assertThat(outcomes).containsExactlyInAnyOrder("enrolled", "forbidden");
        assertThat(platform.database.number("SELECT COUNT(*) FROM terminal_certificate"))
                .isEqualTo(1);
        assertThat(platform.database.number("SELECT COUNT(*) FROM terminal_certificate WHERE suspended_at IS NOT NULL"))
                .isEqualTo(1);
    }

    @Test
    void wrongCodesAndUnknownTerminalsGetTheSameAnswer() {
        code();
        Problem wrong = problem(Platform.TERMINAL, "0000-0000-0000-0000", Csr.fresh());
        Problem unknown = problem("99999999", "0000-0000-0000-0000", Csr.fresh());

        assertThat(wrong.type()).isEqualTo(ProblemType.UNAUTHENTICATED);
        assertThat(unknown.type()).isEqualTo(wrong.type());
        assertThat(unknown.detail()).isEqualTo(wrong.detail());
    }

    @Test
    void fiveWrongCodesKillTheRightOne() {
        String code = code();
        for (int i = 0; i < EnrolmentCode.TRIES - 1; i++) {
            refusal("0000-0000-0000-0000", Csr.fresh());
        }
        String other = platform.codes.create("33100002").code();
        refusal("0000-0000-0000-0000", Csr.fresh());

        assertThat(problem(Platform.TERMINAL, code, Csr.fresh()).detail()).contains("dead");
        assertThat(platform.service.enrol("33100002", other, Csr.fresh()))
                .as("another terminal's code is untouched")
                .hasSize(2);
    }

    @Test
    void fourWrongCodesDoNot() {
        String code = code();
        for (int i = 0; i < EnrolmentCode.TRIES - 1; i++) {
            refusal("0000-0000-0000-0000", Csr.fresh());
        }
        assertThat(enrol(code, Csr.fresh())).hasSize(2);
    }

    @Test
    void aCodeExpires() {
        String code = code();
        platform.clock.advance(Duration.ofMinutes(30));

        Problem problem = problem(Platform.TERMINAL, code, Csr.fresh());
        assertThat(problem.type()).isEqualTo(ProblemType.UNAUTHENTICATED);
        assertThat(problem.detail()).contains("expired");
    }

    @Test
    void aNewCodeReplacesTheOneBefore() {
        String old = code();
        String fresh = code();

        assertThat(problem(Platform.TERMINAL, old, Csr.fresh()).detail()).contains("replaced");
        assertThat(enrol(fresh, Csr.fresh())).hasSize(2);
    }

    @Test
    void aCodeOfOneTerminalOpensNoOther() {
        assertThat(problem("33100002", code(), Csr.fresh()).type()).isEqualTo(ProblemType.UNAUTHENTICATED);
    }

    @Test
    void aBadRequestLeavesTheCodeUsable() {
        String code = code();
        assertThat(refusal(code, "rubbish".getBytes())).isEqualTo(ProblemType.MALFORMED);
        assertThat(refusal(code, Csr.by(Csr.of("RSA")))).isEqualTo(ProblemType.MEMBER_INVALID);

        assertThat(TerminalSubject.of(enrol(code, Csr.fresh()).get(0)).series()).isEqualTo(1);
    }

    @Test
    void noKeyIsCertifiedTwice() {
        KeyPair key = Csr.p256();
        enrol(code(), Csr.by(key));
        String other = platform.codes.create("33100002").code();

        Problem problem = problem("33100002", other, Csr.by(key));
        assertThat(problem.type()).isEqualTo(ProblemType.MEMBER_INVALID);
        assertThat(problem.errors().get(0).member()).isEqualTo("publicKey");
        assertThat(platform.service.enrol("33100002", other, Csr.fresh())).hasSize(2);
    }

    @Test
    void anotherEnrolmentOpensASeriesAndRetiresTheDeviceBefore() {
        X509Certificate first = enrol(code(), Csr.fresh()).get(0);
        platform.clock.advance(Duration.ofDays(40));
        X509Certificate second = enrol(code(), Csr.fresh()).get(0);

        assertThat(TerminalSubject.of(second).series()).isEqualTo(2);
        var revocation = platform.certificateOf(StoredCertificate.thumbprint(first))
                .revocation()
                .orElseThrow();
        assertThat(revocation.reason()).isEqualTo(RevocationReason.SUPERSEDED);
        assertThat(revocation.effective()).isEqualTo(platform.clock.instant());
        assertThat(platform.directory.find(bytes(first)).orElseThrow().revocation())
                .contains(revocation);
        assertThat(platform.directory.find(bytes(second)).orElseThrow().revocation())
                .isEmpty();
    }

    @Test
    void whatTheLedgerEntryStandsForIsTheStoredSaltedRecord() {
        enrol(code(), Csr.fresh());

        var record = platform.database.inTransaction(() -> platform.database
                .entityManager()
                .createQuery("SELECT r FROM CertificateRecord r", org.tallystick.enrolment.CertificateRecord.class)
                .getSingleResult());
        var entry = platform.ledger.entries.get(0);
        assertThat(entry.id()).isEqualTo(record.id());
        assertThat(entry.digest()).isEqualTo(org.tallystick.shared.Sha256.of(record.object()));
        var json =
                org.tallystick.shared.StrictJson.parse(record.object(), org.tallystick.shared.StrictJson.Limits.BILL);
        assertThat(Base64Url.decode(json.string("salt"))).hasSize(16);
        assertThat(json.string("event")).isEqualTo("issued");
    }

    private String code() {
        return platform.codes.create(Platform.TERMINAL).code();
    }

    private List<X509Certificate> enrol(String code, byte[] request) {
        return platform.service.enrol(Platform.TERMINAL, code, request);
    }

    private Problem problem(String terminalNo, String code, byte[] request) {
        return catchThrowableOfType(Problem.class, () -> platform.service.enrol(terminalNo, code, request));
    }

    private ProblemType refusal(String code, byte[] request) {
        return problem(Platform.TERMINAL, code, request).type();
    }

    private boolean suspended(X509Certificate certificate) {
        return platform.directory.find(bytes(certificate)).orElseThrow().suspended();
    }

    private boolean found(X509Certificate certificate) {
        return platform.directory.find(bytes(certificate)).isPresent();
    }

    private static byte[] bytes(X509Certificate certificate) {
        return Base64Url.decode(StoredCertificate.thumbprint(certificate));
    }
}
