package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.shared.service.Settings;

/**
 * The platform's keys (THREATS.md section 5), in {@code <data-dir>/keys}. Keys of one purpose are numbered from 1; the
 * highest number is the one in use, older ones stay for what they have sealed. Of a key that lies in a device (PKCS #11) or was
 * taken away, the certificate is there.
 *
 * <p>Thread-safe. A key, once read, stays in memory: asking costs a map look-up.
 *
 * @throws IllegalStateException from every method if a key has been lost (see {@link KeyFiles})
 */
@ApplicationScoped
@PermitAll
public class KeyVault {
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(1);
    private static final String PARTS = "parts-1";
    private static final String FALLBACK = "fallback-1";
    private static final int SECRET_BYTES = 32;
    private static final Pattern AUTHORITY = Pattern.compile("(root(-sm2)?|[a-z]+-ca(-.+)?)-[0-9]{1,6}");

    private final KeyFiles files;
    private final Optional<KeyDevice> device;
    private final SecureRandom random;
    private final Map<String, SecretKey> secrets = new ConcurrentHashMap<>();
    private final Map<String, VaultKey> keys = new ConcurrentHashMap<>();
    /** Of keys in files, by name: to open a file takes 30,000 rounds of a hash, also for what is no secret. */
    private final Map<String, X509Certificate> certificates = new ConcurrentHashMap<>();
    /** Certificates never change; names by thumbprint. */
    private final Map<String, String> known = new ConcurrentHashMap<>();

    /** Where a key lies. */
    enum Place {
        /** In its file, and in memory. */
        FILE,
        /** In the device for keys, which gives it to nobody. */
        DEVICE,
        /** Not on this server. */
        AWAY
    }

    @Inject
    KeyVault(Settings settings) {
        this(
                settings.dataDir().resolve("keys"),
                new SecureRandom(),
                KeyDeviceSettings.of(settings)
                        .map(device -> new KeyDevice(
                                device, settings.durationUpTo("tallystick.hsm.patience", LONGEST_PATIENCE))));
    }

    KeyVault(Path directory, SecureRandom random) {
        this(directory, random, Optional.empty());
    }

