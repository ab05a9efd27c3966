package org.tallystick.timestamping;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/**
 * A time server's answer to one question (RFC 4330 section 4 and 5; RFC 5905 section 7.3).
 *
 * @param offset the server's clock minus ours
 * @param delay of the way there and back
 */
public record SntpAnswer(Duration offset, Duration delay) {
    /** Bytes of a message. */
    public static final int LENGTH = 48;

    /** No leap warning, version 4, client. */
    private static final byte QUESTION = 0x23;

    private static final int SERVER = 4;
    private static final int UNSYNCHRONISED = 3;
    private static final int LAST_STRATUM = 15;
    private static final int ORIGINATE = 24;
    private static final int RECEIVED = 32;
    private static final int SENT = 40;
    private static final int NANO_BITS = 32;
    private static final long NANOS = 1_000_000_000L;
    private static final long ERA_SECONDS = 1L << 32;
    private static final long FROM_1900_TO_1970 = 2_208_988_800L;

    /** @param cookie 64 random bits in place of our time, which is nobody's business; the server gives them back */
    public static byte[] question(long cookie) {
        return ByteBuffer.allocate(LENGTH)
                .put(0, QUESTION)
                .putLong(SENT, cookie)
                .array();
    }

    /**
     * @param asked when the question left, and {@code got} when the answer came, by our clock
     * @throws TimestampFormatException if it is no answer to this question, or from a server that knows no time itself
     */
    public static SntpAnswer read(byte[] message, long cookie, Instant asked, Instant got) {
        ByteBuffer fields = ByteBuffer.wrap(message);
        if (message.length < LENGTH || (message[0] & 7) != SERVER || fields.getLong(ORIGINATE) != cookie) {
            throw new TimestampFormatException("no answer to this question");
        }
        int stratum = message[1] & 0xff;
        boolean unsynchronised = (message[0] >> 6 & 3) == UNSYNCHRONISED;
        if (unsynchronised || stratum == 0 || stratum > LAST_STRATUM || fields.getLong(SENT) == 0) {
            throw new TimestampFormatException("the server knows no time itself");
        }
        Instant received = time(fields.getLong(RECEIVED), asked);
        Instant sent = time(fields.getLong(SENT), asked);
        Duration delay = Duration.between(asked, got).minus(Duration.between(received, sent));
        Duration twice = Duration.between(asked, received).plus(Duration.between(got, sent));
        return new SntpAnswer(twice.dividedBy(2), delay.isNegative() ? Duration.ZERO : delay);
    }

    /** Seconds since 1900 with 32 bits of fraction, in the era nearest to our own time (RFC 4330 section 3). */
    private static Instant time(long fixed, Instant near) {
        long seconds = (fixed >>> NANO_BITS) - FROM_1900_TO_1970;
        long eras = Math.round((near.getEpochSecond() - seconds) / (double) ERA_SECONDS);
        long nanos = (fixed & 0xffff_ffffL) * NANOS >>> NANO_BITS;
        return Instant.ofEpochSecond(seconds + eras * ERA_SECONDS, nanos);
    }
}
