package org.tallystick.ledger;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.List;

/**
 * A log's signing key. Signing is deterministic: one text has one note. Thread-safe.
 *
 * <p>Sign a checkpoint only over a tree that is committed: two signed checkpoints of one log between which there is no
 * consistency proof end the trust in it.
 */
public final class NoteSigner {
    private final PrivateKey key;
    private final NoteVerifier verifier;

    /**
     * @param name of the key, which is the log's origin
     * @param ed25519 private key
     * @param rawPublic its public key, 32 bytes
     * @throws LedgerFormatException if the name cannot be a key's, or the two keys do not belong together
     */
    public NoteSigner(String name, PrivateKey ed25519, byte[] rawPublic) {
        this.key = ed25519;
        this.verifier = NoteVerifier.ofLog(name, rawPublic);
        byte[] trial = NoteVerifier.utf8("trial\n");
        if (!verifier.verify(trial, Ed25519.STANDARD.sign(key, trial))) {
            throw new LedgerFormatException("The private key and the public key do not belong together");
        }
    }

    /** @param seed 32 bytes, the private key of RFC 8032 */
    public static NoteSigner fromSeed(String name, byte[] seed) {
        PrivateKey key = Ed25519.STANDARD.privateKey(seed);
        return new NoteSigner(name, key, Ed25519.publicKeyOf(seed));
    }

    public NoteVerifier verifier() {
        return verifier;
    }

    /**
     * @param text ends in a line feed
     * @return the whole note
     * @throws LedgerFormatException if no note can have this text
     */
    public String sign(String text) {
        byte[] signature = Ed25519.STANDARD.sign(key, NoteVerifier.utf8(text));
        NoteSignature line = new NoteSignature(verifier.name(), verifier.keyId(), signature);
        return new String(new SignedNote(text, List.of(line)).bytes(), StandardCharsets.UTF_8);
    }
}
