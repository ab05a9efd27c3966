package org.tallystick.coverage;

import java.util.Optional;
import org.tallystick.shared.Sha256;
import org.tallystick.signing.ImageSize;
import org.tallystick.signing.Part;

/**
 * An image of a cardholder's signature, looked at: PNG and strokes are opened; of JBIG only size and header are read.
 *
 * @param result what it is worth by itself
 * @param digest SHA-256 of the bytes: the same image again has the same
 * @param fingerprint of the writing; empty where there is none or it was not opened
 */
public record SignatureImage(ImageResult result, byte[] digest, Optional<Fingerprint> fingerprint) {
    /** Bytes of a JBIG image that message 0820 can carry (WORKFLOWS.md 2.1: 900, at most 999). */
    public static final int MOST_JBIG = 999;

    private static final int LEAST_INK = 24;
    private static final int LEAST_WIDTH = 16;
    private static final int LEAST_HEIGHT = 6;

    /** Looks at a part named {@link Part#CARDHOLDER_SIGNATURE}. */
    public static SignatureImage of(Part part) {
        byte[] digest = Sha256.of(part.data());
        if (part.mediaType().equals("image/x-jbig")) {
            return new SignatureImage(jbig(part.data()), digest, Optional.empty());
        }
        Optional<Ink> ink =
                part.mediaType().equals("image/png") ? InkReader.png(part.data()) : InkReader.strokes(part.data());
        ImageResult result = ink.map(SignatureImage::worth).orElse(ImageResult.CORRUPT);
        return new SignatureImage(
                result, digest, ink.filter(i -> result == ImageResult.WRITING).map(Fingerprint::of));
    }

    private static ImageResult jbig(byte[] data) {
        if (data.length > MOST_JBIG) {
            return ImageResult.TOO_LARGE;
        }
        Optional<ImageSize> size = ImageSize.of("image/x-jbig", data);
        return size.filter(s -> s.width() > 0 && s.height() > 0).isPresent()
                ? ImageResult.UNOPENED
                : ImageResult.CORRUPT;
    }

    private static ImageResult worth(Ink ink) {
        if (ink.count() < 2) {
            return ImageResult.BLANK;
        }
        Ink writing = ink.cropped();
        boolean little = ink.count() < LEAST_INK || writing.width() < LEAST_WIDTH || writing.height() < LEAST_HEIGHT;
        return little ? ImageResult.SCRIBBLE : ImageResult.WRITING;
    }
}
