package org.tallystick.enrolment.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.shared.service.Settings;

/**
 * The platform's keys (THREATS.md section 5), in {@code <data-dir>/keys}. Keys of one purpose are numbered from 1; the
 * highest number is the one in use, older ones stay for what they have sealed.
 *
 * <p>Thread-safe. A key, once read, stays in memory: asking costs a map look-up.
 *
 * @throws IllegalStateException from every method if a key has been lost (see {@link KeyFiles})
 */
@ApplicationScoped
@PermitAll
public class KeyVault {
    private static final String PARTS = "parts-1";
    private static final String FALLBACK = "fallback-1";
    private static final int SECRET_BYTES = 32;
    private static final Pattern AUTHORITY = Pattern.compile("(root(-sm2)?|[a-z]+-ca(-.+)?)-[0-9]{1,6}");

    private final KeyFiles files;
    private final SecureRandom random;
    private final Map<String, SecretKey> secrets = new ConcurrentHashMap<>();
    private final Map<String, VaultKey> keys = new ConcurrentHashMap<>();

    @Inject
    KeyVault(Settings settings) {
        this(settings.dataDir().resolve("keys"), new SecureRandom());
    }

    KeyVault(Path directory, SecureRandom random) {
        this.files = new KeyFiles(directory, random);
        this.random = random;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected KeyVault() {
        this.files = null;
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

    /** The key of this purpose with the highest number. */
    Optional<VaultKey> newest(String purpose) {
        OptionalInt number = newestNumber(purpose);
        return number.isEmpty() ? Optional.empty() : Optional.of(key(purpose + "-" + number.getAsInt()));
    }

    /** Reads the keys of this purpose from their files again when they are next asked for: one may have been restored. */
    void forget(String purpose) {
        keys.keySet().removeIf(name -> name.matches(Pattern.quote(purpose) + "-[0-9]{1,6}"));
    }

    /** The authority's key, also an older one, whose certificate has this thumbprint. */
    Optional<VaultKey> authority(String thumbprint) {
        return files.names().stream()
                .filter(name -> AUTHORITY.matcher(name).matches())
                .map(this::key)
                .filter(key -> StoredCertificate.thumbprint(key.certificate()).equals(thumbprint))
                .findFirst();
    }

    /** Adds a key under the purpose's next number. */
    void add(String purpose, VaultKey key) {
        int number = newestNumber(purpose).orElse(0) + 1;
        files.write(
                purpose + "-" + number,
                new KeyStore.PrivateKeyEntry(key.privateKey(), new Certificate[] {key.certificate()}));
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

    private VaultKey key(String name) {
        return keys.computeIfAbsent(name, missing -> {
            if (files.read(missing).orElseThrow() instanceof KeyStore.PrivateKeyEntry entry
                    && entry.getCertificate() instanceof X509Certificate certificate) {
                return new VaultKey(entry.getPrivateKey(), certificate);
            }
            throw new IllegalStateException("Key " + missing + " is not a private key; restore it from the backup");
        });
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
