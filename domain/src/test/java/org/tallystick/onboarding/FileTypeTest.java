package org.tallystick.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FileTypeTest {

    @Test
    void filesAreToldByTheirFirstBytes() {
        assertThat(FileType.of("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII)))
                .contains(FileType.PDF);
        assertThat(FileType.of(bytes(0xFF, 0xD8, 0xFF, 0xE0, 0))).contains(FileType.JPEG);
        assertThat(FileType.of(bytes(0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0)))
                .contains(FileType.PNG);
    }

    @Test
    void everythingElseIsNotTaken() {
        assertThat(FileType.of(new byte[0])).isEmpty();
        assertThat(FileType.of("%PDF".getBytes(StandardCharsets.US_ASCII))).isEmpty();
        assertThat(FileType.of("GIF89a".getBytes(StandardCharsets.US_ASCII))).isEmpty();
        assertThat(FileType.of("<html>%PDF-1.7".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
        assertThat(FileType.of("PK\u0003\u0004".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
