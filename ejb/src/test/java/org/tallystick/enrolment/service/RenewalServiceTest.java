package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.enrolment.TerminalSubject;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

class RenewalServiceTest {
    private static final String REMOTE = "192.0.2.7";

    @TempDir
    Path directory;

    private Platform platform;
    private KeyPair key;
    private X509Certificate old;

    @BeforeEach
    void enrol() {
        platform = Platform.started(directory);
        key = Csr.p256();
        old = platform.service
                .enrol(
                        Platform.TERMINAL,
                        platform.codes.create(Platform.TERMINAL).code(),
                        Csr.by(key))
                .get(0);
        platform.clock.advance(Duration.ofDays(300));
    }

    @Test
    void theNewCertificateIsForTheSameTerminalAndAnotherKey() {
        X509Certificate renewed = renew(Csr.fresh());

        assertThat(TerminalSubject.of(renewed)).isEqualTo(TerminalSubject.of(old));
        assertThat(renewed.getPublicKey()).isNotEqualTo(old.getPublicKey());
        assertThat(renewed.getNotAfter().toInstant())
                .isEqualTo(platform.clock.instant().plus(Duration.ofDays(365)));
        assertThat(platform.audited).extracting(AuditEvent::action).containsExactly("terminal.renew");
        assertThat(platform.audited.get(0).remote()).isEqualTo(REMOTE);
    }

    @Test
    void bothCountUntilTheNewKeyIsUsedAndThenTheOldOneEndsWithATolerance() {
        X509Certificate renewed = renew(Csr.fresh());
        assertThat(found(old).revocation()).isEmpty();
        assertThat(found(renewed).unproven()).isTrue();

        platform.renewals.used(StoredCertificate.thumbprint(renewed));

        assertThat(found(renewed).unproven()).isFalse();
        assertThat(found(renewed).revocation()).isEmpty();
        assertThat(found(old).revocation())
                .contains(new Revocation(
                        RevocationReason.SUPERSEDED, platform.clock.instant().plus(Platform.OLD_KEY_TOLERANCE)));
        assertThat(refusal(old, Csr.fresh())).isEqualTo(ProblemType.FORBIDDEN);
    }

    @Test
    void theIssueIsInTheLedgerBeforeTheCertificateCounts() {
        platform.ledger.down = true;
        byte[] request = Csr.fresh();
        assertThat(refusal(old, request)).isEqualTo(ProblemType.NOT_CONFIRMED);
        assertThat(platform.database.number("SELECT COUNT(*) FROM terminal_certificate WHERE delivered_at IS NULL"))
                .isEqualTo(1);
        platform.ledger.down = false;
        int entries = platform.ledger.entries.size();

        X509Certificate renewed = renew(request);

        assertThat(found(renewed).unproven()).isTrue();
        assertThat(platform.ledger.entries).hasSize(entries + 1);
        assertThat(platform.database.number("SELECT COUNT(*) FROM terminal_certificate"))
                .isEqualTo(2);
    }

    @Test
    void theSameRequestAgainGetsTheSameCertificate() {
        byte[] request = Csr.fresh();

        assertThat(renew(request)).isEqualTo(renew(request));
    }

    @Test
    void anotherKeyDropsTheRenewalThatNobodyUsedAndIsTold() {
        X509Certificate first = renew(Csr.fresh());
        X509Certificate second = renew(Csr.fresh());

        assertThat(found(first).revocation()).isPresent();
        assertThat(found(second).revocation()).isEmpty();
        assertThat(found(old).revocation()).isEmpty();
        assertThat(platform.audited).extracting(AuditEvent::action).contains("terminal.renew-twice");
    }

    @Test
    void aKeyThatWasCertifiedOnceIsNeverCertifiedAgain() {
        assertThat(refusal(old, Csr.by(key))).isEqualTo(ProblemType.MEMBER_INVALID);
        KeyPair other = Csr.p256();
        platform.service.enrol("33100002", platform.codes.create("33100002").code(), Csr.by(other));

        assertThat(refusal(old, Csr.by(other))).isEqualTo(ProblemType.MEMBER_INVALID);
        assertThat(platform.audited).extracting(AuditEvent::action).containsOnly("terminal.renew-refused");
    }

    @Test
    void beforeTheLastThirdItIsTooEarly() {
        platform.clock.advance(Duration.ofDays(-60));
        assertThat(refusal(old, Csr.fresh())).isEqualTo(ProblemType.FORBIDDEN);

        platform.clock.advance(Duration.ofDays(4));
        assertThat(renew(Csr.fresh())).isNotNull();
    }

    @Test
    void anExpiredCertificateIsNotRenewed() {
        platform.clock.advance(Duration.ofDays(65));

        assertThat(refusal(old, Csr.fresh())).isEqualTo(ProblemType.FORBIDDEN);
    }

    @Test
    void aSuspendedOneNotUntilItIsResumed() {
        platform.lifecycle.suspend(StoredCertificate.thumbprint(old), "looked into");
        assertThat(refusal(old, Csr.fresh())).isEqualTo(ProblemType.FORBIDDEN);

        platform.lifecycle.resume(StoredCertificate.thumbprint(old), "nothing found");
        assertThat(renew(Csr.fresh())).isNotNull();
    }

    @Test
    void aRevokedOneNever() {
        platform.lifecycle.revoke(
                StoredCertificate.thumbprint(old),
                new Revocation(RevocationReason.SUPERSEDED, platform.clock.instant()));

        assertThat(refusal(old, Csr.fresh())).isEqualTo(ProblemType.FORBIDDEN);
    }

    @Test
    void aDeviceThatWasReplacedIsNotRenewed() {
        platform.database.execute("UPDATE terminal SET serial = 'SN-9' WHERE terminal_no = '33100001'");

        assertThat(refusal(old, Csr.fresh())).isEqualTo(ProblemType.FORBIDDEN);
    }

    @Test
    void aCertificateFromElsewhereIsUnknown() {
        assertThat(refusal(platform.authority.root(), Csr.fresh())).isEqualTo(ProblemType.CERTIFICATE_UNKNOWN);
    }

    @Test
    void aRequestThatWillNotDoChangesNothing() {
        assertThat(refusal(old, "garbage".getBytes())).isEqualTo(ProblemType.MALFORMED);
        assertThat(refusal(old, Csr.by(Csr.of("RSA")))).isEqualTo(ProblemType.MEMBER_INVALID);
        assertThat(refusal(old, Csr.stolen(Csr.p256(), Csr.p256()))).isEqualTo(ProblemType.MEMBER_INVALID);

        assertThat(platform.database.number("SELECT COUNT(*) FROM terminal_certificate"))
                .isEqualTo(1);
    }

    @Test
    void aSuspendedKeyDoesNotEndTheOldOne() {
        X509Certificate renewed = renew(Csr.fresh());
        platform.lifecycle.suspend(StoredCertificate.thumbprint(renewed), "looked into");

        platform.renewals.used(StoredCertificate.thumbprint(renewed));

        assertThat(found(old).revocation()).isEmpty();
    }

    private X509Certificate renew(byte[] request) {
        List<X509Certificate> chain = platform.renewals.renew(old, request, REMOTE);
        assertThat(chain).hasSize(2);
        return chain.get(0);
    }

    private ProblemType refusal(X509Certificate presented, byte[] request) {
        return catchThrowableOfType(Problem.class, () -> platform.renewals.renew(presented, request, REMOTE))
                .type();
    }

    private CertifiedKey found(X509Certificate certificate) {
        return platform.directory
                .find(Base64Url.decode(StoredCertificate.thumbprint(certificate)))
                .orElseThrow();
    }
}
