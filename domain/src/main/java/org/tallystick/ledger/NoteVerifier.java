package org.tallystick.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.tallystick.shared.FoundBefore;
import org.tallystick.shared.Sha256;

/**
 * The public side of a key that signs notes: of a log, or of a cosigner (a witness).
 *
 * <p>A log's key signs the note's text. A cosigner's key signs a time and the text, and its signature carries that time:
 * then, the tree head in the text was the largest it had seen of that log, and consistent with those before (C2SP
 * tlog-cosignature). A key for ML-DSA-44 signs a time and the tree head; here it is taken for a further key of the log that bears
 * its name. Two verifiers are equal if they are the same key under the same name. Thread-safe.
 */
public final class NoteVerifier {
    static final int ED25519 = 0x01;
    static final int COSIGNATURE = 0x04;
    static final int ML_DSA = 0x06;

    /** All receipts of an audit are proved by one checkpoint, and those of a page or a month by few. */
    private static final FoundBefore<Boolean> RIGHT = new FoundBefore<>(1_000);

    private final String name;
    private final int type;
    private final byte[] publicKey;
    private final byte[] typedKey;
    private final int keyId;
    private final BiPredicate<byte[], byte[]> algorithm;

    private NoteVerifier(String name, int type, byte[] publicKey) {
        NoteSignature.requireKeyName(name);
        this.name = name;
        this.type = type;
        this.publicKey = publicKey.clone();
        this.typedKey = typedKey(type, publicKey);
        this.keyId = ByteBuffer.wrap(Sha256.of(utf8(name + "\n"), typedKey)).getInt();
        this.algorithm = algorithm(type, publicKey);
    }

    private static BiPredicate<byte[], byte[]> algorithm(int type, byte[] publicKey) {
        switch (type) {
            case ED25519, COSIGNATURE -> {
                if (publicKey.length != Ed25519.KEY_LENGTH) {
                    throw new LedgerFormatException("An Ed25519 public key must be 32 bytes long");
                }
                PublicKey key = Ed25519.STANDARD.publicKey(publicKey);
                return (message, signature) -> Ed25519.STANDARD.verify(key, message, signature);
            }
            case ML_DSA -> {
                MLDSAPublicKeyParameters key = MlDsa.publicKey(publicKey);
                return (message, signature) -> MlDsa.verify(key, message, signature);
            }
            default ->
                throw new LedgerFormatException("Only Ed25519 keys of type 1 (log) and 4 (cosigner), and ML-DSA-44"
                        + " keys of type 6 are supported");
        }
    }

    static NoteVerifier ofLog(String name, byte[] publicKey) {
        return new NoteVerifier(name, ED25519, publicKey);
    }

    static NoteVerifier ofCosigner(String name, byte[] publicKey) {
        return new NoteVerifier(name, COSIGNATURE, publicKey);
    }

    static NoteVerifier ofMlDsa(String name, byte[] publicKey) {
        return new NoteVerifier(name, ML_DSA, publicKey);
    }

    /**
     * Reads a verifier key as it is published: {@code name+hex key id+base64 key}.
     *
     * @throws LedgerFormatException if it is not exactly that, or name, id and key do not belong together
     */
    public static NoteVerifier parse(String vkey) {
        String[] parts = vkey.split("\\+", 3);
        if (parts.length < 3) {
            throw new LedgerFormatException("A verifier key must be a name, a key id and a key with '+' between them");
        }
        byte[] typedKey = Base64Text.decode(parts[2], "key");
        if (typedKey.length == 0) {
            throw new LedgerFormatException("The key must not be empty");
        }
        byte[] publicKey = Arrays.copyOfRange(typedKey, 1, typedKey.length);
        NoteVerifier verifier = new NoteVerifier(parts[0], typedKey[0], publicKey);
        if (!verifier.vkey().equals(vkey)) {
            throw new LedgerFormatException(
                    "The key id does not belong to this name and key; compare with the original");
        }
        return verifier;
    }

    public String name() {
        return name;
    }

    /** First four bytes of SHA-256 over name, type and key, big-endian. */
    public int keyId() {
        return keyId;
    }

    /** The text that {@link #parse(String)} reads. */
    public String vkey() {
        return "%s+%08x+%s".formatted(name, keyId, Base64Text.encode(typedKey));
    }

    /** Whether this is a witness's key rather than a log's. */
    public boolean isCosigner() {
        return type == COSIGNATURE;
    }

    /** Whether it is the same key, under whatever name. */
    boolean hasSamePublicKey(NoteVerifier other) {
        return Arrays.equals(publicKey, other.publicKey);
    }

    /**
     * @param text of the note, with its final line feed
     * @param signature what follows the key id in the signature line
     */
    public boolean verify(byte[] text, byte[] signature) {
        if (type == ED25519) {
            return isRight(text, signature);
        }
        if (signature.length <= Long.BYTES) {
            return false;
        }
        long seconds = ByteBuffer.wrap(signature).getLong();
        byte[] signed = Arrays.copyOfRange(signature, Long.BYTES, signature.length);
        try {
            return seconds >= earliest() && isRight(timed(seconds, text), signed);
        } catch (LedgerFormatException noCheckpoint) {
            return false;
        }
    }

    private boolean isRight(byte[] message, byte[] signature) {
        return RIGHT.about(() -> algorithm.test(message, signature), typedKey, message, signature);
    }

    /** Under ML-DSA zero means that no time is stated. */
    private long earliest() {
        return type == ML_DSA ? 0 : 1;
    }

    private byte[] timed(long seconds, byte[] text) {
        return isCosigner()
                ? cosigned(seconds, text)
                : MlDsa.signed(name, seconds, Checkpoint.parse(new String(text, StandardCharsets.UTF_8)));
    }

    /** Whether a signature line is this key's, and right. */
    public boolean hasSigned(NoteSignature line, byte[] text) {
        return line.isBy(this) && verify(text, line.signature());
    }

    /**
     * @param signature that {@link #verify} accepted
     * @return when the signer says it saw the tree head; empty for a log's Ed25519 key
     */
    public Optional<Instant> statedTime(byte[] signature) {
        return type == ED25519
                ? Optional.empty()
                : Optional.of(ByteBuffer.wrap(signature).getLong())
                        .filter(seconds -> seconds > 0)
                        .map(Instant::ofEpochSecond);
    }

    /** The bytes under a cosignature. */
    static byte[] cosigned(long seconds, byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(utf8("cosignature/v1\ntime " + seconds + "\n"));
        out.writeBytes(text);
        return out.toByteArray();
    }

    private static byte[] typedKey(int type, byte[] publicKey) {
        return ByteBuffer.allocate(1 + publicKey.length)
                .put((byte) type)
                .put(publicKey)
                .array();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteVerifier verifier && vkey().equals(verifier.vkey());
    }

    @Override
    public int hashCode() {
        return keyId;
    }

    @Override
    public String toString() {
        return vkey();
    }
}
