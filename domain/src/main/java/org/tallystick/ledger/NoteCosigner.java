package org.tallystick.ledger;

import java.nio.ByteBuffer;
import java.security.PrivateKey;
import java.time.Instant;

/**
 * A witness's signing key (C2SP tlog-cosignature). Whoever uses it vouches that the tree head is consistent with the
 * largest it has vouched for before. Thread-safe.
 */
public final class NoteCosigner {
    private final PrivateKey key;
    private final NoteVerifier verifier;

    private NoteCosigner(PrivateKey key, NoteVerifier verifier) {
        this.key = key;
        this.verifier = verifier;
    }

    /** @param seed 32 bytes, the private key of RFC 8032 */
    public static NoteCosigner fromSeed(String name, byte[] seed) {
        NoteVerifier verifier = NoteVerifier.ofCosigner(name, Ed25519.publicKeyOf(seed));
        return new NoteCosigner(Ed25519.STANDARD.privateKey(seed), verifier);
    }

    public NoteVerifier verifier() {
        return verifier;
    }

    /**
     * @param checkpoint text of the note, with its final line feed
     * @param time now, after 1970; kept in whole seconds
     */
    public NoteSignature cosign(String checkpoint, Instant time) {
        long seconds = time.getEpochSecond();
        if (seconds <= 0) {
            throw new IllegalArgumentException("A cosignature must state a time after 1970");
        }
        byte[] signature = Ed25519.STANDARD.sign(key, NoteVerifier.cosigned(seconds, NoteVerifier.utf8(checkpoint)));
        byte[] timed = ByteBuffer.allocate(Long.BYTES + signature.length)
                .putLong(seconds)
                .put(signature)
                .array();
        return new NoteSignature(verifier.name(), verifier.keyId(), timed);
    }
}
