package org.tallystick.onboarding;

import java.util.Arrays;
import java.util.Optional;

/** Files that are taken as documents, told by their first bytes: what a browser or a name says of a file counts for nothing. */
public enum FileType {
    PDF("application/pdf", "pdf", '%', 'P', 'D', 'F', '-'),
    JPEG("image/jpeg", "jpg", 0xFF, 0xD8, 0xFF),
    PNG("image/png", "png", 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n');

    /** Largest file that is taken, bytes. */
    public static final int LARGEST = 10 << 20;

    private final String mediaType;
    private final String ending;
    private final int[] magic;

    FileType(String mediaType, String ending, int... magic) {
        this.mediaType = mediaType;
        this.ending = ending;
        this.magic = magic;
    }

    /** The type of a file; empty if it is none of them. */
    public static Optional<FileType> of(byte[] file) {
        return Arrays.stream(values()).filter(type -> type.begins(file)).findFirst();
    }

    public String mediaType() {
        return mediaType;
    }

    /** Ending of file names, without the dot. */
    public String ending() {
        return ending;
    }

    private boolean begins(byte[] file) {
        if (file.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((file[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
