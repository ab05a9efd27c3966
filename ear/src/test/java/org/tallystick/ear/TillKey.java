package org.tallystick.ear;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.X509;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;

/** The key and certificate that the terminal library keeps in a state directory, for tests that make messages themselves. Thread-safe. */
public final class TillKey {
    private static final SignatureSuite SUITE = SignatureSuite.best();

    private final SignatureAlgorithm algorithm;
    private final PrivateKey key;
    private final byte[] thumbprint;

    private TillKey(Path state, SignatureAlgorithm algorithm) {
        this.algorithm = algorithm;
        this.key = SUITE.privateKey(algorithm, pem(state.resolve("key.pem")));
        this.thumbprint = Sha256.of(certificate(state.resolve("certificate.pem")));
    }

    /** @param state directory of an enrolled terminal */
    public static TillKey of(Path state, SignatureAlgorithm algorithm) {
        return new TillKey(state, algorithm);
    }

    /** SHA-256 of the certificate. */
    byte[] thumbprint() {
        return thumbprint.clone();
    }

    /** A protected header as it must be, to be changed at will. */
    public Map<String, Object> header(String typ, Instant signedAt, String audience) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", algorithm.jose());
        header.put("typ", typ);
        header.put("x5t#S256", Base64Url.encode(thumbprint));
        header.put("iat", signedAt.getEpochSecond());
        header.put("aud", audience);
        return header;
    }

    /** Signs a payload under a header. */
    public JwsEntry sign(byte[] payload, Map<String, Object> header) {
        var unsigned = new JwsEntry(Base64Url.encode(JsonWriter.write(header)), "");
        byte[] signature = SUITE.sign(key, algorithm, unsigned.signingInput(Base64Url.encode(payload)));
        return new JwsEntry(unsigned.protectedHeader(), Base64Url.encode(signature));
    }

    private static byte[] pem(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.US_ASCII);
            String label = "PRIVATE KEY-----";
            int begin = text.indexOf(label) + label.length();
            return Base64.getMimeDecoder().decode(text.substring(begin, text.indexOf("-----END", begin)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] certificate(Path file) {
        try {
            return X509.parseAll(Files.readAllBytes(file)).get(0).getEncoded();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
