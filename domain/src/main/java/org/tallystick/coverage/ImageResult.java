package org.tallystick.coverage;

import java.util.Optional;
import org.tallystick.signing.Cause;

/** What an image of a cardholder's signature is worth, as far as can be seen without knowing the hand. */
public enum ImageResult {
    /** There is writing. */
    WRITING,
    /** Size and header are right; a JBIG image is not opened here. */
    UNOPENED,
    /** No image was expected. */
    NONE,
    ABSENT,
    TOO_LARGE,
    CORRUPT,
    BLANK,
    /** A dot or a stroke of the pen: no signature of anybody. */
    SCRIBBLE,
    /** The image of another sale. */
    REUSED;

    /** Why the signature is not there or does not count. */
    public Optional<Cause> cause() {
        return switch (this) {
            case WRITING, UNOPENED, NONE -> Optional.empty();
            case ABSENT -> Optional.of(Cause.IMAGE_MISSING);
            case TOO_LARGE -> Optional.of(Cause.IMAGE_TOO_LARGE);
            case CORRUPT -> Optional.of(Cause.IMAGE_CORRUPT);
            case BLANK, SCRIBBLE -> Optional.of(Cause.IMAGE_BLANK);
            case REUSED -> Optional.of(Cause.IMAGE_REUSED);
        };
    }
}
