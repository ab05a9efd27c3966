package org.tallystick.enrolment.service;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.X509;
import org.tallystick.shared.service.PrivateFile;

/**
 * A directory of keys: one PKCS #12 file each, all under one random password in the file {@code password}, and a list of
 * their names in the file {@code inventory}. Of a key that lies elsewhere, in a device or in a safe, its certificate alone is here
 * ({@code .crt}, PEM).
 *
 * <p><b>Crashes.</b> Order of writing: password, key file, inventory, each atomically; a key is given out only when it is
 * in the inventory. So a key file without an inventory line was never used and is taken up; a name in the inventory
 * without its file, or key files without their password, mean that something was lost, and that is refused: making the key
 * anew would silently orphan everything signed with the old one.
 */
final class KeyFiles {
    private static final String STORE_TYPE = "PKCS12";
    private static final String SUFFIX = ".p12";
    private static final String CERTIFICATE = ".crt";
    private static final int PASSWORD_BYTES = 24;

    private final Path directory;
    private final SecureRandom random;

    KeyFiles(Path directory, SecureRandom random) {
        this.directory = directory;
        this.random = random;
    }

    /**
     * Names of all keys.
     *
     * @throws IllegalStateException if a key that was there once is missing
     */
    synchronized Set<String> names() {
        Set<String> present = present();
        Set<String> listed = inventory();
        for (String name : listed) {
            if (!present.contains(name)) {
                throw new IllegalStateException("The key file " + file(name)
                        + " is missing although it has been in use. Restore it from the backup of the data directory;"
                        + " it is not made anew, because nobody could then tell old signatures from forged ones.");
            }
        }
        return present;
    }

    /** @return the entry, now in the inventory; nothing if there is no such key, or not here */
    synchronized Optional<KeyStore.Entry> read(String name) {
        if (!names().contains(name) || !Files.exists(file(name))) {
            return Optional.empty();
        }
        KeyStore.Entry entry = open(name);
        enlist(name);
        return Optional.of(entry);
    }

    /** Adds a key. Existing keys are never replaced. */
    synchronized void write(String name, KeyStore.Entry entry) {
        if (names().contains(name)) {
            throw new IllegalStateException("The key file " + file(name) + " exists already");
        }
        PrivateFile.createDirectory(directory);
        char[] password = password();
        try {
            KeyStore store = isSm2(entry) ? sm2Store() : KeyStore.getInstance(STORE_TYPE);
            store.load(null, null);
            store.setEntry(name, entry, new KeyStore.PasswordProtection(password));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, password);
            PrivateFile.write(file(name), bytes.toByteArray());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The key file " + file(name) + " cannot be written", e);
        } finally {
            Arrays.fill(password, ' ');
        }
        enlist(name);
    }

    /** The certificate of a key that lies elsewhere; nothing if the key itself is here, or nowhere. */
    synchronized Optional<X509Certificate> elsewhere(String name) {
        if (Files.exists(file(name)) || !Files.exists(certificateFile(name))) {
            return Optional.empty();
        }
        return Optional.of(Pem.certificate(text(certificateFile(name))));
    }

    /** Adds the certificate of a key that lies elsewhere. */
    synchronized void write(String name, X509Certificate certificate) {
        if (names().contains(name)) {
            throw new IllegalStateException("There is a key " + name + " already");
        }
        PrivateFile.createDirectory(directory);
        PrivateFile.write(certificateFile(name), Pem.of(certificate).getBytes(StandardCharsets.US_ASCII));
        enlist(name);
    }

    /** Leaves the certificate alone: from now on the key lies elsewhere. */
    synchronized void remove(String name, X509Certificate certificate) {
        PrivateFile.write(certificateFile(name), Pem.of(certificate).getBytes(StandardCharsets.US_ASCII));
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file(name) + " cannot be deleted: delete it by hand", e);
        }
    }

    private KeyStore.Entry open(String name) {
        char[] password = password();
        try {
            KeyStore.Entry entry = open(name, password);
            if (entry == null) {
                throw new IllegalStateException(
                        "The key file " + file(name) + " holds no key of that name; restore it from the backup");
            }
            return entry;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(
                    "The key file " + file(name) + " cannot be opened with " + passwordFile()
                            + ": the two belong together. Restore both from the same backup.",
                    e);
        } finally {
            Arrays.fill(password, ' ');
        }
    }

    /** The JDK cannot read a file with a key for SM2. */
    private KeyStore.@Nullable Entry open(String name, char[] password) throws GeneralSecurityException, IOException {
        byte[] content = Files.readAllBytes(file(name));
        try {
            return open(KeyStore.getInstance(STORE_TYPE), content, name, password);
        } catch (GeneralSecurityException | IOException e) {
            try {
                return open(sm2Store(), content, name, password);
            } catch (GeneralSecurityException | IOException notSm2Either) {
                throw e;
            }
        }
    }

    private static KeyStore.@Nullable Entry open(KeyStore store, byte[] content, String name, char[] password)
            throws GeneralSecurityException, IOException {
        store.load(new ByteArrayInputStream(content), password);
        return store.getEntry(name, new KeyStore.PasswordProtection(password));
    }

    /** A file for keys that the JDK does not know. */
    static KeyStore sm2Store() throws GeneralSecurityException {
        return KeyStore.getInstance("PKCS12-AES256-AES128", X509.smProvider());
    }

    private static boolean isSm2(KeyStore.Entry entry) {
        return entry instanceof KeyStore.PrivateKeyEntry key
                && X509.isSm2(key.getCertificate().getPublicKey());
    }

    private char[] password() {
        Path file = passwordFile();
        if (!Files.exists(file)) {
            if (!present().isEmpty()) {
                throw new IllegalStateException(
                        "The file " + file + " is missing, without which the keys in " + directory
                                + " cannot be opened. Restore it from the backup; no new keys are made over old ones.");
            }
            byte[] bits = new byte[PASSWORD_BYTES];
            random.nextBytes(bits);
            PrivateFile.write(file, Base64Url.encode(bits).getBytes(StandardCharsets.US_ASCII));
        }
        return text(file).strip().toCharArray();
    }

    private void enlist(String name) {
        Set<String> names = inventory();
        if (names.add(name)) {
            PrivateFile.write(inventoryFile(), (String.join("\n", names) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private Set<String> inventory() {
        return Files.exists(inventoryFile())
                ? text(inventoryFile())
                        .lines()
                        .filter(line -> !line.isBlank())
                        .collect(Collectors.toCollection(TreeSet::new))
                : new TreeSet<>();
    }

    private Set<String> present() {
        if (!Files.isDirectory(directory)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX) || name.endsWith(CERTIFICATE))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + directory + " cannot be read: check its owner", e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read: check its owner", e);
        }
    }

    private Path file(String name) {
        return directory.resolve(name + SUFFIX);
    }

    private Path certificateFile(String name) {
        return directory.resolve(name + CERTIFICATE);
    }

    private Path passwordFile() {
        return directory.resolve("password");
    }

    private Path inventoryFile() {
        return directory.resolve("inventory");
    }
}
