package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.enrolment.Ceremony;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.enrolment.SealKeyState.Rank;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Several keys seal: they are made, ranked and retired while they seal, and one stands in for another. */
class SealKeysTest {
    @TempDir
    Path directory;

    private Platform platform;

    @BeforeEach
    void start() {
        platform = Platform.started(directory);
    }

    @Test
    void aNewKeySealsAndTheOneBeforeItStandsBehind() {
        X509Certificate first = platform.seal().certificate();

        platform.seals.make(operator(), KeyAlgorithm.ES256, false, true);

        X509Certificate second = platform.seal().certificate();
        assertThat(second).isNotEqualTo(first);
        assertThat(platform.sealKeys.certificates()).containsExactly(second, first);
        assertThat(events("seal-2")).containsExactly("made", "reserved", "activated");
        assertThat(events("seal-1")).contains("made", "activated");
        assertThat(platform.database.number("SELECT COUNT(*) FROM certificate_record WHERE thumbprint = '"
                        + StoredCertificate.thumbprint(second) + "' AND seq IS NOT NULL"))
                .as("its issue is in the ledger")
                .isEqualTo(1);
    }

    @Test
    void aKeyInReserveSealsOnlyWhileNoActiveOneDoes() {
        X509Certificate active = platform.seal().certificate();
        platform.seals.make(operator(), KeyAlgorithm.ES256, false, false);
        assertThat(platform.seal().certificate()).isEqualTo(active);

        for (int i = 0; i < 4; i++) {
            assertThat(sealed(active)).as("no bill waits").isNotEqualTo(active);
        }

        assertThat(platform.sealKeys.failure().orElseThrow().standIn()).isPresent();
        assertThat(platform.seal().certificate()).isNotEqualTo(active);
        platform.sealKeys.probe(key -> {});
        assertThat(platform.sealKeys.failure()).isEmpty();
        assertThat(platform.seal().certificate()).isEqualTo(active);
    }

    @Test
    void failureAndRecoveryAreIncidentsOnce() {
        platform.seals.make(operator(), KeyAlgorithm.ES256, false, true);
        X509Certificate second = platform.seal().certificate();
        for (int i = 0; i < 5; i++) {
            platform.sealKeys.probe(key -> fail(key, second));
        }
        assertThat(events("seal-2")).endsWith("activated", "failed");

        platform.sealKeys.probe(key -> {});
        platform.sealKeys.probe(key -> {});

        assertThat(events("seal-2")).endsWith("failed", "recovered");
        assertThat(platform.ceremonyRows.unlogged()).isEmpty();
    }

    @Test
    void withoutAKeyThatSignsNothingIsSealed() {
        Problem problem = catchThrowableOfType(
                Problem.class,
                () -> platform.sealKeys.sign("ES256", (Function<SealKey, String>) key -> {
                    throw new IllegalStateException("no device");
                }));

        assertThat(problem.type()).isEqualTo(ProblemType.NOT_CONFIRMED);
        assertThat(problem.extensions()).containsEntry("retryAfter", 30);
        assertThat(problem.getMessage()).contains("Nothing of this request was stored");
    }

    @Test
    void aRetiredKeySealsNoMoreAndTheLastOneIsNotRetired() {
        X509Certificate first = platform.seal().certificate();
        assertThat(refusal(first, Rank.RETIRED)).isEqualTo(ProblemType.CHANGED_MEANWHILE);
        platform.seals.make(operator(), KeyAlgorithm.ES256, false, true);
        X509Certificate second = platform.seal().certificate();

        platform.seals.rank(operator(), StoredCertificate.thumbprint(first), Rank.RETIRED);

        assertThat(platform.sealKeys.certificates()).containsExactly(second);
        assertThat(refusal(second, Rank.RESERVE)).isEqualTo(ProblemType.CHANGED_MEANWHILE);
        platform.clock.advance(Duration.ofSeconds(1));
        platform.seals.rank(operator(), StoredCertificate.thumbprint(first), Rank.ACTIVE);
        assertThat(platform.seal().certificate()).as("the newest active one").isEqualTo(first);
    }

    @Test
    void aFileThatWasMixedUpIsReadAgainWithoutARestart() throws IOException {
        Path file = directory.resolve("keys/seal-1.p12");
        byte[] right = Files.readAllBytes(file);
        SealKey before = platform.seal();
        Files.write(file, new byte[100]);
        fail3();
        assertThat(platform.sealKeys.failure()).isPresent();
        platform.sealKeys.probe(key -> {});
        assertThat(platform.sealKeys.failure()).as("the file cannot be opened").isPresent();

        Files.write(file, right);
        platform.sealKeys.probe(key -> {});

        assertThat(platform.seal()).isNotSameAs(before);
        assertThat(platform.seal().certificate()).isEqualTo(before.certificate());
    }

    @Test
    void whenItsTimeRunsOutThereIsASuccessorByItself() {
        X509Certificate first = platform.seal().certificate();
        platform.clock.advance(Duration.ofDays(336));
        platform.seals.renew();
        assertThat(platform.seal().certificate()).isNotEqualTo(first);

        platform.clock.advance(Duration.ofDays(30));
        assertThat(platform.sealKeys.sign("ES256", SealKey::certificate)).isNotEqualTo(first);
    }

    @Test
    void anotherNodeSealsWithTheNewKeyWithinASecond() {
        SealKeys elsewhere = new SealKeys(
                platform.vault, platform.sealRows, platform.certificates, platform.ceremonies, platform.clock);
        X509Certificate first = elsewhere.sign("ES256", SealKey::certificate);
        platform.seals.make(operator(), KeyAlgorithm.ES256, false, true);
        assertThat(elsewhere.sign("ES256", SealKey::certificate)).isEqualTo(first);

        platform.clock.advance(Duration.ofSeconds(1));

        assertThat(elsewhere.sign("ES256", SealKey::certificate))
                .isEqualTo(platform.seal().certificate())
                .isNotEqualTo(first);
    }

    private void fail3() {
        for (int i = 0; i < 3; i++) {
            catchThrowableOfType(
                    Problem.class,
                    () -> platform.sealKeys.sign("ES256", (Function<SealKey, String>) key -> {
                        throw new IllegalStateException("mixed up");
                    }));
        }
    }

    private X509Certificate sealed(X509Certificate failing) {
        return platform.sealKeys.sign("ES256", key -> {
            fail(key, failing);
            return key.certificate();
        });
    }

    private static void fail(SealKey key, X509Certificate failing) {
        if (key.certificate().equals(failing)) {
            throw new IllegalStateException("no device");
        }
    }

    private ProblemType refusal(X509Certificate certificate, Rank rank) {
        return catchThrowableOfType(
                        Problem.class,
                        () -> platform.seals.rank(operator(), StoredCertificate.thumbprint(certificate), rank))
                .type();
    }

    private List<String> events(String name) {
        List<Ceremony> all = new java.util.ArrayList<>(platform.ceremonyRows.newest(1000));
        java.util.Collections.reverse(all);
        return all.stream()
                .map(Ceremony::told)
                .filter(told -> told.name().equals(name))
                .map(Ceremony.Told::event)
                .toList();
    }

    static Viewer operator() {
        return PlatformRevocationsTest.viewer(Role.OPERATOR);
    }
}
