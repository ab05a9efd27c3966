package org.tallystick.verification;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.spi.x509.tsp.KeyEntityTSPSource;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.Base64Url;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignedStatement;
import org.tallystick.signing.export.CmsExport;
import org.tallystick.signing.export.ExportSigner;
import org.tallystick.signing.export.JadesExport;

/** What EU DSS, with its own default policy and our root, says about receipts in their exported forms. */
class ExportsInDssTest {
    private static final Instant SIGNED = TestPlatform.NOW.plusSeconds(3600);
    private static final Instant CHECKED = SIGNED.plus(Duration.ofDays(1));

    private final TestPlatform platform = new TestPlatform();
    private final byte[] receipt = platform.genuine().receipt();

    @Test
    void anExportedReceiptPassesAsJadesBaselineB() {
        Dss.Answer answer = dss(Optional.empty(), CHECKED).validate(jades());

        assertThat(answer.indication()).as("%s", answer).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(answer.form()).isEqualTo(SignatureLevel.JAdES_BASELINE_B);
    }

    @Test
    void anExportedReceiptPassesAsCadesBaselineB() {
        Dss.Answer answer = dss(Optional.empty(), CHECKED).validate(cms(), receipt);

        assertThat(answer.indication()).as("%s", answer).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(answer.form()).isEqualTo(SignatureLevel.CAdES_BASELINE_B);
    }

    @Test
    void aChangedReceiptFailsInBothForms() {
        byte[] other = platform.genuine().receipt();
        SignedStatement export = SignedStatement.parse(jades());
        byte[] swapped = new SignedStatement(Base64Url.encode(other), export.seal()).toJson();

        assertThat(dss(Optional.empty(), CHECKED).validate(swapped))
                .returns(Indication.TOTAL_FAILED, Dss.Answer::indication)
                .returns(Optional.of(SubIndication.HASH_FAILURE), Dss.Answer::reason);
        assertThat(dss(Optional.empty(), CHECKED).validate(cms(), other))
                .returns(Indication.TOTAL_FAILED, Dss.Answer::indication)
                .returns(Optional.of(SubIndication.HASH_FAILURE), Dss.Answer::reason);
    }

    @Test
    void anotherRootIsNotTrusted() {
        Dss stranger = new Dss(List.of(TestCertificate.root("Other").certificate()), lists(Optional.empty()), CHECKED);

        assertThat(stranger.validate(jades()))
                .returns(Indication.INDETERMINATE, Dss.Answer::indication)
                .returns(Optional.of(SubIndication.NO_CERTIFICATE_CHAIN_FOUND), Dss.Answer::reason);
    }

    @Test
    void aSealRevokedBeforeTheExportIsNamedAsRevoked() {
        Instant before = SIGNED.minusSeconds(600);

        assertThat(dss(Optional.of(before), CHECKED).validate(jades()))
                .returns(Indication.INDETERMINATE, Dss.Answer::indication)
                .returns(Optional.of(SubIndication.REVOKED_NO_POE), Dss.Answer::reason);
        assertThat(dss(Optional.of(before), CHECKED).validate(timestamped(jades(), SIGNED.plusSeconds(5))))
                .as("the timestamp proves that it was revoked before")
                .returns(Indication.INDETERMINATE, Dss.Answer::indication)
                .returns(Optional.of(SubIndication.REVOKED_NO_POE), Dss.Answer::reason);
    }

    @Test
    void aSealRevokedAfterAProvenTimeStillPasses() {
        Instant after = SIGNED.plusSeconds(600);
        byte[] proven = timestamped(jades(), SIGNED.plusSeconds(5));

        Dss.Answer answer = dss(Optional.of(after), CHECKED).validate(proven);
        assertThat(answer.indication()).as("%s", answer).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(answer.form()).isEqualTo(SignatureLevel.JAdES_BASELINE_T);
        assertThat(dss(Optional.of(after), CHECKED).validate(jades()))
                .as("without the timestamp nobody knows when it was signed")
                .returns(Indication.INDETERMINATE, Dss.Answer::indication)
                .returns(Optional.of(SubIndication.REVOKED_NO_POE), Dss.Answer::reason);
    }

    @Test
    void theExportSaysWhatItIsAndHoldsTheStoredReceipt() {
        SignedStatement export = SignedStatement.parse(jades());
        String header = new String(Base64Url.decode(export.seal().protectedHeader()), StandardCharsets.UTF_8);

        assertThat(export.payload()).isEqualTo(receipt);
        assertThat(header)
                .startsWith("{\"alg\":\"ES256\",\"typ\":\"tallystick-export+jws\",\"cty\":\"jose+json\",\"iat\":"
                        + SIGNED.getEpochSecond() + ",\"x5t#S256\":\"" + Base64Url.encode(platform.seal.thumbprint())
                        + "\",\"x5c\":[\"");
        VerificationReport report = new ReceiptVerifier().verify(jades(), platform.context());
        assertThat(report.outcome())
                .as("an export is no receipt, and nobody takes it for one")
                .isEqualTo(Outcome.NOT_GENUINE);
        assertThat(Receipt.parse(export.payload()).bytes()).isEqualTo(receipt);
    }

    private byte[] jades() {
        return JadesExport.of(receipt, signer());
    }

    private byte[] cms() {
        return CmsExport.of(receipt, signer());
    }

    private ExportSigner signer() {
        return new ExportSigner(
                SignatureAlgorithm.ES256,
                List.of(platform.seal.certificate(), platform.sealAuthority.certificate()),
                SIGNED,
                input ->
                        TestCertificate.SUITE.sign(platform.seal.pair().getPrivate(), SignatureAlgorithm.ES256, input));
    }

    private Dss dss(Optional<Instant> sealRevoked, Instant at) {
        return new Dss(List.of(platform.rootCertificate(), tsa), lists(sealRevoked), at);
    }

    private List<byte[]> lists(Optional<Instant> sealRevoked) {
        Instant made = CHECKED.minusSeconds(60);
        return List.of(
                platform.root.revoking(made, Optional.empty(), made),
                platform.sealAuthority.revoking(
                        made, sealRevoked.map(time -> platform.seal.certificate()), sealRevoked.orElse(made)));
    }

    private final KeyPair tsaKey = TestCertificate.SUITE.generate(SignatureAlgorithm.ES256);
    private final X509Certificate tsa = tsa();

    private byte[] timestamped(byte[] jades, Instant at) {
        KeyEntityTSPSource source = new KeyEntityTSPSource(tsaKey.getPrivate(), tsa, List.of(tsa));
        source.setTsaPolicy("2.25.147617583320568388339693359935206095377.9");
        source.setProductionTime(Date.from(at));
        return dss(Optional.empty(), CHECKED).timestamped(jades, source);
    }

    private X509Certificate tsa() {
        X500Name name = new X500Name("CN=A timestamping authority of somebody else");
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.TWO,
                Date.from(TestPlatform.NOW.minus(Duration.ofDays(400))),
                Date.from(TestPlatform.NOW.plus(Duration.ofDays(400))),
                name,
                tsaKey.getPublic());
        try {
            builder.addExtension(
                    Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(tsaKey.getPrivate())));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
