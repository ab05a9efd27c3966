package org.tallystick.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tallystick.terminal.TestTill.ONCE;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.signing.Cause;
import org.tallystick.signing.SignedBill;

/** A terminal whose key or certificate must not sign: it goes on, says why, and signs the same bills later. */
class DegradedTerminalTest {
    @TempDir
    Path folder;

    private TestTill till;

    @BeforeEach
    void enrol() throws Exception {
        till = new TestTill(folder);
    }

    @AfterEach
    void stop() {
        till.close();
    }

    /** What may become of the files, and what the terminal says then. */
    enum Spoilt {
        KEY_SCRATCHED(Cause.SIGNING_UNIT_FAILED) {
            @Override
            void spoil(Path folder) throws Exception {
                Files.writeString(folder.resolve("key.pem"), "scratched");
            }
        },
        CERTIFICATE_LOST(Cause.CERT_MISSING) {
            @Override
            void spoil(Path folder) throws Exception {
                Files.delete(folder.resolve("certificate.pem"));
            }
        },
        CERTIFICATE_SCRATCHED(Cause.CERT_MISSING) {
            @Override
            void spoil(Path folder) throws Exception {
                Files.writeString(folder.resolve("certificate.pem"), "-----BEGIN CERTIFICATE-----");
            }
        },
        ANOTHER_KEY(Cause.CERT_KEY_MISMATCH) {
            @Override
            void spoil(Path folder) throws Exception {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                write(folder, generator.generateKeyPair());
            }
        },
        SHORT_RSA_KEY(Cause.CERT_WEAK_ALG) {
            @Override
            void spoil(Path folder) throws Exception {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(1024);
                write(folder, generator.generateKeyPair());
            }
        };

        private final Cause cause;

        Spoilt(Cause cause) {
            this.cause = cause;
        }

        abstract void spoil(Path folder) throws Exception;

        private static void write(Path folder, KeyPair pair) throws Exception {
            ByteArrayOutputStream pem = new ByteArrayOutputStream();
            pem.writeBytes(Certificates.pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            pem.writeBytes(Certificates.pem("PUBLIC KEY", pair.getPublic().getEncoded()));
            Files.write(folder.resolve("key.pem"), pem.toByteArray());
        }
    }

    @ParameterizedTest
    @EnumSource(Spoilt.class)
    void whatIsWrongWithKeyOrCertificateIsToldAndTheSameBillIsSignedWhenItIsMended(Spoilt spoilt) throws Exception {
        byte[] key = Files.readAllBytes(folder.resolve("key.pem"));
        byte[] certificate = Files.readAllBytes(folder.resolve("certificate.pem"));
        spoilt.spoil(folder);
        till.reopen();

        IssuedBill issued = till.terminal.issue(TestBills.sale(100));

        assertThat(issued.unsignedFor()).contains(spoilt.cause);
        assertThat(StatusReport.of(folder).unsignedFor()).contains(spoilt.cause);
        assertThat(Slip.text(issued, till.terminal.stateOf(1))).contains("Signed later, once mended");
        assertThat(till.deliver(ONCE).delivered()).isEqualTo(1);
        SignedBill sent = till.platform.received.get(0);
        assertThat(sent.signature()).isEmpty();
        assertThat(sent.cause()).contains(spoilt.cause.code());
        Files.write(folder.resolve("key.pem"), key);
        Files.write(folder.resolve("certificate.pem"), certificate);
        till.reopen();
        till.platform.heartbeat = Map.of("unsigned", List.of(Map.of("series", 3, "from", 1, "to", 1)));

        assertThat(till.terminal.resign(till.terminal.heartbeat())).isEqualTo(1);

        SignedBill again = till.platform.received.get(1);
        assertThat(again.payload()).isEqualTo(sent.payload());
        assertThat(again.parts()).hasSameSizeAs(sent.parts());
        assertThat(again.signature()).isPresent();
        assertThat(till.terminal.stateOf(1).receipt())
                .hasValueSatisfying(r -> assertThat(r.status().name()).isEqualTo("SIGNED"));
        till.reopen();
        assertThat(till.terminal.stateOf(1).receipt())
                .hasValueSatisfying(r -> assertThat(r.status().name()).isEqualTo("SIGNED"));
    }

    @Test
    void nothingIsSignedAnewThatThisDirectoryHasNotIssued() {
        till.issue(1);
        till.deliver(ONCE);
        till.platform.received.clear();
        till.platform.heartbeat = Map.of(
                "unsigned",
                List.of(Map.of("series", 2, "from", 1, "to", 1), Map.of("series", 3, "from", 2, "to", 900_000)));

        assertThat(till.terminal.resign(till.terminal.heartbeat())).isZero();
        assertThat(till.platform.received).isEmpty();
        assertThatThrownBy(() -> till.terminal.resign(till.terminal.heartbeat(), folder))
                .isInstanceOfSatisfying(
                        TerminalException.class, e -> assertThat(e.trouble()).isEqualTo(Trouble.USAGE));
    }
}
