package org.tallystick.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tallystick.shared.Sha256;

/** A text whose last line is its own digest: what was cut off, flipped or edited shows. Not a signature. */
public final class SealedText {
    private static final String SEAL = "sha256";

    private SealedText() {}

    /** @param text ends in a line feed */
    public static byte[] seal(String text) {
        return NoteVerifier.utf8(text + SEAL + " " + Base64Text.encode(Sha256.of(NoteVerifier.utf8(text))) + "\n");
    }

    /**
     * @return the text without its last line
     * @throws LedgerFormatException if the digest is not the text's
     */
    public static String open(byte[] sealed) {
        String whole = new String(sealed, StandardCharsets.UTF_8);
        int start = whole.lastIndexOf('\n', whole.length() - 2) + 1;
        String text = whole.substring(0, start);
        if (!Arrays.equals(seal(text), sealed)) {
            throw new LedgerFormatException("The last line is not the digest of those before it");
        }
        return text;
    }
}
