package org.tallystick.access;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Sha256;

/**
 * One record of the audit trail. Its hash is SHA-256 over the hash before it, its number, its time and each text of the event with
 * its length: no two different records have the same input.
 *
 * @param seq 1, 2, 3 … without holes
 * @param at UTC milliseconds
 */
public record AuditRecord(long seq, long at, AuditEvent event, byte[] hash) {
    public static final int HASH_LENGTH = Sha256.LENGTH;

    private static final int LONGEST = 500;

    /** The record that follows the one with this hash. Texts that are too long for a row are cut. */
    public static AuditRecord next(long seq, long at, AuditEvent event, byte[] previous) {
        AuditEvent kept = new AuditEvent(
                cut(event.actor(), 254),
                cut(event.role(), 24),
                cut(event.remote(), 45),
                cut(event.requestId(), 64),
                cut(event.action(), 64),
                cut(event.object(), 254),
                cut(event.before(), LONGEST),
                cut(event.after(), LONGEST),
                cut(event.reason(), LONGEST));
        return new AuditRecord(seq, at, kept, hash(previous, seq, at, kept));
    }

    /** A record as it is stored. {@code texts} in the order of {@link AuditEvent}'s members. */
    public static AuditRecord stored(long seq, long at, String[] texts, byte[] hash) {
        return new AuditRecord(
                seq,
                at,
                new AuditEvent(
                        texts[0], texts[1], texts[2], texts[3], texts[4], texts[5], texts[6], texts[7], texts[8]),
                hash);
    }

    private static byte[] hash(byte[] previous, long seq, long at, AuditEvent event) {
        ByteArrayOutputStream input = new ByteArrayOutputStream(256);
        input.writeBytes(previous);
        input.writeBytes(
                ByteBuffer.allocate(2 * Long.BYTES).putLong(seq).putLong(at).array());
        for (String text : List.of(
                event.actor(),
                event.role(),
                event.remote(),
                event.requestId(),
                event.action(),
                event.object(),
                event.before(),
                event.after(),
                event.reason())) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            input.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            input.writeBytes(bytes);
        }
        return Sha256.of(input.toByteArray());
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }
}
