package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.enrolment.AlgorithmChoice;
import org.tallystick.enrolment.Ceremony;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** The root's key leaves the server, which goes on, and comes back for single ceremonies. */
class RootKeyTest {
    private static final String PASSPHRASE = "correct horse battery";
    private static final String NEW_ACQUIRER = "48999999";

    @TempDir
    Path directory;

    private Platform platform;
    private RootKey root;
    private byte[] file;

    @BeforeEach
    void start() {
        platform = Platform.started(directory);
        platform.basis().log();
        root = platform.rootKey();
        file = root.export(SealKeysTest.operator(), KeyAlgorithm.ES256, PASSPHRASE, PASSPHRASE);
    }

    @Test
    void aShortPassphraseOrTwoDifferentOnesExportNothing() {
        assertThat(member(() -> root.export(SealKeysTest.operator(), KeyAlgorithm.ES256, "short", "short")))
                .isEqualTo("passphrase");
        assertThat(member(() -> root.export(SealKeysTest.operator(), KeyAlgorithm.ES256, PASSPHRASE, PASSPHRASE + "!")))
                .isEqualTo("again");
    }

    @Test
    void onlyAnotherOperatorWhoShowsThatTheExportOpensRemovesIt() {
        assertThat(catchThrowableOfType(
                                Problem.class,
                                () -> root.remove(SealKeysTest.operator(), KeyAlgorithm.ES256, file, PASSPHRASE))
                        .type())
                .isEqualTo(ProblemType.FORBIDDEN);
        assertThat(member(() -> root.remove(second(), KeyAlgorithm.ES256, file, "something else")))
                .isEqualTo("passphrase");
        assertThat(member(() -> root.remove(second(), KeyAlgorithm.ES256, new byte[] {1, 2, 3}, PASSPHRASE)))
                .isEqualTo("passphrase");
        byte[] foreign = RootFile.write(
                new CertificateProfile(new SecureRandom())
                        .root(
                                KeyFamily.ECDSA,
                                new org.bouncycastle.asn1.x500.X500Name("CN=other"),
                                new CertificateProfile.Period(
                                        platform.clock.instant(),
                                        platform.clock.instant().plusSeconds(1_000))),
                PASSPHRASE.toCharArray());
        assertThat(member(() -> root.remove(second(), KeyAlgorithm.ES256, foreign, PASSPHRASE)))
                .isEqualTo("file");
        assertThat(root.all().get(0).here()).isTrue();

        root.remove(second(), KeyAlgorithm.ES256, file, PASSPHRASE);

        assertThat(root.all().get(0).here()).isFalse();
        assertThat(directory.resolve("keys/root-1.p12")).doesNotExist();
        assertThat(directory.resolve("keys/root-1.crt")).exists();
        assertThat(events()).containsSubsequence("exported", "removed");
    }

    @Test
    void theServerWorksAndStartsWithoutIt() throws Exception {
        root.remove(second(), KeyAlgorithm.ES256, file, PASSPHRASE);

        CertificateAuthority again = new CertificateAuthority(
                new KeyVault(directory.resolve("keys"), new SecureRandom()),
                platform.certificates,
                platform.ceremonies,
                new AuthorityKeys.Installation("pos.example", false),
                platform.clock);
        again.open();
        assertThat(again.root()).isEqualTo(platform.authority.root());
        platform.seals.make(SealKeysTest.operator(), KeyAlgorithm.ES256, false, true);
        assertThat(platform.service.enrol(
                        Platform.TERMINAL,
                        platform.codes.create(Platform.TERMINAL).code(),
                        Csr.fresh()))
                .hasSize(2);
        platform.clock.advance(Duration.ofDays(60));
        X509CRL list = list();
        assertThat(list.getNextUpdate().toInstant())
                .isAfter(platform.clock.instant().plus(Duration.ofDays(100)));
        list.verify(platform.authority.root().getPublicKey());
    }

    @Test
    void aCeremonyMakesWhatIsMissingAndForgetsTheKey() throws Exception {
        root.remove(second(), KeyAlgorithm.ES256, file, PASSPHRASE);
        Problem refused = catchThrowableOfType(Problem.class, () -> platform.authority.terminalAuthority(NEW_ACQUIRER));
        assertThat(refused.type()).isEqualTo(ProblemType.FORBIDDEN);
        X509Certificate authority = platform.authority.terminalAuthority(Platform.ACQUIRER);
        platform.platformRevocations.revoke(
                second(),
                StoredCertificate.thumbprint(authority),
                RevocationOrder.now(org.tallystick.enrolment.RevocationReason.KEY_COMPROMISE),
                StoredCertificate.thumbprint(authority).substring(0, 8));
        assertThat(list().isRevoked(authority)).as("nobody could sign it").isFalse();

        root.use(second(), KeyAlgorithm.ES256, file, PASSPHRASE);

        assertThat(list().isRevoked(authority)).isTrue();
        assertThat(platform.authority.terminalAuthority(Platform.ACQUIRER)).isNotEqualTo(authority);
        assertThat(root.all().get(0).here()).isFalse();
        assertThat(events()).contains("used");
    }

    @Test
    void theRootForSm2LeavesAndComesBackLikeTheOther() throws Exception {
        platform.algorithms.choose(
                SealKeysTest.operator(),
                Platform.ACQUIRER,
                new AlgorithmChoice(EnumSet.of(KeyAlgorithm.SM2SM3), KeyAlgorithm.SM2SM3));
        byte[] sm2 = root.export(SealKeysTest.operator(), KeyAlgorithm.SM2SM3, PASSPHRASE, PASSPHRASE);
        assertThat(member(() -> root.remove(second(), KeyAlgorithm.SM2SM3, file, PASSPHRASE)))
                .as("the other root's key")
                .isIn("file", "passphrase");

        root.remove(second(), KeyAlgorithm.SM2SM3, sm2, PASSPHRASE);
        root.remove(second(), KeyAlgorithm.ES256, file, PASSPHRASE);

        assertThat(root.all())
                .containsExactly(
                        new RootKey.Root(KeyAlgorithm.ES256, false), new RootKey.Root(KeyAlgorithm.SM2SM3, false));
        assertThat(directory.resolve("keys/root-sm2-1.p12")).doesNotExist();
        platform.seals.make(SealKeysTest.operator(), KeyAlgorithm.SM2SM3, false, true);
        assertThat(directory.resolve("keys/seal-sm2-2.p12")).exists();
        root.use(second(), KeyAlgorithm.SM2SM3, sm2, PASSPHRASE);
        assertThat(root.all().get(1).here()).isFalse();
    }

    private X509CRL list() throws Exception {
        byte[] der = platform.lists
                .of(StoredCertificate.thumbprint(platform.authority.root()))
                .orElseThrow()
                .der();
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new java.io.ByteArrayInputStream(der));
    }

    private List<String> events() {
        List<Ceremony> all = new java.util.ArrayList<>(platform.ceremonyRows.newest(1000));
        java.util.Collections.reverse(all);
        return all.stream().map(act -> act.told().event()).toList();
    }

    private static String member(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        return catchThrowableOfType(Problem.class, action).errors().get(0).member();
    }

    private static Viewer second() {
        return new Viewer(
                "2", "second@tallystick.example", "Second", Role.OPERATOR, Optional.empty(), "192.0.2.2", "TS-2");
    }
}
