package org.tallystick.enrolment.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A device that keeps keys and signs with them (PKCS #11), by the JDK's provider. Keys are made inside it, cannot be read, and are
 * found by their names. Thread-safe; signing takes no lock here, each thread has a session of its own.
 *
 * <p><b>Loss.</b> A connection that has failed stays so, as a library may remember that its token is gone. {@link #reconnect} opens
 * another; where the library itself is spent, from a copy of its file, which is a library that has never seen the loss: Java offers no
 * way to end one. One copy is made for each loss. A refused PIN is not tried again before it has changed: devices lock themselves.
 */
final class KeyDevice {
    private static final Logger LOG = Logger.getLogger(KeyDevice.class.getName());
    /** Hashes here, signs there: the raw form of JOSE is tried too, so that a device that cannot is found out at once. */
    private static final String TRIAL = "SHA256withECDSAinP1363Format";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(2);

    private final KeyDeviceSettings settings;
    private final DeviceCalls calls;
    /** Guarded by this, as is all that follows. */
    private Path library;

    private boolean worked;
    private int refusedPin;
    private volatile @Nullable Connection open;

    /** @param provider signs in time; {@code device} is what it asks */
    private record Connection(Provider provider, Provider device, KeyStore store) {}

    KeyDevice(KeyDeviceSettings settings) {
        this(settings, USUAL_PATIENCE);
    }

    /** @param patience how long the device may take for one answer */
    KeyDevice(KeyDeviceSettings settings, Duration patience) {
        this.calls = new DeviceCalls(patience);
        this.settings = settings;
        this.library = settings.library();
    }

    /** Whether new keys of this purpose are made in the device. */
    boolean holds(String purpose) {
        return settings.holds(purpose);
    }

    /**
     * The key of this name.
     *
     * @throws KeyDeviceFault if the device does not answer or has no such key
     */
    VaultKey key(String name, X509Certificate certificate) {
        Connection connection = connection();
        try {
            if (calls.call(() -> connection.store().getKey(name, null)) instanceof PrivateKey key) {
                return new VaultKey(key, certificate, Optional.of(connection.provider()));
            }
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            open = null;
            throw fault("does not give the key " + name, e);
        }
        open = null;
        throw new IllegalStateException(
                "The device for keys (PKCS #11) holds no key named " + name + ": restore it there, or retire that key");
    }

    /** Makes a key on P-256 in the device, for good, beside the certificate that is issued for it. */
    VaultKey make(String name, Function<PublicKey, X509Certificate> certify) {
        Connection connection = connection();
        try {
            if (calls.call(() -> connection.store().containsAlias(name))) {
                throw new IllegalStateException("The device for keys (PKCS #11) holds a key named " + name
                        + " already: it belongs to another installation. Use a token of its own for each");
            }
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", connection.device());
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = calls.call(generator::generateKeyPair);
            X509Certificate certificate = certify.apply(plain(pair.getPublic()));
            calls.call(() -> {
                connection.store().setKeyEntry(name, pair.getPrivate(), null, new Certificate[] {certificate});
                return name;
            });
            return new VaultKey(pair.getPrivate(), certificate, Optional.of(connection.provider()));
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            open = null;
            throw fault("makes no key", e);
        }
    }

    /** Whether a key of the device signs now. */
    boolean signs(VaultKey key) {
        try {
            Signature signature = Signature.getInstance(TRIAL, key.device().orElseThrow());
            signature.initSign(key.privateKey());
            signature.update(new byte[32]);
            return signature.sign().length == 64;
        } catch (GeneralSecurityException | ProviderException | KeyDeviceFault e) {
            return false;
        }
    }

    /** Whether there is a connection; it may have failed since. */
    boolean isConnected() {
        return open != null;
    }

    /** @throws KeyDeviceFault if the device still does not answer */
    synchronized void reconnect() {
        open = null;
        try {
            open = connect();
        } catch (KeyDeviceFault e) {
            if (!worked) {
                throw e;
            }
            worked = false;
            library = copy(library);
            open = connect();
        }
        LOG.info("The device for keys (PKCS #11) answers.");
    }

    private Connection connection() {
        Connection known = open;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            Connection made = open;
            if (made == null) {
                made = connect();
                open = made;
            }
            return made;
        }
    }

    private Connection connect() {
        char[] pin = settings.currentPin();
        try {
            if (refusedPin != 0 && refusedPin == Arrays.hashCode(pin)) {
                throw new KeyDeviceFault("The device for keys (PKCS #11) has refused this PIN. It is not tried"
                        + " again, as devices lock themselves: put the right one into tallystick.hsm.pin-file");
            }
            Connection connection = calls.call(() -> connect(pin.clone(), library));
            worked = true;
            refusedPin = 0;
            return connection;
        } catch (GeneralSecurityException | IOException | ProviderException | InvalidParameterException e) {
            if (isPin(e)) {
                refusedPin = Arrays.hashCode(pin);
            }
            throw fault("does not answer", e);
        } finally {
            Arrays.fill(pin, ' ');
        }
    }

    private Connection connect(char[] pin, Path file) throws GeneralSecurityException, IOException {
        try {
            Provider device = Security.getProvider("SunPKCS11")
                    .configure(settings.configuration("tallystick" + NUMBER.incrementAndGet(), file));
            KeyStore store = KeyStore.getInstance("PKCS11", device);
            store.load(null, pin);
            return new Connection(new DeviceProvider(device, calls), device, store);
        } finally {
            Arrays.fill(pin, ' ');
        }
    }

    private static boolean isPin(Throwable fault) {
        for (Throwable each = fault; each != null; each = each.getCause()) {
            if (each instanceof UnrecoverableKeyException
                    || each instanceof javax.security.auth.login.FailedLoginException) {
                return true;
            }
        }
        return false;
    }

    /** Java asks for the file at each connection: it stays until the next copy. */
    private Path copy(Path spent) {
        try {
            Path copy = Files.createTempFile("pkcs11-", ".so");
            copy.toFile().deleteOnExit();
            if (!spent.equals(settings.library())) {
                Files.deleteIfExists(spent);
            }
            return Files.copy(settings.library(), copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The library of the device for keys cannot be copied; restart the server", e);
        }
    }

    private static PublicKey plain(PublicKey key) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key.getEncoded()));
    }

    private static KeyDeviceFault fault(String what, Exception cause) {
        return new KeyDeviceFault("The device for keys (PKCS #11) " + what + ": " + reason(cause), cause);
    }

    private static String reason(Throwable fault) {
        Throwable last = fault;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.getClass().getSimpleName() + (last.getMessage() == null ? "" : " " + last.getMessage());
    }
}
