package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.enrolment.AlgorithmChoice;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.shared.Problem;
import org.tallystick.shared.X509;

/** An institution that works with SM2: root, authorities, seal, certificates, lists and answers, all signed with SM2 and SM3. */
class Sm2AuthorityTest {
    private static final String SM2_WITH_SM3 = "1.2.156.10197.1.501";
    private static final AlgorithmChoice SM2 =
            new AlgorithmChoice(EnumSet.of(KeyAlgorithm.SM2SM3), KeyAlgorithm.SM2SM3);

    @TempDir
    Path directory;

    private Platform platform;

    @BeforeEach
    void start() {
        platform = Platform.started(directory);
    }

    @Test
    void aTerminalsCertificateItsListAndItsAnswersLeadToTheSm2Root() throws Exception {
        int before = platform.ledger.entries.size();
        choose(SM2);
        assertThat(platform.ledger.entries.size() - before)
                .as("root, authorities and seal are told in the log")
                .isGreaterThanOrEqualTo(4);
        assertThat(platform.audited)
                .anySatisfy(event -> assertThat(event.action()).isEqualTo("institution.algorithms"));
        List<X509Certificate> chain = enrol(Csr.by(Csr.sm2()));
        X509Certificate root = platform.authority.sm2Root().orElseThrow();

        assertThat(chain).hasSize(2).allMatch(X509::isSm2);
        assertThat(chain).allMatch(each -> each.getSigAlgOID().equals(SM2_WITH_SM3));
        assertThat(X509.isSignedBy(chain.get(0), chain.get(1))).isTrue();
        assertThat(X509.isSignedBy(chain.get(1), root)).isTrue();
        assertThat(X509.isSignedBy(root, root)).isTrue();
        assertThat(X509.isSignedBy(chain.get(1), platform.authority.root())).isFalse();
        assertThat(platform.store.authorities()).contains(root, chain.get(1), platform.authority.root());
        X509Certificate seal = platform.seal(KeyAlgorithm.SM2SM3).certificate();
        assertThat(platform.store.chain(StoredCertificate.thumbprint(seal))).hasSize(2);
        assertThat(KeyFamily.of(platform.seal().certificate())).isEqualTo(KeyFamily.ECDSA);
        listAndAnswersFollowARevocation(chain);
    }

    private void listAndAnswersFollowARevocation(List<X509Certificate> chain) throws Exception {
        assertThat(asked(chain)).isSameAs(CertificateStatus.GOOD);
        assertThat(list(chain).isRevoked(chain.get(0))).isFalse();

        platform.lifecycle.revoke(
                StoredCertificate.thumbprint(chain.get(0)),
                new Revocation(RevocationReason.SUPERSEDED, platform.clock.instant()));

        assertThat(asked(chain)).isInstanceOf(RevokedStatus.class);
        assertThat(list(chain).isRevoked(chain.get(0))).isTrue();
        assertThat(list(chain).getSigAlgOID()).isEqualTo(SM2_WITH_SM3);
    }

    @Test
    void onlyWhatIsChosenIsCertifiedAndTheKeysAreFoundAgainAndNeverMadeAnew() throws Exception {
        String code = code();
        assertThat(refusal(code, Csr.by(Csr.sm2()))).contains("SM2SM3").contains("ES256 or EdDSA");

        choose(new AlgorithmChoice(EnumSet.of(KeyAlgorithm.SM2SM3), KeyAlgorithm.ES256));
        assertThat(refusal(code, Csr.fresh())).contains("ES256").contains("make a key for SM2SM3");
        assertThat(platform.service.enrol(Platform.TERMINAL, code, Csr.by(Csr.sm2())))
                .hasSize(2);
        X509Certificate root = platform.authority.sm2Root().orElseThrow();
        X509Certificate seal = platform.seal(KeyAlgorithm.SM2SM3).certificate();
        CertificateAuthority again = again();
        again.open();
        assertThat(again.sm2Root()).contains(root);
        platform.seals.renew();
        assertThat(platform.seal(KeyAlgorithm.SM2SM3).certificate()).isEqualTo(seal);

        Files.delete(directory.resolve("keys/root-sm2-1.p12"));
        assertThat(catchThrowableOfType(IllegalStateException.class, () -> again().open()))
                .hasMessageContaining("root-sm2-1.p12");
    }

