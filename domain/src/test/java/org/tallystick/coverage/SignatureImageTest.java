package org.tallystick.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignatureImageTest {
    private static ImageResult png(byte[] data) {
        return SignatureImage.of(Sales.part("image/png", data)).result();
    }

    private static Fingerprint print(long hand, int dx) {
        return SignatureImage.of(Sales.part("image/png", Sales.png(hand, dx)))
                .fingerprint()
                .orElseThrow();
    }

    @Test
    void writingIsWritingAndAnEmptyPadIsBlank() {
        assertThat(png(Sales.png(1, 0))).isEqualTo(ImageResult.WRITING);
        assertThat(png(Sales.bytes(Sales.blank()))).isEqualTo(ImageResult.BLANK);
    }

    @Test
    void aDotOrAStraightLineIsNoSignature() {
        BufferedImage dot = Sales.blank();
        for (int i = 0; i < 30; i++) {
            dot.setRGB(100 + i % 6, 40 + i / 6, 0xFF000000);
        }
        BufferedImage line = Sales.blank();
        for (int x = 20; x < 200; x++) {
            line.setRGB(x, 40, 0xFF000000);
        }

        assertThat(png(Sales.bytes(dot))).isEqualTo(ImageResult.SCRIBBLE);
        assertThat(png(Sales.bytes(line))).isEqualTo(ImageResult.SCRIBBLE);
    }

    @Test
    void whatCannotBeReadIsCorrupt() {
        byte[] cut = Arrays.copyOf(Sales.png(1, 0), 60);
        assertThat(png(cut)).isEqualTo(ImageResult.CORRUPT);
        assertThat(png(new byte[] {1, 2, 3})).isEqualTo(ImageResult.CORRUPT);
    }

    @Test
    void ofJbigOnlySizeAndHeaderAreLookedAt() {
        byte[] image = new byte[900];
        image[7] = (byte) 240;
        image[11] = 80;

        assertThat(SignatureImage.of(Sales.part("image/x-jbig", image)).result())
                .isEqualTo(ImageResult.UNOPENED);
        assertThat(SignatureImage.of(Sales.part("image/x-jbig", new byte[900])).result())
                .isEqualTo(ImageResult.CORRUPT);
        assertThat(SignatureImage.of(Sales.part("image/x-jbig", Arrays.copyOf(image, 1000)))
                        .result())
                .isEqualTo(ImageResult.TOO_LARGE);
    }

    @Test
    void strokesAreDrawnBeforeTheyAreJudged() {
        String zigzag =
                "{\"width\":200,\"height\":80,\"strokes\":[{\"points\":[{\"x\":10,\"y\":10},{\"x\":60,\"y\":70},"
                        + "{\"x\":110,\"y\":10},{\"x\":160,\"y\":70}]}]}";
        String nothing = "{\"width\":200,\"height\":80,\"strokes\":[]}";

        assertThat(strokes(zigzag)).isEqualTo(ImageResult.WRITING);
        assertThat(strokes(nothing)).isEqualTo(ImageResult.BLANK);
        assertThat(strokes("{}")).isEqualTo(ImageResult.CORRUPT);
    }

    private static ImageResult strokes(String json) {
        return SignatureImage.of(Sales.part("application/json", json.getBytes(StandardCharsets.UTF_8)))
                .result();
    }

    @Test
    void aMovedCopyIsKnownAgainAndOtherHandsAreNot() {
        for (long hand = 1; hand <= 200; hand++) {
            assertThat(print(hand, 0).distance(print(hand, 9))).isLessThanOrEqualTo(Fingerprint.NEAR);
            assertThat(print(hand, 0).distance(print(hand + 1000, 0))).isGreaterThan(Fingerprint.NEAR);
        }
    }

    @Test
    void nearCopiesShareAWord() {
        Fingerprint one = print(7, 0);
        Fingerprint other = new Fingerprint(List.of(
                one.words().get(0) ^ 1,
                one.words().get(1) ^ 4,
                one.words().get(2) ^ 16,
                one.words().get(3)));
        Set<Long> common = new HashSet<>(one.words());
        common.retainAll(other.words());

        assertThat(one.distance(other)).isEqualTo(3);
        assertThat(common).isNotEmpty();
    }
}