    KeyVault(Path directory, SecureRandom random, Optional<KeyDevice> device) {
        this.files = new KeyFiles(directory, random);
        this.device = device;
        this.random = random;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected KeyVault() {
        this.files = null;
        this.device = null;
        this.random = null;
    }

    /** AES-256 key that wraps the data keys of receipts' parts; version 1. Made when first asked for. */
    public SecretKey partsKey() {
        return secret(PARTS);
    }

    /** HMAC key from which terminals' fallback secrets are derived. */
    SecretKey fallbackKey() {
        return secret(FALLBACK);
    }

    /** Name of the key of this purpose with the highest number. */
    Optional<String> newestName(String purpose) {
        OptionalInt number = newestNumber(purpose);
        return number.isEmpty() ? Optional.empty() : Optional.of(purpose + "-" + number.getAsInt());
    }

    /** The key of this purpose with the highest number. */
    Optional<VaultKey> newest(String purpose) {
        return newestName(purpose).map(this::key);
    }

    /** Names of this purpose's keys, the oldest first. */
    List<String> names(String purpose) {
        return files.names().stream()
                .filter(name -> name.matches(Pattern.quote(purpose) + "-[0-9]{1,6}"))
                .sorted(Comparator.comparingInt(name -> Integer.parseInt(name.substring(purpose.length() + 1))))
                .toList();
    }

    /** Reads the key from its file, or asks the device for it, when it is next wanted: it may have been restored. */
    void forget(String name) {
        keys.remove(name);
        certificates.remove(name);
    }

    /** The authority's key, also an older one, whose certificate has this thumbprint; nothing if it is not here. */
    Optional<VaultKey> authority(String thumbprint) {
        return nameOf(thumbprint)
                .filter(name -> AUTHORITY.matcher(name).matches() && place(name) != Place.AWAY)
                .map(this::key);
    }

    /** Under which name the key of this certificate is kept, here or elsewhere. */
    Optional<String> nameOf(String thumbprint) {
        if (!known.containsKey(thumbprint)) {
            files.names().forEach(name -> certificate(name)
                    .ifPresent(certificate -> known.put(StoredCertificate.thumbprint(certificate), name)));
        }
        return Optional.ofNullable(known.get(thumbprint));
    }

    /** The certificate of a key, also of one that is not here. */
    Optional<X509Certificate> certificate(String name) {
        return Optional.ofNullable(keys.get(name))
                .map(VaultKey::certificate)
                .or(() -> files.elsewhere(name))
                .or(() -> files.names().contains(name) ? Optional.ofNullable(certificates.get(name)) : Optional.empty())
                .or(() -> entry(name).map(VaultKey::certificate));
    }

    Place place(String name) {
        if (files.elsewhere(name).isEmpty()) {
            return Place.FILE;
        }
        return device.isPresent() && !name.startsWith("root-") ? Place.DEVICE : Place.AWAY;
    }

    /** Whether there is a device for keys. */
    boolean hasDevice() {
        return device.isPresent();
    }

    /** Whether new keys of this purpose are made in the device. */
    boolean inDevice(String purpose) {
        return device.filter(present -> present.holds(purpose)).isPresent();
    }

    /** Adds a key under the purpose's next number. */
    void add(String purpose, VaultKey key) {
        String name = nextName(purpose);
        files.write(name, new KeyStore.PrivateKeyEntry(key.privateKey(), new Certificate[] {key.certificate()}));
        certificates.put(name, key.certificate());
    }

    /** Makes a key in the device under the purpose's next number. */
    VaultKey makeInDevice(String purpose, Function<PublicKey, X509Certificate> certify) {
        KeyDevice present =
                device.orElseThrow(() -> new IllegalStateException("There is no device for keys (PKCS #11) here"));
        String name = nextName(purpose);
        VaultKey made = present.make(name, certify);
        files.write(name, made.certificate());
        return present.key(name, made.certificate());
    }

    /** Leaves of a key its certificate only: whoever has the key has it elsewhere. */
    void remove(String name) {
        VaultKey key = key(name);
        files.remove(name, key.certificate());
        keys.remove(name);
    }

    /** Connects to the device again if any of its keys does not sign any more, or there is no connection. */
    void tend() {
        device.ifPresent(present -> {
            boolean sound = present.isConnected()
                    && keys.values().stream()
                            .filter(key -> key.device().isPresent())
                            .allMatch(present::signs);
            if (!sound) {
                keys.values().removeIf(key -> key.device().isPresent());
                present.reconnect();
            }
        });
    }

    private String nextName(String purpose) {
        return purpose + "-" + (newestNumber(purpose).orElse(0) + 1);
    }

    private OptionalInt newestNumber(String purpose) {
        String prefix = purpose + "-";
        return files.names().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .filter(rest -> rest.matches("[0-9]{1,6}"))
                .mapToInt(Integer::parseInt)
                .max();
    }

    /** @throws IllegalStateException if it is not here, or the device does not answer */
    VaultKey key(String name) {
        VaultKey held = keys.get(name);
        if (held != null) {
            return held;
        }
        VaultKey found = files.elsewhere(name)
                .map(certificate -> fromDevice(name, certificate))
                .or(() -> entry(name))
                .orElseThrow(() ->
                        new IllegalStateException("Key " + name + " is not a private key; restore it from the backup"));
        keys.put(name, found);
        return found;
    }

    private VaultKey fromDevice(String name, X509Certificate certificate) {
        if (place(name) == Place.AWAY) {
            throw new IllegalStateException(
                    "The key " + name + " is not on this server: it has been taken away, or lies"
                            + " in a device that tallystick.hsm.library does not name");
        }
        return device.orElseThrow().key(name, certificate);
    }

    private Optional<VaultKey> entry(String name) {
        Optional<VaultKey> found = files.read(name)
                .filter(KeyStore.PrivateKeyEntry.class::isInstance)
                .map(KeyStore.PrivateKeyEntry.class::cast)
                .filter(entry -> entry.getCertificate() instanceof X509Certificate)
                .map(entry -> new VaultKey(entry.getPrivateKey(), (X509Certificate) entry.getCertificate()));
        found.ifPresent(key -> certificates.put(name, key.certificate()));
        return found;
    }

    private SecretKey secret(String name) {
        return secrets.computeIfAbsent(name, missing -> files.read(missing)
                .filter(KeyStore.SecretKeyEntry.class::isInstance)
                .map(entry -> ((KeyStore.SecretKeyEntry) entry).getSecretKey())
                .orElseGet(() -> createSecret(missing)));
    }

    private SecretKey createSecret(String name) {
        byte[] bits = new byte[SECRET_BYTES];
        random.nextBytes(bits);
        SecretKey secret = new SecretKeySpec(bits, "AES");
        files.write(name, new KeyStore.SecretKeyEntry(secret));
        return secret;
    }
}
