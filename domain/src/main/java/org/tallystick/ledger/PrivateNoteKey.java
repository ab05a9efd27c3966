package org.tallystick.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import org.tallystick.shared.DurableFile;

/**
 * A private key for notes as a file: one line {@code PRIVATE+KEY+name+key id+base64}, as golang's note package writes
 * it. Whoever can read the file can sign in this name.
 */
public final class PrivateNoteKey {
    private static final String PREFIX = "PRIVATE+KEY+";

    private final NoteVerifier verifier;
    private final byte[] seed;

    private PrivateNoteKey(NoteVerifier verifier, byte[] seed) {
        this.verifier = verifier;
        this.seed = seed;
    }

    /** A fresh key of a witness. */
    public static PrivateNoteKey newCosigner(String name) {
        byte[] seed = newSeed();
        return new PrivateNoteKey(NoteCosigner.fromSeed(name, seed).verifier(), seed);
    }

    /** A fresh key that signs texts, such as an auditor's reports. */
    public static PrivateNoteKey newSigner(String name) {
        byte[] seed = newSeed();
        return new PrivateNoteKey(NoteSigner.fromSeed(name, seed).verifier(), seed);
    }

    private static byte[] newSeed() {
        byte[] seed = new byte[Ed25519.KEY_LENGTH];
        new SecureRandom().nextBytes(seed);
        return seed;
    }

    /** @throws LedgerFormatException unless {@link #text()} of the result is exactly this text */
    public static PrivateNoteKey parse(String text) {
        String[] parts =
                text.startsWith(PREFIX) ? text.substring(PREFIX.length()).split("\\+", 3) : new String[0];
        if (parts.length < 3) {
            throw new LedgerFormatException("A private key must be one line " + PREFIX + "name+key id+key");
        }
        byte[] typed = Base64Text.decode(parts[2], "private key");
        if (typed.length != 1 + Ed25519.KEY_LENGTH) {
            throw new LedgerFormatException("A private key must be a type byte and 32 bytes");
        }
        byte[] seed = Arrays.copyOfRange(typed, 1, typed.length);
        NoteVerifier verifier = typed[0] == NoteVerifier.COSIGNATURE
                ? NoteCosigner.fromSeed(parts[0], seed).verifier()
                : NoteSigner.fromSeed(parts[0], seed).verifier();
        PrivateNoteKey key = new PrivateNoteKey(verifier, seed);
        if (!key.text().equals(text)) {
            throw new LedgerFormatException("The key id does not belong to this name and private key");
        }
        return key;
    }

    /** @throws LedgerFormatException if the file's content is no key */
    public static PrivateNoteKey load(Path file) throws IOException {
        return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).stripTrailing());
    }

    /** Writes the key to a file that only its owner may read. */
    public void save(Path file) throws IOException {
        DurableFile.replace(file, NoteVerifier.utf8(text() + "\n"));
    }

    public NoteVerifier verifier() {
        return verifier;
    }

    /** @throws LedgerFormatException if it is not a witness's key */
    public NoteCosigner cosigner() {
        if (!verifier.isCosigner()) {
            throw new LedgerFormatException("This is a key that signs texts, and a witness needs one that cosigns");
        }
        return NoteCosigner.fromSeed(verifier.name(), seed);
    }

    /** @throws LedgerFormatException if it is a witness's key */
    public NoteSigner signer() {
        if (verifier.isCosigner()) {
            throw new LedgerFormatException("This is a witness's key, which signs nothing but checkpoints");
        }
        return NoteSigner.fromSeed(verifier.name(), seed);
    }

    String text() {
        byte[] typed = new byte[1 + seed.length];
        typed[0] = (byte) (verifier.isCosigner() ? NoteVerifier.COSIGNATURE : NoteVerifier.ED25519);
        System.arraycopy(seed, 0, typed, 1, seed.length);
        return PREFIX + "%s+%08x+%s".formatted(verifier.name(), verifier.keyId(), Base64Text.encode(typed));
    }
}
