package org.tallystick.signing;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The dimensions that the header of an image claims, read without decoding anything (THREATS.md P6).
 *
 * @param width pixels, unsigned
 * @param height pixels, unsigned
 */
public record ImageSize(long width, long height) {
    private static final long PNG_SIGNATURE = 0x8950_4e47_0d0a_1a0aL;
    private static final int IHDR = 0x4948_4452;

    /**
     * @param mediaType {@code image/png} (PNG, section 11.2.2) or {@code image/x-jbig} (ITU-T T.82, section 6.2.1)
     * @return what the header says; nothing for other types and headers that are no such headers
     */
    public static Optional<ImageSize> of(String mediaType, byte[] data) {
        ByteBuffer bytes = ByteBuffer.wrap(data);
        if (mediaType.equals("image/png") && data.length >= 24) {
            boolean png = bytes.getLong(0) == PNG_SIGNATURE && bytes.getInt(12) == IHDR;
            return png ? Optional.of(at(bytes, 16)) : Optional.empty();
        }
        if (mediaType.equals("image/x-jbig") && data.length >= 20) {
            return Optional.of(at(bytes, 4));
        }
        return Optional.empty();
    }

    private static ImageSize at(ByteBuffer bytes, int offset) {
        return new ImageSize(
                Integer.toUnsignedLong(bytes.getInt(offset)), Integer.toUnsignedLong(bytes.getInt(offset + 4)));
    }
}
