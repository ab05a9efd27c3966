package org.tallystick.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.signing.SignatureAlgorithm;

class EnrolmentTest {
    private final Clock clock = Clock.systemUTC();
    private TestPlatform platform;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        platform = new TestPlatform();
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private TerminalProfile enrol() {
        return Enrolment.enrol(folder.resolve("till"), platform.request(SignatureAlgorithm.ES256), clock);
    }

    @ParameterizedTest
    @EnumSource
    void keepsWhatThePlatformTells(SignatureAlgorithm algorithm) {
        TerminalProfile profile = Enrolment.enrol(folder.resolve("till"), platform.request(algorithm), clock);
        assertThat(profile.series()).isEqualTo(3);
        assertThat(profile.acquirer()).isEqualTo("48023310");
        assertThat(profile.fallbackSecret()).contains(TestPlatform.SECRET);
        assertThat(profile.audience()).isEqualTo(TestSealer.AUDIENCE);
        assertThat(profile.logs())
                .extracting(log -> log.key().vkey())
                .containsExactly(platform.sealer.ledger.signer.verifier().vkey());
        assertThat(TerminalProfile.load(StateDirectory.existing(folder.resolve("till"))))
                .isEqualTo(profile);
        assertThat(platform.events).singleElement().satisfies(hello -> {
            assertThat(hello.string("type")).isEqualTo("HELLO");
            assertThat(hello.has("series")).isFalse();
        });
    }

    @Test
    void onlyTheOwnerReadsTheKey() throws Exception {
        enrol();
        for (String file : new String[] {"key.pem", "terminal.json", "lock"}) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("till").resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("till"))))
                .isEqualTo("rwx------");
    }

    @Test
    void doneBeforeItChangesNothing() throws Exception {
        TerminalProfile first = enrol();
        byte[] key = Files.readAllBytes(folder.resolve("till/key.pem"));
        int asked = platform.requests.size();
        assertThat(enrol()).isEqualTo(first);
        assertThat(platform.requests).hasSize(asked);
        assertThat(folder.resolve("till/key.pem")).hasBinaryContent(key);
    }

    /** Each of these files is the last that a killed enrolment may have left. */
    @ParameterizedTest
    @ValueSource(strings = {"key.pem", "request.p10", "anchors.pem", "certificates.pem", "certificate.pem"})
    void goesOnWhereItWasKilled(String lastFile) throws Exception {
        TerminalProfile before = enrol();
        Path till = folder.resolve("till");
        byte[] key = Files.readAllBytes(till.resolve("key.pem"));
        for (String later :
                new String[] {"terminal.json", "certificate.pem", "certificates.pem", "anchors.pem", "request.p10"}) {
            if (later.equals(lastFile)) {
                break;
            }
            Files.delete(till.resolve(later));
        }
        assertThat(enrol()).isEqualTo(before);
        assertThat(till.resolve("key.pem")).hasBinaryContent(key);
        boolean keptRequest = !lastFile.equals("key.pem");
        if (keptRequest) {
            assertThat(platform.certificateRequests)
                    .as("the same request, byte for byte")
                    .containsOnly(platform.certificateRequests.get(0));
        }
        assertThat(platform.certificateRequests)
                .as("the code is used no more than needed")
                .hasSize(lastFile.equals("certificate.pem") ? 1 : 2);
    }

    @Test
    void aWrongCodeIsRefusedAndTheKeyKept() {
        Enrolment.Request wrong = new Enrolment.Request(
                platform.address(),
                platform.ca(),
                TestPlatform.TERMINAL,
                "WRONG",
                SignatureAlgorithm.ES256,
                TestPlatform.shop());
        assertThatThrownBy(() -> Enrolment.enrol(folder.resolve("till"), wrong, clock))
                .isInstanceOfSatisfying(
                        TerminalException.class, e -> assertThat(e.trouble()).isEqualTo(Trouble.REFUSED))
                .hasMessageContaining("Told so by the test.")
                .hasMessageNotContaining("WRONG");
        assertThat(folder.resolve("till/key.pem")).exists();
        assertThat(enrol().series()).isEqualTo(3);
    }

    @Test
    void aServerOfAnotherAuthorityIsNotTalkedTo() throws Exception {
        byte[] stranger = Certificates.toPem(
                java.util.List.of(TestAuthority.root("Stranger").certificate()));
        Enrolment.Request request = new Enrolment.Request(
                platform.address(),
                stranger,
                TestPlatform.TERMINAL,
                TestPlatform.CODE,
                SignatureAlgorithm.ES256,
                TestPlatform.shop());
        assertThatThrownBy(() -> Enrolment.enrol(folder.resolve("till"), request, clock))
                .isInstanceOfSatisfying(
                        TerminalException.class, e -> assertThat(e.trouble()).isEqualTo(Trouble.NOT_CONFIRMED))
                .hasMessageContaining("--ca");
        assertThat(platform.requests).isEmpty();
    }

    @Test
    void aDirectoryIsOneEnrolmentOnly() {
        enrol();
        Enrolment.Request other = new Enrolment.Request(
                platform.address(),
                platform.ca(),
                "99999999",
                TestPlatform.CODE,
                SignatureAlgorithm.ES256,
                TestPlatform.shop());
        assertThatThrownBy(() -> Enrolment.enrol(folder.resolve("till"), other, clock))
                .isInstanceOfSatisfying(
                        TerminalException.class, e -> assertThat(e.trouble()).isEqualTo(Trouble.USAGE))
                .hasMessageContaining("directory of its own");
    }
}
