package org.tallystick.ear;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Comparator;
import java.util.stream.Stream;

/** The file of the key that a server seals with, which somebody mixes up and puts right again. */
final class SealKeyFile {
    private final Path file;
    private final char[] password;
    private final byte[] right;

    private SealKeyFile(Path file, char[] password, byte[] right) {
        this.file = file;
        this.password = password;
        this.right = right;
    }

    /** Of the newest key. */
    static SealKeyFile of(ServerProcess server) throws IOException {
        Path keys = server.data().resolve("keys");
        try (Stream<Path> files = Files.list(keys)) {
            Path newest = files.filter(file -> file.getFileName().toString().matches("seal-\\d+\\.p12"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            char[] password = Files.readString(keys.resolve("password")).strip().toCharArray();
            return new SealKeyFile(newest, password, Files.readAllBytes(newest));
        }
    }

    /** Puts another private key beside the certificate. */
    void mixUp() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(right), password);
        String name = store.aliases().nextElement();
        Certificate[] chain = store.getCertificateChain(name);
        store.setKeyEntry(name, strange(), password, chain);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, password);
        Files.write(file, bytes.toByteArray());
    }

    void restore() throws IOException {
        Files.write(file, right);
    }

    private static PrivateKey strange() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair().getPrivate();
    }
}
