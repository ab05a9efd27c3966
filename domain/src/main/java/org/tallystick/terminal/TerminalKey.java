package org.tallystick.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.tallystick.shared.Base64Url;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;

/**
 * The terminal's own key pair, made in its state directory and never leaving it: {@code key.pem}, mode 600, with the
 * private key in PKCS#8 and the public key beside it.
 */
final class TerminalKey {
    static final String FILE = "key.pem";

    /** What a broken key may be without being weak. */
    private static final Set<AlgorithmIdentifier> STRONG = Set.of(
            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1),
            new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519));

    private final SignatureSuite suite;
    private final PrivateKey privateKey;
    private final PublicKey publicKey;
    private final SignatureAlgorithm algorithm;

    private TerminalKey(SignatureSuite suite, PrivateKey privateKey, PublicKey publicKey) {
        this.suite = suite;
        this.privateKey = privateKey;
        this.publicKey = publicKey;
        this.algorithm = SignatureAlgorithm.of(publicKey);
    }

    /** The key of this directory, made now if there is none; an existing one must be of the algorithm asked for. */
    static TerminalKey createOrLoad(StateDirectory state, SignatureSuite suite, SignatureAlgorithm algorithm) {
        TerminalKey key = createOrLoad(state, FILE, suite, algorithm);
        if (key.algorithm != algorithm) {
            throw new TerminalException(
                    Trouble.USAGE,
                    "The directory already has a key for %s. Leave --algorithm out, or use a new directory."
                            .formatted(key.algorithm.jose()));
        }
        return key;
    }

    /** The key in this file, durable before anybody can use it. */
    static TerminalKey createOrLoad(
            StateDirectory state, String file, SignatureSuite suite, SignatureAlgorithm algorithm) {
        if (state.read(file).isEmpty()) {
            KeyPair pair = suite.generate(algorithm);
            ByteArrayOutputStream pem = new ByteArrayOutputStream();
            pem.writeBytes(Certificates.pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            pem.writeBytes(Certificates.pem("PUBLIC KEY", pair.getPublic().getEncoded()));
            state.write(file, pem.toByteArray());
        }
        return load(state, file, suite);
    }

    /** {@link Trouble#DAMAGED} if the key cannot be used: bills are then issued without a signature. */
    static TerminalKey load(StateDirectory state, SignatureSuite suite) {
        return load(state, FILE, suite);
    }

    private static TerminalKey load(StateDirectory state, String file, SignatureSuite suite) {
        try {
            String pem = new String(state.read(file).orElseThrow(), US_ASCII);
            PublicKey publicKey = suite.publicKey(block(pem, "PUBLIC KEY").orElseThrow());
            byte[] pkcs8 = block(pem, "PRIVATE KEY").orElseThrow();
            return new TerminalKey(suite, suite.privateKey(SignatureAlgorithm.of(publicKey), pkcs8), publicKey);
        } catch (RuntimeException e) {
            throw new TerminalException(
                    Trouble.DAMAGED,
                    "The terminal's key %s cannot be used%s. Restore it, or enrol into a new directory."
                            .formatted(state.file(file), isWeak(state, suite) ? ": its algorithm is too weak" : ""),
                    e);
        }
    }

    /** Whether {@code key.pem} holds a well-formed key of an algorithm or a curve that nobody takes here, such as an imported RSA key. */
    static boolean isWeak(StateDirectory state, SignatureSuite suite) {
        try {
            byte[] spki = state.read(FILE)
                    .flatMap(pem -> block(new String(pem, US_ASCII), "PUBLIC KEY"))
                    .orElse(new byte[0]);
            AlgorithmIdentifier algorithm =
                    SubjectPublicKeyInfo.getInstance(spki).getAlgorithm();
            return !STRONG.contains(algorithm) && !isTaken(suite, spki);
        } catch (RuntimeException isNone) {
            return false;
        }
    }

    private static boolean isTaken(SignatureSuite suite, byte[] spki) {
        try {
            suite.publicKey(spki);
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    SignatureAlgorithm algorithm() {
        return algorithm;
    }

    PublicKey publicKey() {
        return publicKey;
    }

    PrivateKey privateKey() {
        return privateKey;
    }

    /** Signs a payload under a header for this key, and verifies before anybody sees it (FAILURES.md 12). */
    JwsEntry sign(BillHeader header, String typ, String payloadB64) {
        String protectedHeader = header.encode(typ);
        byte[] input = new JwsEntry(protectedHeader, "").signingInput(payloadB64);
        byte[] signature = suite.sign(privateKey, algorithm, input);
        if (!suite.verify(publicKey, algorithm, input, signature)) {
            throw new IllegalStateException("The key made a signature that does not verify");
        }
        return new JwsEntry(protectedHeader, Base64Url.encode(signature));
    }

    /** Whether this key made the signature. */
    boolean signed(JwsEntry entry, String payloadB64) {
        return suite.verify(publicKey, algorithm, entry.signingInput(payloadB64), entry.signatureBytes());
    }

    private static Optional<byte[]> block(String pem, String label) {
        Matcher matcher = Pattern.compile(
                        "-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]+)-----END " + label + "-----")
                .matcher(pem);
        return matcher.find() ? Optional.of(Base64.getMimeDecoder().decode(matcher.group(1))) : Optional.empty();
    }
}
