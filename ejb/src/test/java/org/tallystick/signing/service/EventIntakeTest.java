package org.tallystick.signing.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.Test;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.enrolment.TerminalSubject;
import org.tallystick.enrolment.service.CertificateDirectory;
import org.tallystick.enrolment.service.CertifiedKey;
import org.tallystick.enrolment.service.SignedEvent;
import org.tallystick.enrolment.service.TerminalEvents;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.service.Settings;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;

class EventIntakeTest {
    private static final String AUDIENCE = "tallystick:test";
    private static final byte[] THUMBPRINT = new byte[32];
    private static final byte[] PAYLOAD = "{\"version\":1}".getBytes(StandardCharsets.UTF_8);

    private final SignatureSuite suite = SignatureSuite.bouncyCastle();
    private final KeyPair pair = suite.generate(SignatureAlgorithm.ES256);
    private final List<SignedEvent> accepted = new ArrayList<>();
    private final EventIntake intake =
            new EventIntake(new SignatureCheck(directory(), null, suite, settings()), events(), unlimited());

    @Test
    void aVerifiedEventIsHandedOnWithItsSigner() {
        assertThat(intake.accept(message(Typ.EVENT, AUDIENCE, THUMBPRINT))).containsEntry("ok", true);

        assertThat(accepted).singleElement().satisfies(event -> {
            assertThat(event.payload()).isEqualTo(PAYLOAD);
            assertThat(event.signer().subject().terminalNo()).isEqualTo("33100001");
            assertThat(SignedBill.parse(event.envelope()).payload()).isEqualTo(PAYLOAD);
        });
    }

    @Test
    void nothingElseIsRead() {
        assertThat(refusal(message(Typ.BILL, AUDIENCE, THUMBPRINT))).isEqualTo(ProblemType.HEADER_INVALID);
        assertThat(refusal(message(Typ.EVENT, "tallystick:other", THUMBPRINT))).isEqualTo(ProblemType.HEADER_INVALID);
        byte[] unknown = THUMBPRINT.clone();
        unknown[0] = 1;
        assertThat(refusal(message(Typ.EVENT, AUDIENCE, unknown))).isEqualTo(ProblemType.CERTIFICATE_UNKNOWN);
        assertThat(refusal(new SignedBill(PAYLOAD, "e30", Optional.empty(), List.of(), Optional.empty()).toJson()))
                .isEqualTo(ProblemType.SIGNATURE_MISSING);
        assertThat(refusal("[]".getBytes(StandardCharsets.UTF_8))).isEqualTo(ProblemType.MALFORMED);
        assertThat(accepted).isEmpty();
    }

    @Test
    void aSignatureOverAnotherPayloadIsInvalid() {
        SignedBill good = SignedBill.parse(message(Typ.EVENT, AUDIENCE, THUMBPRINT));
        byte[] swapped = SignedBill.of(
                        "{\"version\":2}".getBytes(StandardCharsets.UTF_8),
                        good.signature(),
                        List.of(),
                        Optional.empty())
                .toJson();
        assertThat(refusal(swapped)).isEqualTo(ProblemType.SIGNATURE_INVALID);
        assertThat(accepted).isEmpty();
    }

    private ProblemType refusal(byte[] body) {
        return catchThrowableOfType(Problem.class, () -> intake.accept(body)).type();
    }

    private byte[] message(String typ, String audience, byte[] thumbprint) {
        String header = new BillHeader(SignatureAlgorithm.ES256, thumbprint, 1_800_000_000L, audience).encode(typ);
        SignedBill unsigned = SignedBill.of(PAYLOAD, Optional.empty(), List.of(), Optional.empty());
        byte[] input = new JwsEntry(header, "").signingInput(unsigned.payloadB64());
        byte[] signature = suite.sign(pair.getPrivate(), SignatureAlgorithm.ES256, input);
        JwsEntry entry = new JwsEntry(header, org.tallystick.shared.Base64Url.encode(signature));
        return SignedBill.of(PAYLOAD, Optional.of(entry), List.of(), Optional.empty())
                .toJson();
    }

    private CertificateDirectory directory() {
        return new CertificateDirectory() {
            @Override
            public Optional<CertifiedKey> find(byte[] thumbprint) {
                TerminalSubject subject = new TerminalSubject("48523310", "852331054110001", "33100001", 1, "SN-1");
                return Arrays.equals(thumbprint, THUMBPRINT)
                        ? Optional.of(new CertifiedKey(
                                pair.getPublic().getEncoded(),
                                KeyAlgorithm.of(pair.getPublic()).jose(),
                                null,
                                "",
                                subject,
                                Optional.empty(),
                                false,
                                false,
                                false))
                        : Optional.empty();
            }
        };
    }

    private TerminalEvents events() {
        return new TerminalEvents() {
            @Override
            public Map<String, Object> accept(SignedEvent event) {
                accepted.add(event);
                return Map.of("ok", true);
            }
        };
    }

    private static IntakeLimits unlimited() {
        return new IntakeLimits() {
            @Override
            void signed(String terminalNo) {
                // No limit here.
            }
        };
    }

    private static Settings settings() {
        Config config = (Config) Proxy.newProxyInstance(
                EventIntakeTest.class.getClassLoader(),
                new Class<?>[] {Config.class},
                (proxy, method, arguments) -> Optional.of(AUDIENCE));
        ConfigProviderResolver.setInstance(new ConfigProviderResolver() {
            @Override
            public Config getConfig() {
                return config;
            }

            @Override
            public Config getConfig(ClassLoader loader) {
                return config;
            }

            @Override
            public ConfigBuilder getBuilder() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void registerConfig(Config other, ClassLoader loader) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void releaseConfig(Config other) {
                throw new UnsupportedOperationException();
            }
        });
        return new Settings();
    }
}
