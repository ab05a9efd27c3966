package org.tallystick.ledger;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * One signature line of a note.
 *
 * @param name of the key
 * @param keyId of the key
 * @param signature what the key's type makes of it: 64 bytes of a log's key, 8 bytes of time and 64 of a
 *     cosigner's, 8 bytes of time and 2420 of a key for ML-DSA-44
 */
public record NoteSignature(String name, int keyId, byte[] signature) {
    private static final String DASH = "\u2014 ";

    /** @throws LedgerFormatException if the name cannot be a key's, or the signature is empty */
    public NoteSignature {
        requireKeyName(name);
        if (signature.length == 0) {
            throw new LedgerFormatException("A signature must not be empty");
        }
    }

    /** @throws LedgerFormatException unless the line is exactly in its one form; it has no line feed */
    public static NoteSignature parse(String line) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || space < DASH.length()) {
            throw new LedgerFormatException("A signature line must be a dash, a key name and a signature");
        }
        byte[] bytes = Base64Text.decode(line.substring(space + 1), "signature");
        if (bytes.length <= Integer.BYTES) {
            throw new LedgerFormatException("A signature must be at least 5 bytes long with its key id");
        }
        return new NoteSignature(
                line.substring(DASH.length(), space),
                ByteBuffer.wrap(bytes).getInt(),
                Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length));
    }

    /** The line, without its line feed. */
    public String line() {
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES + signature.length)
                .putInt(keyId)
                .put(signature)
                .array();
        return DASH + name + " " + Base64Text.encode(bytes);
    }

    boolean isBy(NoteVerifier verifier) {
        return keyId == verifier.keyId() && name.equals(verifier.name());
    }

    boolean hasSameKeyAs(NoteSignature other) {
        return keyId == other.keyId && name.equals(other.name);
    }

    static void requireKeyName(String name) {
        boolean impossible = name.isEmpty()
                || name.indexOf('+') >= 0
                || name.codePoints()
                        .anyMatch(c -> Character.isSpaceChar(c)
                                || Character.isISOControl(c)
                                || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        if (impossible) {
            throw new LedgerFormatException("A key name must not be empty, nor have spaces, controls or '+'");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature line
                && keyId == line.keyId
                && name.equals(line.name)
                && Arrays.equals(signature, line.signature);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, keyId, Arrays.hashCode(signature));
    }
}
