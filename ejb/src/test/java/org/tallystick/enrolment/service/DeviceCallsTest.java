package org.tallystick.enrolment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;

/** A device for keys that hangs: nobody waits for it longer than is set, and few wait at all. */
class DeviceCallsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final byte[] INPUT = {1, 2, 3};

    private final Device device = new Device();
    private final DeviceCalls calls = new DeviceCalls(PATIENCE);
    private final SignatureSuite suite = SignatureSuite.ofDevice(new DeviceProvider(device, calls));
    private final KeyPair pair = pair();

    @AfterEach
    void release() {
        device.gate.countDown();
    }

    @Test
    void whatADeviceSignsInTimeVerifies() throws Exception {
        device.gate.countDown();
        for (int i = 0; i < 3; i++) {
            byte[] signature = suite.sign(pair.getPrivate(), SignatureAlgorithm.ES256, INPUT);
            assertThat(SignatureSuite.bouncyCastle()
                            .verify(pair.getPublic(), SignatureAlgorithm.ES256, INPUT, signature))
                    .isTrue();
        }
    }

    @Test
    void oneThatHangsIsGivenUpAndTheNextKeySeals() {
        KeyBreaker breaker = new KeyBreaker("seal-1", Clock.systemUTC());
        Instant began = Clock.systemUTC().instant();
        for (int i = 0; i < 100; i++) {
            assertThat(breaker.sign(() -> suite.sign(pair.getPrivate(), SignatureAlgorithm.ES256, INPUT)))
                    .isEmpty();
        }
        assertThat(Duration.between(began, Clock.systemUTC().instant())).isLessThan(PATIENCE.multipliedBy(10));
        assertThat(breaker.openSince()).isPresent();
        assertThat(calls.hanging()).isEqualTo(1);

        device.gate.countDown();
        Awaitility.await().until(() -> calls.hanging() == 0);
        breaker.probe(() -> suite.sign(pair.getPrivate(), SignatureAlgorithm.ES256, INPUT));
        assertThat(breaker.openSince()).isEmpty();
    }

    @Test
    void probesKeepNoMoreThreadsThanAFew() {
        for (int i = 0; i < DeviceCalls.MOST_HANGING; i++) {
            assertThatThrownBy(() -> calls.call(device::hang)).hasMessageContaining("within");
        }
        assertThat(calls.hanging()).isEqualTo(DeviceCalls.MOST_HANGING);
        assertThatThrownBy(() -> calls.call(() -> "never asked"))
                .isInstanceOf(KeyDeviceFault.class)
                .hasMessageContaining("have not returned");
    }

    @Test
    void whatTheDeviceSaysIsHeard() {
        assertThatThrownBy(() -> calls.call(() -> {
                    throw new InvalidKeyException("no such key");
                }))
                .isInstanceOf(InvalidKeyException.class);
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs as the JDK does, but only once somebody opens its gate. */
    private static final class Device extends Provider {
        private static final long serialVersionUID = 1L;
        private final transient CountDownLatch gate = new CountDownLatch(1);

        Device() {
            super("Hanging", "1", "");
            for (String algorithm : new String[] {"SHA256withECDSA", "SHA256withECDSAinP1363Format"}) {
                putService(new Service(this, "Signature", algorithm, Slow.class.getName(), null, null) {
                    @Override
                    public Object newInstance(Object parameter) {
                        return new Slow(algorithm, Device.this);
                    }
                });
            }
        }

        private String hang() throws InterruptedException {
            gate.await();
            return "";
        }
    }

    private static final class Slow extends SignatureSpi {
        private final Signature signature;
        private final Device device;

        Slow(String algorithm, Device device) {
            this.device = device;
            try {
                signature = Signature.getInstance(algorithm, "SunEC");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            signature.initSign(key);
        }

        @Override
        protected void engineUpdate(byte b) throws SignatureException {
            signature.update(b);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) throws SignatureException {
            signature.update(bytes, offset, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            try {
                device.hang();
            } catch (InterruptedException e) {
                throw new SignatureException(e);
            }
            return signature.sign();
        }

        @Override
        protected void engineInitVerify(PublicKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected boolean engineVerify(byte[] bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        @SuppressWarnings("deprecation")
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        @SuppressWarnings("deprecation")
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
