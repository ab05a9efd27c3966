package org.tallystick.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A text with signatures under it (C2SP signed-note). Nothing is verified until {@link #verified} says so.
 *
 * @param text ends in a line feed, which the signatures cover too
 * @param signatures at least one, at most {@link #MAX_SIGNATURES}, in the note's order
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
    /** Bytes of the longest note that is read. */
    public static final int MAX_LENGTH = 1 << 20;

    /** As many as golang's reader accepts. */
    public static final int MAX_SIGNATURES = 100;

    private static final String BLANK_LINE = "\n\n";

    /** @throws LedgerFormatException if no note can have this text or so many signatures */
    public SignedNote {
        if (!text.endsWith("\n")) {
            throw new LedgerFormatException("The text of a note must end in a line feed");
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new LedgerFormatException("A note must have no control characters other than line feeds");
        }
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw new LedgerFormatException("A note must have from 1 to 100 signatures");
        }
        signatures = List.copyOf(signatures);
    }

    /** @throws LedgerFormatException unless these bytes are exactly a note */
    public static SignedNote parse(byte[] note) {
        String whole = decode(note);
        int blank = whole.lastIndexOf(BLANK_LINE);
        if (blank < 0) {
            throw new LedgerFormatException("A note must have a blank line between its text and its signatures");
        }
        Lines lines = new Lines(whole.substring(blank + BLANK_LINE.length()));
        List<NoteSignature> signatures = new ArrayList<>();
        while (lines.hasNext() && signatures.size() <= MAX_SIGNATURES) {
            signatures.add(NoteSignature.parse(lines.next("signature")));
        }
        return new SignedNote(whole.substring(0, blank + 1), signatures);
    }

    private static String decode(byte[] note) {
        if (note.length > MAX_LENGTH) {
            throw new LedgerFormatException("The note is too long");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(note))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new LedgerFormatException("A note must be UTF-8");
        }
    }

    /** What {@link #parse} reads. */
    public byte[] bytes() {
        String lines = signatures.stream().map(line -> line.line() + "\n").collect(Collectors.joining());
        return NoteVerifier.utf8(text + "\n" + lines);
    }

    /** The same note with one more signature, such as a witness's answer. */
    public SignedNote with(NoteSignature signature) {
        return new SignedNote(
                text, Stream.concat(signatures.stream(), Stream.of(signature)).toList());
    }

    /**
     * The same text with those signatures only that are under this name.
     *
     * @throws LedgerFormatException if there is none
     */
    public SignedNote onlyBy(String name) {
        return new SignedNote(
                text,
                signatures.stream().filter(line -> line.name().equals(name)).toList());
    }

    /**
     * The signatures by known keys, the first of each key. Unknown ones are ignored, since anybody can add a line.
     *
     * @return at least one
     * @throws UnknownSignerException if none is by a known key
     * @throws LedgerFormatException if one by a known key does not verify: then the whole note is worth nothing
     */
    public List<NoteSignature> verified(Collection<NoteVerifier> known) {
        byte[] signed = NoteVerifier.utf8(text);
        List<NoteSignature> verified = new ArrayList<>();
        for (NoteSignature signature : signatures) {
            List<NoteVerifier> keys = known.stream().filter(signature::isBy).toList();
            if (keys.isEmpty() || verified.stream().anyMatch(signature::hasSameKeyAs)) {
                continue;
            }
            if (keys.stream().noneMatch(key -> key.verify(signed, signature.signature()))) {
                throw new LedgerFormatException("A signature by a known key does not verify");
            }
            verified.add(signature);
        }
        if (verified.isEmpty()) {
            throw new UnknownSignerException("The note is not signed by any of the known keys");
        }
        return List.copyOf(verified);
    }
}
