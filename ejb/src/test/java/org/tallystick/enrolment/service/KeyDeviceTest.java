package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;

/** Keys in a device: a token of SoftHSM 2, where it is installed. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class KeyDeviceTest {
    private static final byte[] INPUT = {1, 2, 3};
    private static final SignatureSuite SUITE = SignatureSuite.best();

    @TempDir
    Path directory;

    private SoftToken token;
    private Path pinFile;
    private Platform platform;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        token = SoftToken.fresh();
        pinFile = directory.resolve("pin");
        // Another copy of the library for each test: one remembers its token for as long as the process lives.
        Path library = Files.copy(SoftToken.library().orElseThrow(), directory.resolve("library.so"));
        KeyDeviceSettings settings = token.settings(pinFile);
        platform = new Platform(
                directory,
                Optional.of(new KeyDevice(new KeyDeviceSettings(
                        library, settings.slot(), settings.pin(), settings.pinFile(), settings.kinds()))));
        platform.authority.open();
    }

    @Test
    void authoritiesAndSealsAreInTheDeviceAndOnlyTheirCertificatesInFiles() throws Exception {
        platform.seals.renew();
        platform.register(Platform.REGISTER);
        platform.basis().log();

        assertThat(directory.resolve("keys/seal-1.crt")).exists();
        assertThat(directory.resolve("keys/seal-1.p12")).doesNotExist();
        assertThat(directory.resolve("keys/seal-ca-1.crt")).exists();
        assertThat(directory.resolve("keys/root-1.p12")).as("the root never is").exists();
        SealKey seal = platform.seal();
        assertThat(seal.privateKey().getEncoded()).as("nobody gets it").isNull();
        byte[] signature = sign(seal);
        assertThat(signature).hasSize(64);
        assertThat(verifies(seal.certificate(), signature)).isTrue();
        X509Certificate terminal = platform.service
                .enrol(
                        Platform.TERMINAL,
                        platform.codes.create(Platform.TERMINAL).code(),
                        Csr.fresh())
                .get(0);
        X509Certificate issuer = platform.authority.terminalAuthority(Platform.ACQUIRER);
        assertThat(org.tallystick.shared.X509.isSignedBy(terminal, issuer)).isTrue();
        assertThat(platform.lists.of(StoredCertificate.thumbprint(issuer))).isPresent();
    }

    @Test
    void manyThreadsSignAtOnce() throws Exception {
        platform.seals.renew();
        SealKey seal = platform.seal();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Boolean> work = () -> {
                for (int i = 0; i < 50; i++) {
                    if (!verifies(seal.certificate(), sign(seal))) {
                        return false;
                    }
                }
                return true;
            };
            for (Future<Boolean> each : threads.invokeAll(java.util.Collections.nCopies(8, work))) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void whileTheDeviceIsAwayAKeyInAFileStandsInAndThenItSealsAgainWithoutARestart() throws IOException {
        platform.seals.renew();
        platform.seals.make(SealKeysTest.operator(), KeyAlgorithm.ES256, false, false);
        X509Certificate inDevice = sealed();
        for (int loss = 0; loss < 2; loss++) {
            token.takeAway();
            X509Certificate standIn = sealed();
            assertThat(standIn).isNotEqualTo(inDevice);
            probe();
            probe();
            probe();
            assertThat(platform.sealKeys.failure().orElseThrow().standIn())
                    .contains(StoredCertificate.thumbprint(standIn));

            token.bringBack();
            probe();

            assertThat(platform.sealKeys.failure()).isEmpty();
            assertThat(sealed()).isEqualTo(inDevice);
        }
    }

    @Test
    void whileTheDeviceIsAwayNothingIsCertifiedButListsAreServedAndTheServerStarts() throws Exception {
        platform.seals.renew();
        platform.register(Platform.REGISTER);
        platform.basis().log();
        String issuer = StoredCertificate.thumbprint(platform.authority.terminalAuthority(Platform.ACQUIRER));
        byte[] list = platform.lists.of(issuer).orElseThrow().der();
        String code = platform.codes.create(Platform.TERMINAL).code();
        byte[] request = Csr.fresh();
        token.takeAway();

        assertThat(catchThrowableOfType(Problem.class, () -> platform.service.enrol(Platform.TERMINAL, code, request))
                        .type())
                .isEqualTo(ProblemType.NOT_CONFIRMED);
        platform.clock.advance(java.time.Duration.ofHours(13));
        assertThat(platform.lists.of(issuer).orElseThrow().der()).isEqualTo(list);
        platform.clock.advance(java.time.Duration.ofHours(-13));
        Path library = Files.copy(SoftToken.library().orElseThrow(), directory.resolve("another.so"));
        KeyDeviceSettings settings = token.settings(pinFile);
        KeyDevice device = new KeyDevice(
                new KeyDeviceSettings(library, settings.slot(), settings.pin(), settings.pinFile(), settings.kinds()));
        new CertificateAuthority(
                        new KeyVault(directory.resolve("keys"), new SecureRandom(), Optional.of(device)),
                        platform.certificates,
                        platform.ceremonies,
                        new AuthorityKeys.Installation("pos.example", false),
                        platform.clock)
                .open();

        token.bringBack();
        probe();
        assertThat(platform.service.enrol(Platform.TERMINAL, code, request)).hasSize(2);
    }

    @Test
    void aWrongPinIsTriedOnceAndTheRightOneOpensTheDevice() throws IOException {
        platform.seals.renew();
        Files.writeString(pinFile, "wrong");
        Path library = Files.copy(SoftToken.library().orElseThrow(), directory.resolve("another.so"));
        KeyDevice device = new KeyDevice(
                new KeyDeviceSettings(library, "#0", Optional.empty(), Optional.of(pinFile), java.util.Set.of("seal")));
        X509Certificate certificate = platform.seal().certificate();

        assertThatThrownBy(() -> device.key("seal-1", certificate)).hasMessageNotContaining("wrong");
        assertThatThrownBy(() -> device.key("seal-1", certificate)).hasMessageContaining("has refused this PIN");

        Files.writeString(pinFile, SoftToken.pin());
        assertThat(device.key("seal-1", certificate).device()).isPresent();
        assertThatThrownBy(() -> device.key("seal-9", certificate)).hasMessageContaining("holds no key named seal-9");
    }

    private X509Certificate sealed() {
        return platform.sealKeys.sign("ES256", key -> {
            if (!verifies(key.certificate(), sign(key))) {
                throw new IllegalStateException("does not verify");
            }
            return key.certificate();
        });
    }

    private void probe() {
        platform.sealKeys.probe(key -> {
            if (!verifies(key.certificate(), sign(key))) {
                throw new IllegalStateException("does not verify");
            }
        });
    }

    private static byte[] sign(SealKey key) {
        return key.device()
                .map(SignatureSuite::ofDevice)
                .orElse(SUITE)
                .sign(key.privateKey(), SignatureAlgorithm.ES256, INPUT);
    }

    private static boolean verifies(X509Certificate certificate, byte[] signature) {
        return SUITE.verify(certificate.getPublicKey(), SignatureAlgorithm.ES256, INPUT, signature);
    }
}
