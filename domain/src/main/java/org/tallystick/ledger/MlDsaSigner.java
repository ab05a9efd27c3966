package org.tallystick.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;

/**
 * A log's further key, for ML-DSA-44: adds a line to a checkpoint that the log's Ed25519 key has signed (C2SP tlog-checkpoint
 * recommends it). Who does not know the key ignores the line. Thread-safe.
 */
public final class MlDsaSigner {
    /** Bytes of the seed, which is the private key (FIPS 204, section 3.6.3). */
    public static final int SEED_LENGTH = MlDsa.SEED_LENGTH;

    private final MLDSAPrivateKeyParameters key;
    private final NoteVerifier verifier;

    private MlDsaSigner(MLDSAPrivateKeyParameters key, NoteVerifier verifier) {
        this.key = key;
        this.verifier = verifier;
    }

    /** @param name of the key, which is the log's origin */
    public static MlDsaSigner fromSeed(String name, byte[] seed) {
        MLDSAPrivateKeyParameters key = MlDsa.privateKey(seed);
        return new MlDsaSigner(key, NoteVerifier.ofMlDsa(name, key.getPublicKey()));
    }

    public NoteVerifier verifier() {
        return verifier;
    }

    /**
     * Signs the tree head of a checkpoint, and verifies what was signed.
     *
     * @param note the signed checkpoint
     * @param time now, after 1970; kept in whole seconds
     * @return the note with one more line
     */
    public byte[] addTo(byte[] note, Instant time) {
        SignedNote signed = SignedNote.parse(note);
        long seconds = time.getEpochSecond();
        if (seconds <= 0) {
            throw new IllegalArgumentException("A signature of this kind must state a time after 1970");
        }
        byte[] message = MlDsa.signed(verifier.name(), seconds, Checkpoint.parse(signed.text()));
        byte[] signature = MlDsa.sign(key, message);
        byte[] timed = ByteBuffer.allocate(Long.BYTES + signature.length)
                .putLong(seconds)
                .put(signature)
                .array();
        SignedNote added = signed.with(new NoteSignature(verifier.name(), verifier.keyId(), timed));
        if (!verifier.verify(signed.text().getBytes(StandardCharsets.UTF_8), timed)) {
            throw new IllegalStateException("What the key for ML-DSA signs does not verify");
        }
        return added.bytes();
    }

    /** Whether the note bears a good line of this key. */
    public boolean hasSigned(byte[] note) {
        try {
            return !SignedNote.parse(note).verified(List.of(verifier)).isEmpty();
        } catch (LedgerFormatException e) {
            return false;
        }
    }
}
