package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.enrolment.TerminalSubject;
import org.tallystick.enrolment.service.AuthorityKeys.Installation;
import org.tallystick.enrolment.service.CertificateProfile.Applicant;
import org.tallystick.enrolment.service.CertificateProfile.Period;

class CertificateAuthorityTest {
    private static final TerminalSubject SUBJECT =
            new TerminalSubject(Platform.ACQUIRER, Platform.MERCHANT, Platform.TERMINAL, 1, "SN-1");

    @TempDir
    Path directory;

    private Platform platform;

    @BeforeEach
    void start() {
        platform = new Platform(directory);
        platform.open();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JDK", "BC"})
    void everyCertificateHasAPathToTheRoot(String provider) throws GeneralSecurityException {
        X509Certificate terminal =
                platform.authority.certify(SUBJECT, Csr.of("Ed25519").getPublic());
        validate(provider, terminal, platform.authority.terminalAuthority(Platform.ACQUIRER));

        X509Certificate seal = platform.seal().certificate();
        validate(provider, seal, stored(StoredCertificate.Role.SEAL_CA));

        X509Certificate server = platform.authority
                .certifyServer("pos.example", new GeneralNames(new GeneralName(GeneralName.dNSName, "pos.example")))
                .certificate();
        validate(provider, server, stored(StoredCertificate.Role.TLS_CA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JDK", "BC"})
    void nothingCanBeIssuedBelowAnIssuingAuthority(String provider) {
        CertificateProfile profile = new CertificateProfile(new SecureRandom());
        VaultKey issuing = platform.authority.serverIssuer();
        KeyPair rogue = profile.generateKey(KeyFamily.ECDSA);
        Period period = Period.within(issuing, now(), Duration.ofDays(1));
        X509Certificate below = profile.issuing(
                issuing,
                new Applicant(new X500Name("CN=rogue"), rogue.getPublic()),
                AuthorityKind.TLS.purpose(),
                period,
                new CertificateProfile.Addresses("https://pos.example"));
        X509Certificate leaf = profile.signer(
                new VaultKey(rogue.getPrivate(), below),
                new Applicant(
                        new X500Name("CN=leaf"),
                        profile.generateKey(KeyFamily.ECDSA).getPublic()),
                AuthorityKind.TERMINAL.purpose(),
                period,
                new CertificateProfile.Addresses("https://pos.example"));

        assertThatThrownBy(() -> validate(provider, leaf, below, issuing.certificate()))
                .isInstanceOf(CertPathValidatorException.class);
    }

    @Test
    void aTerminalCertificateSaysWhoseItIsAndMaySignBillsAndProveItself() throws GeneralSecurityException {
        KeyPair key = Csr.p256();
        X509Certificate certificate = platform.authority.certify(SUBJECT, key.getPublic());

        assertThat(TerminalSubject.of(certificate)).isEqualTo(SUBJECT);
        assertThat(certificate.getPublicKey()).isEqualTo(key.getPublic());
        assertThat(certificate.getExtendedKeyUsage())
                .containsExactly(CertificateRole.TERMINAL.oid(), "1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getCriticalExtensionOIDs())
                .containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19", "2.5.29.37");
        assertThat(certificate.getKeyUsage())
                .containsExactly(true, false, false, false, false, false, false, false, false);
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getNotBefore()).isEqualTo(Date.from(now()));
        assertThat(certificate.getNotAfter()).isEqualTo(Date.from(now().plus(Duration.ofDays(365))));
    }

    @Test
    void noCertificateHasTheRoleOfAnother() {
        X509Certificate terminal =
                platform.authority.certify(SUBJECT, Csr.p256().getPublic());
        X509Certificate seal = platform.seal().certificate();

        assertThat(CertificateRole.TERMINAL.heldBy(terminal)).isTrue();
        assertThat(CertificateRole.SEAL.heldBy(terminal)).isFalse();
        assertThat(CertificateRole.SEAL.heldBy(seal)).isTrue();
        assertThat(CertificateRole.TERMINAL.heldBy(seal)).isFalse();
    }

    @Test
    void anIssuingAuthorityHasOneRoleAndOneAcquirer() throws GeneralSecurityException {
        X509Certificate mine = platform.authority.terminalAuthority(Platform.ACQUIRER);
        X509Certificate other = platform.authority.terminalAuthority("48521000");

        assertThat(mine.getExtendedKeyUsage()).containsExactly(CertificateRole.TERMINAL.oid());
        assertThat(mine.getBasicConstraints()).isZero();
        assertThat(platform.authority.root().getBasicConstraints()).isEqualTo(1);
        assertThat(mine.getPublicKey()).isNotEqualTo(other.getPublicKey());
        assertThat(mine.getSubjectX500Principal().getName()).contains("O=" + Platform.ACQUIRER);
        assertThat(stored(StoredCertificate.Role.SEAL_CA).getExtendedKeyUsage())
                .containsExactly(CertificateRole.SEAL.oid());
    }

    @Test
    void serialNumbersAreRandomAndLong() {
        List<Integer> lengths = java.util.stream.IntStream.range(0, 50)
                .mapToObj(i -> platform.authority
                        .certify(SUBJECT, platform.authority.root().getPublicKey())
                        .getSerialNumber())
                .peek(serial -> assertThat(serial.signum()).isPositive())
                .distinct()
                .map(java.math.BigInteger::bitLength)
                .toList();
        assertThat(lengths).hasSize(50).allMatch(bits -> bits <= 128).anyMatch(bits -> bits > 125);
    }

    @Test
    void theSameKeysComeBackAfterARestart() {
        X509Certificate root = platform.authority.root();
        X509Certificate seal = platform.seal().certificate();

        CertificateAuthority again = reopened(false);
        again.open();

        assertThat(again.root()).isEqualTo(root);
        assertThat(platform.seal().certificate()).isEqualTo(seal);
        assertThat(platform.database.number("SELECT COUNT(*) FROM certificate")).isEqualTo(4);
    }

    @Test
    void theSealIsFollowedUpAMonthBeforeItsEnd() {
        X509Certificate first = platform.seal().certificate();
        platform.clock.advance(Duration.ofDays(334));
        platform.seals.renew();
        assertThat(platform.seal().certificate()).isEqualTo(first);

        platform.clock.advance(Duration.ofDays(2));
        platform.seals.renew();

        SealKey next = platform.seal();
        assertThat(next.certificate()).isNotEqualTo(first);
        assertThat(platform.certificates.thumbprints(StoredCertificate.Role.SEAL))
                .hasSize(2);
    }

    @Test
    void anAuthorityIsFollowedUpBeforeItShortensWhatItIssues() {
        X509Certificate first = platform.authority.terminalAuthority(Platform.ACQUIRER);
        platform.clock.advance(Duration.ofDays(4 * 365));

        X509Certificate certificate =
                platform.authority.certify(SUBJECT, Csr.p256().getPublic());

        assertThat(platform.authority.terminalAuthority(Platform.ACQUIRER)).isNotEqualTo(first);
        assertThat(certificate.getNotAfter()).isEqualTo(Date.from(now().plus(Duration.ofDays(365))));
        assertThat(platform.certificates.thumbprints(StoredCertificate.Role.TERMINAL_CA))
                .hasSize(2);
    }

    @Test
    void keysOfAFirstStartSayDemo() {
        assertThat(platform.authority.demo()).isTrue();
        assertThat(List.of(
                        platform.authority.root(),
                        platform.authority.terminalAuthority(Platform.ACQUIRER),
                        platform.seal().certificate()))
                .allMatch(certificate ->
                        certificate.getSubjectX500Principal().getName().contains("DEMO"));
    }

    @Test
    void productionRefusesDemonstrationKeys() {
        assertThatThrownBy(() -> reopened(true).open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tallystick.profile is production")
                .hasMessageContaining("demonstration");
    }

    @Test
    void productionMakesNoKeysByItself(@TempDir Path empty) {
        platform.database.execute("DELETE FROM seal_key");
        platform.database.execute("DELETE FROM certificate_serial");
        platform.database.execute("DELETE FROM certificate");
        CertificateAuthority authority = new CertificateAuthority(
                new KeyVault(empty.resolve("keys"), new SecureRandom()),
                platform.certificates,
                platform.ceremonies,
                new Installation("pos.example", true),
                platform.clock);

        assertThatThrownBy(authority::open).hasMessageContaining("key ceremony");
        assertThat(empty.resolve("keys")).doesNotExist();
    }

    @Test
    void aDatabaseThatKnowsARootWantsItsKeysBack(@TempDir Path empty) {
        assertThatThrownBy(() -> withKeysIn(empty).open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Restore the keys from the backup");
    }

    @Test
    void keysAndDatabaseOfDifferentInstallationsAreRefused(@TempDir Path other) {
        platform.database.execute("DELETE FROM seal_key");
        platform.database.execute("DELETE FROM certificate_serial");
        platform.database.execute("DELETE FROM certificate");
        withKeysIn(other).open();

        assertThatThrownBy(() -> reopened(false).open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("different installations");
    }

    private CertificateAuthority withKeysIn(Path data) {
        return new CertificateAuthority(
                new KeyVault(data.resolve("keys"), new SecureRandom()),
                platform.certificates,
                platform.ceremonies,
                new Installation("pos.example", false),
                platform.clock);
    }

    private CertificateAuthority reopened(boolean production) {
        return new CertificateAuthority(
                new KeyVault(directory.resolve("keys"), new SecureRandom()),
                platform.certificates,
                platform.ceremonies,
                new Installation("pos.example", production),
                platform.clock);
    }

    private X509Certificate stored(StoredCertificate.Role role) {
        return platform.certificates
                .find(platform.certificates.thumbprints(role).get(0))
                .orElseThrow()
                .certificate();
    }

    private Instant now() {
        return platform.clock.instant();
    }

    private void validate(String provider, X509Certificate... chain) throws GeneralSecurityException {
        boolean jdk = "JDK".equals(provider);
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(chain));
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(platform.authority.root(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(now()));
        CertPathValidator validator = jdk
                ? CertPathValidator.getInstance("PKIX")
                : CertPathValidator.getInstance("PKIX", new BouncyCastleProvider());
        validator.validate(path, parameters);
    }
}