    @Test
    void thereIsAtLeastOneAlgorithmAndNothingIsSealedWithEd25519() {
        assertThat(catchThrowableOfType(Problem.class, () -> new AlgorithmChoice(Set.of(), KeyAlgorithm.ES256)))
                .isNotNull();
        assertThat(catchThrowableOfType(
                        Problem.class, () -> new AlgorithmChoice(Set.of(KeyAlgorithm.ES256), KeyAlgorithm.EDDSA)))
                .isNotNull();
    }

    @Test
    void withoutSm2ThereIsNothingOfItAndProductionMakesNoRoot() {
        assertThat(platform.authority.sm2Root()).isEmpty();
        assertThat(platform.store.authorities()).noneMatch(X509::isSm2);
        assertThat(platform.algorithms.terminals()).isEqualTo(Set.of(KeyAlgorithm.ES256, KeyAlgorithm.EDDSA));

        CertificateAuthority production = new CertificateAuthority(
                platform.vault,
                platform.certificates,
                platform.ceremonies,
                new AuthorityKeys.Installation("pos.example", true),
                platform.clock);
        assertThat(catchThrowableOfType(Problem.class, production::provideSm2).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.reason()).contains("key ceremony"));
    }

    private CertificateAuthority again() {
        return new CertificateAuthority(
                new KeyVault(directory.resolve("keys"), new java.security.SecureRandom()),
                platform.certificates,
                platform.ceremonies,
                new AuthorityKeys.Installation("pos.example", false),
                platform.clock);
    }

    private void choose(AlgorithmChoice choice) {
        platform.algorithms.choose(
                new Viewer("1", "op@tallystick.example", "Op", Role.OPERATOR, Optional.empty(), "192.0.2.1", "TS-1"),
                Platform.ACQUIRER,
                choice);
    }

    private String code() {
        return platform.codes.create(Platform.TERMINAL).code();
    }

    private List<X509Certificate> enrol(byte[] request) {
        return platform.service.enrol(Platform.TERMINAL, code(), request);
    }

    private String refusal(String code, byte[] request) {
        return catchThrowableOfType(Problem.class, () -> platform.service.enrol(Platform.TERMINAL, code, request))
                .errors()
                .get(0)
                .reason();
    }

    private X509CRL list(List<X509Certificate> chain) throws Exception {
        byte[] der = platform.lists
                .of(StoredCertificate.thumbprint(chain.get(1)))
                .orElseThrow()
                .der();
        X509CRL list = (X509CRL)
                CertificateFactory.getInstance("X.509", X509.smProvider()).generateCRL(new ByteArrayInputStream(der));
        list.verify(chain.get(1).getPublicKey(), X509.smProvider());
        return list;
    }

    private CertificateStatus asked(List<X509Certificate> chain) throws Exception {
        BigInteger serial = chain.get(0).getSerialNumber();
        byte[] request = new OCSPReqBuilder()
                .addRequest(new CertificateID(
                        new BcDigestCalculatorProvider().get(CertificateID.HASH_SHA1),
                        new JcaX509CertificateHolder(chain.get(1)),
                        serial))
                .build()
                .getEncoded();
        BasicOCSPResp answer = (BasicOCSPResp) new OCSPResp(platform.ocsp.answer(request)).getResponseObject();
        X509CertificateHolder responder = answer.getCerts()[0];
        assertThat(X509.isSignedBy(X509.parse(responder.getEncoded()), chain.get(1)))
                .isTrue();
        assertThat(responder.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck))
                .isNotNull();
        assertThat(answer.isSignatureValid(new JcaContentVerifierProviderBuilder()
                        .setProvider(X509.smProvider())
                        .build(responder)))
                .isTrue();
        return answer.getResponses()[0].getCertStatus();
    }
}
