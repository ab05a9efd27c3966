package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.shared.Base64Url;

/** Revocation lists, read by the JDK; and who notices a revocation when. */
class RevocationListsTest {
    @TempDir
    Path directory;

    private Platform platform;
    private X509Certificate certificate;
    private X509Certificate issuer;
    private String list;

    @BeforeEach
    void enrol() {
        platform = Platform.started(directory);
        certificate = platform.service
                .enrol(
                        Platform.TERMINAL,
                        platform.codes.create(Platform.TERMINAL).code(),
                        Csr.fresh())
                .get(0);
        issuer = platform.authority.terminalAuthority(Platform.ACQUIRER);
        list = StoredCertificate.thumbprint(issuer);
    }

    @Test
    void theCertificateSaysWhereItsRevocationIsTold() {
        String text = certificate.toString();

        assertThat(text)
                .contains("https://pos.example/api/v1/crl/" + list + ".crl")
                .contains("https://pos.example/ocsp")
                .contains("https://pos.example/api/v1/certificates/" + list);
    }

    @Test
    void theListNamesTheRevokedWithReasonAndSinceWhenTheKeyIsDoubted() throws Exception {
        assertThat(crl().isRevoked(certificate)).isFalse();
        Instant stolen = now().minus(Duration.ofHours(5));
        platform.clock.advance(Duration.ofMinutes(1));
        Instant entered = now();
        revoke(RevocationReason.KEY_COMPROMISE, stolen);

        var entry = crl().getRevokedCertificate(certificate);

        assertThat(entry.getRevocationReason()).isEqualTo(CRLReason.KEY_COMPROMISE);
        assertThat(entry.getRevocationDate()).isEqualTo(Date.from(entered));
        assertThat(entry.getExtensionValue("2.5.29.24")).isNotNull();
    }

    @Test
    void aListIsMadeAtOnceWhenSomethingIsRevokedAndItsNumberGrows() throws Exception {
        BigInteger first = number(crl());
        assertThat(number(crl())).as("the same list again").isEqualTo(first);

        revoke(RevocationReason.SUPERSEDED, now());

        assertThat(number(crl())).isEqualTo(first.add(BigInteger.ONE));
        assertThat(crl().isRevoked(certificate)).isTrue();
    }

    @Test
    void anotherNodeServesTheSameListAndNoticesARevocation() throws Exception {
        RevocationLists other = platform.revocationLists();
        byte[] before = other.of(list).orElseThrow().der();
        assertThat(platform.lists.of(list).orElseThrow().der()).isEqualTo(before);

        revoke(RevocationReason.SUPERSEDED, now());

        assertThat(other.of(list).orElseThrow().der()).isNotEqualTo(before);
        assertThat(other.of(list).orElseThrow().der())
                .isEqualTo(platform.lists.of(list).orElseThrow().der());
    }

    @Test
    void aListIsRenewedInTheMiddleOfItsLifeAndVerifiesUnderTheAuthority() throws Exception {
        X509CRL first = crl();
        first.verify(issuer.getPublicKey());
        assertThat(first.getNextUpdate()).isEqualTo(Date.from(now().plus(Duration.ofDays(1))));
        platform.clock.advance(Duration.ofHours(11));
        assertThat(number(crl())).isEqualTo(number(first));

        platform.clock.advance(Duration.ofHours(2));

        assertThat(number(crl())).isGreaterThan(number(first));
        assertThat(crl().getThisUpdate()).isEqualTo(Date.from(now()));
    }

    @Test
    void whatIsRevokedStaysListedAfterItsEnd() throws Exception {
        revoke(RevocationReason.SUPERSEDED, now());
        platform.clock.advance(Duration.ofDays(500));

        assertThat(crl().isRevoked(certificate)).isTrue();
    }

    @Test
    void aSuspendedCertificateIsNotRevoked() throws Exception {
        platform.lifecycle.suspend(StoredCertificate.thumbprint(certificate), "looked into");

        assertThat(crl().isRevoked(certificate)).isFalse();
    }

    @Test
    void thereIsAListForEachAuthorityAndForNothingElse() {
        assertThat(platform.lists.of(StoredCertificate.thumbprint(platform.authority.root())))
                .isPresent();
        assertThat(platform.lists.of(StoredCertificate.thumbprint(certificate))).isEmpty();
        assertThat(platform.lists.of("nonsense")).isEmpty();
    }

    @Test
    void anotherNodesDirectoryNoticesARevocationWithinASecond() {
        CertificateDirectory other = new CertificateDirectory(platform.certificates, platform.clock);
        byte[] thumbprint = Base64Url.decode(StoredCertificate.thumbprint(certificate));
        assertThat(other.find(thumbprint).orElseThrow().revocation()).isEmpty();

        revoke(RevocationReason.SUPERSEDED, now());
        platform.clock.advance(Duration.ofSeconds(1));

        assertThat(other.find(thumbprint).orElseThrow().revocation()).isPresent();
    }

    private void revoke(RevocationReason reason, Instant effective) {
        platform.lifecycle.revoke(StoredCertificate.thumbprint(certificate), new Revocation(reason, effective));
    }

    private Instant now() {
        return platform.clock.instant();
    }

    private X509CRL crl() throws Exception {
        return (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(
                        platform.lists.of(list).orElseThrow().der()));
    }

    private static BigInteger number(X509CRL crl) {
        return CRLNumber.getInstance(ASN1OctetString.getInstance(crl.getExtensionValue("2.5.29.20"))
                        .getOctets())
                .getCRLNumber();
    }
}
