package org.tallystick.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What is wrong with a text that should be a signed checkpoint, for whoever has pasted it.
 *
 * @param line from 1
 * @param expected what should stand there
 */
public record NoteFault(int line, Expected expected) {
    private static final int SIZE = 2;
    private static final int ROOT = 3;

    /** What a line of a signed checkpoint is. */
    public enum Expected {
        ORIGIN,
        /** Decimal digits without leading zeros. */
        SIZE,
        /** 44 characters of base64. */
        ROOT,
        /** Between the text and its signatures. */
        BLANK,
        /** An em dash, a key's name, and base64. */
        SIGNATURE,
        /** UTF-8 without control characters. */
        TEXT
    }

    /** @return empty if the bytes have the form of a signed checkpoint; whose signatures they are is not looked at */
    public static Optional<NoteFault> in(byte[] note) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(note))
                    .toString();
        } catch (CharacterCodingException e) {
            return Optional.of(new NoteFault(1, Expected.TEXT));
        }
        String[] lines = text.split("\n", -1);
        return head(lines).or(() -> rest(lines)).or(() -> whole(note, lines.length));
    }

    private static Optional<NoteFault> head(String[] lines) {
        if (lines[0].isBlank()) {
            return Optional.of(new NoteFault(1, Expected.ORIGIN));
        }
        if (lines.length < SIZE || !parses(() -> Lines.decimal(lines[1], "tree size"))) {
            return Optional.of(new NoteFault(SIZE, Expected.SIZE));
        }
        if (lines.length < ROOT || !parses(() -> Base64Text.decodeHash(lines[2], "root"))) {
            return Optional.of(new NoteFault(ROOT, Expected.ROOT));
        }
        return Optional.empty();
    }

    private static Optional<NoteFault> rest(String[] lines) {
        int blank = ROOT;
        while (blank < lines.length && !lines[blank].isEmpty()) {
            blank++;
        }
        if (blank >= lines.length - 1) {
            return Optional.of(new NoteFault(Math.min(blank, lines.length) + 1, Expected.BLANK));
        }
        int end = lines[lines.length - 1].isEmpty() ? lines.length - 1 : lines.length;
        for (int i = blank + 1; i < Math.max(end, blank + 2); i++) {
            String line = lines[i];
            if (!parses(() -> NoteSignature.parse(line))) {
                return Optional.of(new NoteFault(i + 1, Expected.SIGNATURE));
            }
        }
        return Optional.empty();
    }

    private static Optional<NoteFault> whole(byte[] note, int lines) {
        return parses(() -> Checkpoint.parse(SignedNote.parse(note).text()))
                ? Optional.empty()
                : Optional.of(new NoteFault(lines, Expected.TEXT));
    }

    private static boolean parses(Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (LedgerFormatException e) {
            return false;
        }
    }
}
