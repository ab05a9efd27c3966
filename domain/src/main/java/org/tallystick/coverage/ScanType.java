package org.tallystick.coverage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What a scanned slip may be, known by its first bytes and never by its name. */
public enum ScanType {
    PDF("application/pdf", "%PDF-".getBytes(StandardCharsets.US_ASCII)),
    PNG("image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G'}),
    JPEG("image/jpeg", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF});

    /** Bytes. */
    public static final int LARGEST = 5 << 20;

    private final String mediaType;
    private final byte[] beginning;

    ScanType(String mediaType, byte[] beginning) {
        this.mediaType = mediaType;
        this.beginning = beginning.clone();
    }

    /** For answers. */
    public String mediaType() {
        return mediaType;
    }

    /** Empty for anything else. */
    public static Optional<ScanType> of(byte[] data) {
        return Arrays.stream(values())
                .filter(type -> data.length > type.beginning.length
                        && Arrays.equals(type.beginning, 0, type.beginning.length, data, 0, type.beginning.length))
                .findFirst();
    }
}
