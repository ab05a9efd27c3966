package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.X509;

/** Seals and authorities that end before their time. */
class PlatformRevocationsTest {
    @TempDir
    Path directory;

    private Platform platform;

    @BeforeEach
    void start() {
        platform = Platform.started(directory);
        platform.basis().log();
    }

    @Test
    void aRevokedSealIsKnownToBeSoAndAnotherSealsFromNowOn() {
        X509Certificate seal = platform.seal().certificate();
        assertThat(standing(seal)).contains(new PlatformRevocations.Standing(Optional.empty()));
        Instant stolen = platform.clock.instant().minus(Duration.ofDays(1));
        long entries = certificateEntries();

        revoke(seal, new RevocationOrder(RevocationReason.KEY_COMPROMISE, Optional.of(stolen), "taken"));

        Revocation revocation = new Revocation(RevocationReason.KEY_COMPROMISE, stolen);
        assertThat(standing(seal)).contains(new PlatformRevocations.Standing(Optional.of(revocation)));
        X509Certificate next = platform.seal().certificate();
        assertThat(next).isNotEqualTo(seal);
        assertThat(standing(next)).contains(new PlatformRevocations.Standing(Optional.empty()));
        assertThat(certificateEntries()).as("the end, and the successor").isEqualTo(entries + 2);
        assertThat(platform.audited).extracting(AuditEvent::action).contains("platform-certificate.revoke");
        assertThat(platform.seal().certificate()).as("one successor is enough").isEqualTo(next);
        platform.seals.renew();
        assertThat(platform.seal().certificate()).isEqualTo(next);
    }

    @Test
    void withAnAuthorityForSealsItsSealEndsToo() {
        X509Certificate seal = platform.seal().certificate();
        X509Certificate authority = stored(StoredCertificate.Role.SEAL_CA);

        revoke(authority, RevocationOrder.now(RevocationReason.CESSATION_OF_OPERATION));

        X509Certificate next = platform.seal().certificate();
        assertThat(next).isNotEqualTo(seal);
        assertThat(X509.isSignedBy(next, authority)).isFalse();
    }

    @Test
    void withAnAuthorityForTerminalsTheirKeysEndAndAnotherIssues() {
        X509Certificate terminal = platform.service
                .enrol(
                        Platform.TERMINAL,
                        platform.codes.create(Platform.TERMINAL).code(),
                        Csr.fresh())
                .get(0);
        byte[] thumbprint = Base64Url.decode(StoredCertificate.thumbprint(terminal));
        assertThat(platform.directory.find(thumbprint).orElseThrow().revocation())
                .isEmpty();
        X509Certificate authority = platform.authority.terminalAuthority(Platform.ACQUIRER);

        revoke(authority, RevocationOrder.now(RevocationReason.KEY_COMPROMISE));

        assertThat(platform.directory.find(thumbprint).orElseThrow().revocation())
                .contains(new Revocation(RevocationReason.KEY_COMPROMISE, platform.clock.instant()));
        assertThat(platform.authority.terminalAuthority(Platform.ACQUIRER)).isNotEqualTo(authority);
        assertThat(platform.lists
                        .of(StoredCertificate.thumbprint(platform.authority.root()))
                        .orElseThrow()
                        .edition()
                        .number())
                .isEqualTo(1);
    }

    @Test
    void theRootIsNotRevokedAndNothingTwice() {
        assertThat(refusal(platform.authority.root())).isEqualTo(ProblemType.FORBIDDEN);
        X509Certificate seal = platform.seal().certificate();
        revoke(seal, RevocationOrder.now(RevocationReason.SUPERSEDED));

        assertThat(refusal(seal)).isEqualTo(ProblemType.CHANGED_MEANWHILE);
    }

    @Test
    void onlyTheOperatorDoesSoAndTypesWhatItIs() {
        X509Certificate seal = platform.seal().certificate();
        String thumbprint = StoredCertificate.thumbprint(seal);
        RevocationOrder order = RevocationOrder.now(RevocationReason.SUPERSEDED);

        assertThat(catchThrowableOfType(
                                Problem.class,
                                () -> platform.platformRevocations.revoke(
                                        viewer(Role.INSTITUTION_OFFICER),
                                        thumbprint,
                                        order,
                                        thumbprint.substring(0, 8)))
                        .type())
                .isEqualTo(ProblemType.FORBIDDEN);
        assertThat(catchThrowableOfType(
                                Problem.class,
                                () -> platform.platformRevocations.revoke(
                                        viewer(Role.OPERATOR), thumbprint, order, "something"))
                        .type())
                .isEqualTo(ProblemType.MEMBER_INVALID);
    }

    private Optional<PlatformRevocations.Standing> standing(X509Certificate certificate) {
        return platform.platformRevocations.find(certificate);
    }

    private void revoke(X509Certificate certificate, RevocationOrder order) {
        String thumbprint = StoredCertificate.thumbprint(certificate);
        platform.platformRevocations.revoke(viewer(Role.OPERATOR), thumbprint, order, thumbprint.substring(0, 8));
    }

    private ProblemType refusal(X509Certificate certificate) {
        return catchThrowableOfType(
                        Problem.class, () -> revoke(certificate, RevocationOrder.now(RevocationReason.SUPERSEDED)))
                .type();
    }

    private X509Certificate stored(StoredCertificate.Role role) {
        return platform.certificates
                .find(platform.certificates.thumbprints(role).get(0))
                .orElseThrow()
                .certificate();
    }

    private long certificateEntries() {
        return platform.ledger.entries.stream()
                .filter(entry -> entry.kind() == org.tallystick.ledger.EntryKind.CERTIFICATE)
                .count();
    }

    static Viewer viewer(Role role) {
        return new Viewer("1", "op@tallystick.example", "Op", role, Optional.empty(), "192.0.2.1", "TS-1");
    }
}
