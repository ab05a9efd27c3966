package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.StoredCertificate;

/** OCSP answers, read by Bouncy Castle. */
class OcspResponderTest {
    private static final String SHA_1 = "1.3.14.3.2.26";
    private static final String SHA_256 = "2.16.840.1.101.3.4.2.1";

    @TempDir
    Path directory;

    private Platform platform;
    private X509Certificate certificate;
    private X509Certificate issuer;

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
    }

    @Test
    void aSuspendedCertificateIsGood() throws Exception {
        platform.lifecycle.suspend(StoredCertificate.thumbprint(certificate), "looked into");

        assertThat(status(ask(SHA_1, certificate.getSerialNumber()))).isSameAs(CertificateStatus.GOOD);
    }

    @ParameterizedTest
    @ValueSource(strings = {SHA_1, SHA_256})
    void ocspSaysGoodAndThenRevokedSinceWhenAndWhy(String digest) throws Exception {
        assertThat(status(ask(digest, certificate.getSerialNumber()))).isSameAs(CertificateStatus.GOOD);
        platform.clock.advance(Duration.ofSeconds(1));
        revoke(RevocationReason.CESSATION_OF_OPERATION, now());

        RevokedStatus status = (RevokedStatus) status(ask(digest, certificate.getSerialNumber()));

        assertThat(status.getRevocationReason()).isEqualTo(RevocationReason.CESSATION_OF_OPERATION.code());
        assertThat(status.getRevocationTime()).isEqualTo(Date.from(now()));
    }

    @Test
    void itsResponderIsCertifiedByTheAuthorityForThatAloneAndNotAskedAbout() throws Exception {
        BasicOCSPResp answer = ask(SHA_1, certificate.getSerialNumber());
        X509CertificateHolder responder = answer.getCerts()[0];
        X509Certificate parsed = new JcaX509CertificateConverter().getCertificate(responder);

        parsed.verify(issuer.getPublicKey());
        assertThat(answer.isSignatureValid(new JcaContentVerifierProviderBuilder().build(responder)))
                .isTrue();
        assertThat(parsed.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.9");
        assertThat(responder.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck))
                .isNotNull();
        assertThat(parsed.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void aNonceComesBackAndMakesAFreshAnswer() throws Exception {
        Extension nonce = nonce(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        byte[] request = request(SHA_1, new Extensions(nonce), certificate.getSerialNumber());

        assertThat(basic(platform.ocsp.answer(request)).getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce))
                .isEqualTo(nonce);
        assertThat(platform.ocsp.answer(request)).isNotEqualTo(platform.ocsp.answer(request));
    }

    @Test
    void withoutANonceTheAnswerIsKeptUntilSomethingHappens() throws Exception {
        byte[] request = request(SHA_1, null, certificate.getSerialNumber());
        byte[] first = platform.ocsp.answer(request);
        assertThat(platform.ocsp.answer(request)).isEqualTo(first);

        revoke(RevocationReason.SUPERSEDED, now());

        assertThat(status(basic(platform.ocsp.answer(request)))).isInstanceOf(RevokedStatus.class);
    }

    @Test
    void whatWasNeverIssuedOrNotDeliveredIsUnknown() throws Exception {
        assertThat(status(ask(SHA_1, BigInteger.TEN))).isInstanceOf(UnknownStatus.class);
        platform.database.execute("UPDATE terminal_certificate SET delivered_at = NULL");

        assertThat(status(ask(SHA_1, certificate.getSerialNumber()))).isInstanceOf(UnknownStatus.class);
    }

    @Test
    void aForeignIssuerIsNotOursToAnswer() throws Exception {
        X509Certificate foreign = new CertificateProfile(new SecureRandom())
                .root(
                        KeyFamily.ECDSA,
                        new X500Name("CN=foreign"),
                        new CertificateProfile.Period(now(), now().plusSeconds(60)))
                .certificate();
        OCSPReqBuilder alone = new OCSPReqBuilder().addRequest(id(SHA_1, foreign, BigInteger.ONE));
        assertThat(state(alone.build().getEncoded())).isEqualTo(OCSPResp.UNAUTHORIZED);

        OCSPReqBuilder both = new OCSPReqBuilder()
                .addRequest(id(SHA_1, foreign, certificate.getSerialNumber()))
                .addRequest(id(SHA_1, issuer, certificate.getSerialNumber()));
        SingleResp[] answers =
                basic(platform.ocsp.answer(both.build().getEncoded())).getResponses();

        assertThat(answers[0].getCertStatus()).isInstanceOf(UnknownStatus.class);
        assertThat(answers[1].getCertStatus()).isSameAs(CertificateStatus.GOOD);
    }

    @Test
    void malformedRequestsAreCalledSo() throws Exception {
        byte[] good = request(SHA_1, null, certificate.getSerialNumber());

        assertThat(state(new byte[0])).isEqualTo(OCSPResp.MALFORMED_REQUEST);
        assertThat(state("nonsense".getBytes())).isEqualTo(OCSPResp.MALFORMED_REQUEST);
        assertThat(state(Arrays.copyOf(good, good.length - 3))).isEqualTo(OCSPResp.MALFORMED_REQUEST);
        assertThat(state(Arrays.copyOf(good, good.length + 3))).isEqualTo(OCSPResp.MALFORMED_REQUEST);
        assertThat(state(new byte[OcspQuestion.MAX_LENGTH + 1])).isEqualTo(OCSPResp.MALFORMED_REQUEST);
        for (int i = 0; i < good.length; i++) {
            byte[] changed = good.clone();
            changed[i] ^= 0x55;
            assertThat(state(changed)).as("byte " + i).isNotEqualTo(OCSPResp.INTERNAL_ERROR);
        }
    }

    @Test
    void eightCertificatesAreAnsweredAndNineAreTooMany() throws Exception {
        assertThat(state(requestFor(8))).isEqualTo(OCSPResp.SUCCESSFUL);
        assertThat(state(requestFor(9))).isEqualTo(OCSPResp.MALFORMED_REQUEST);
    }

    @Test
    void anEmptyOrEndlessNonceAndAnUnknownCriticalExtensionAreMalformed() throws Exception {
        BigInteger serial = certificate.getSerialNumber();
        Extension critical = new Extension(new ASN1ObjectIdentifier("1.2.3.4"), true, new byte[] {5, 0});

        assertThat(state(request(SHA_1, new Extensions(emptyNonce()), serial))).isEqualTo(OCSPResp.MALFORMED_REQUEST);
        assertThat(state(request(SHA_1, new Extensions(nonce(new byte[200])), serial)))
                .isEqualTo(OCSPResp.MALFORMED_REQUEST);
        assertThat(state(request(SHA_1, new Extensions(critical), serial))).isEqualTo(OCSPResp.MALFORMED_REQUEST);
    }

    private void revoke(RevocationReason reason, Instant effective) {
        platform.lifecycle.revoke(StoredCertificate.thumbprint(certificate), new Revocation(reason, effective));
    }

    private Instant now() {
        return platform.clock.instant();
    }

    private BasicOCSPResp ask(String digest, BigInteger serial) throws Exception {
        return basic(platform.ocsp.answer(request(digest, null, serial)));
    }

    private byte[] request(String digest, Extensions extensions, BigInteger serial) throws Exception {
        return new OCSPReqBuilder()
                .addRequest(id(digest, issuer, serial))
                .setRequestExtensions(extensions)
                .build()
                .getEncoded();
    }

    private byte[] requestFor(int certificates) throws Exception {
        OCSPReqBuilder builder = new OCSPReqBuilder();
        for (int i = 1; i <= certificates; i++) {
            builder.addRequest(id(SHA_1, issuer, BigInteger.valueOf(i)));
        }
        return builder.build().getEncoded();
    }

    private static CertificateID id(String digest, X509Certificate authority, BigInteger serial) throws Exception {
        return new CertificateID(
                new BcDigestCalculatorProvider().get(new AlgorithmIdentifier(new ASN1ObjectIdentifier(digest))),
                new JcaX509CertificateHolder(authority),
                serial);
    }

    private static Extension nonce(byte[] value) throws Exception {
        return new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(value).getEncoded());
    }

    private static Extension emptyNonce() {
        return new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new byte[0]);
    }

    private int state(byte[] request) throws Exception {
        return new OCSPResp(platform.ocsp.answer(request)).getStatus();
    }

    private static BasicOCSPResp basic(byte[] answer) throws Exception {
        OCSPResp response = new OCSPResp(answer);
        assertThat(response.getStatus()).isEqualTo(OCSPResp.SUCCESSFUL);
        return (BasicOCSPResp) response.getResponseObject();
    }

    private static CertificateStatus status(BasicOCSPResp answer) {
        return answer.getResponses()[0].getCertStatus();
    }
}
