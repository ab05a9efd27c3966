package org.tallystick.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.tallystick.shared.Base64Url;

/**
 * What the ledger keeps of an object: its names, its time and its digest, never its content (API.md, Ledger entry
 * bytes).
 *
 * @param kind what it is
 * @param id receipt number, or the object's id: 1 to 200 printable ASCII characters without spaces
 * @param subject {@code terminalNo.series.counter}, or {@code -}
 * @param timeMillis ledger time, UTC, milliseconds since 1970
 * @param digest SHA-256 of the object, 32 bytes
 */
public record LedgerEntry(EntryKind kind, String id, String subject, long timeMillis, byte[] digest) {
    /** Subject of what is not about a terminal's bill. */
    public static final String NO_SUBJECT = "-";

    private static final String FIRST_LINE = "tallystick-entry/v1";
    private static final int LONGEST_ID = 200;
    private static final char DELETE = 0x7f;

    /** @throws LedgerFormatException if no entry can say this */
    public LedgerEntry {
        if (id.isEmpty() || id.length() > LONGEST_ID || !id.chars().allMatch(c -> c > ' ' && c < DELETE)) {
            throw new LedgerFormatException("The id must be 1 to 200 printable ASCII characters without spaces");
        }
        if (!subject.equals(NO_SUBJECT)) {
            EntrySubject.requireForm(subject);
        }
        if (timeMillis < 0) {
            throw new LedgerFormatException("The ledger time must not be before 1970");
        }
        HashPath.requireHash(digest, "digest");
    }

    /** The leaf: six lines. */
    public byte[] bytes() {
        String text = String.join(
                "\n",
                FIRST_LINE,
                kind.wireName(),
                id,
                subject,
                Long.toString(timeMillis),
                Base64Url.encode(digest),
                "");
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** @throws LedgerFormatException unless {@link #bytes()} of the result are exactly these */
    public static LedgerEntry parse(byte[] bytes) {
        Lines lines = new Lines(new String(bytes, StandardCharsets.ISO_8859_1));
        if (!lines.next("format").equals(FIRST_LINE)) {
            throw new LedgerFormatException("An entry must begin with the line " + FIRST_LINE);
        }
        EntryKind kind = EntryKind.ofWireName(lines.next("kind"))
                .orElseThrow(() -> new LedgerFormatException("The entry's kind is not known"));
        LedgerEntry entry = new LedgerEntry(
                kind,
                lines.next("id"),
                lines.next("subject"),
                Lines.decimal(lines.next("ledger time"), "ledger time"),
                digest(lines.next("digest")));
        if (lines.hasNext()) {
            throw new LedgerFormatException("An entry must have six lines and no more");
        }
        return entry;
    }

    private static byte[] digest(String text) {
        try {
            return Base64Url.decode(text);
        } catch (IllegalArgumentException e) {
            throw new LedgerFormatException("The digest " + e.getMessage());
        }
    }

    public byte[] leafHash() {
        return MerkleHash.leaf(bytes());
    }

    /** @return the bill this is about; empty if it is about none */
    public Optional<EntrySubject> bill() {
        return subject.equals(NO_SUBJECT) ? Optional.empty() : Optional.of(EntrySubject.parse(subject));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LedgerEntry entry
                && kind == entry.kind
                && timeMillis == entry.timeMillis
                && id.equals(entry.id)
                && subject.equals(entry.subject)
                && Arrays.equals(digest, entry.digest);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, id, subject, timeMillis, Arrays.hashCode(digest));
    }
}
