package org.tallystick.latesigning;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.coverage.ImageResult;
import org.tallystick.coverage.SignatureImage;
import org.tallystick.shared.Problem;
import org.tallystick.signing.Part;
import org.tallystick.signing.SigningMethod;
import org.tallystick.signing.TypedText;

/**
 * What somebody signed with, fit to be kept: a drawing that is more than a scribble, or a typed name.
 *
 * @param part the drawing as {@link Strokes}, or the name as UTF-8, with its salt
 */
public record LateMark(SigningMethod method, Part part) {
    /** Name of the part that holds a typed name. */
    public static final String TYPED_NAME = "typedName";

    /** Characters (code points) of the longest name. */
    public static final int LONGEST_NAME = 64;

    private static final int LEAST_LETTERS = 2;

    /** Why something is no signature; {@link #key} finds the words for it. */
    public enum Fault {
        PAD_NONE,
        PAD_LITTLE,
        PAD_LARGE,
        PAD_UNREADABLE,
        /** The very drawing of another sale. */
        PAD_REUSED,
        NAME_LONG,
        NAME_CARD,
        NAME_LETTERS;

        /** Such as {@code pad.none}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '.');
        }
    }

    /** Something that cannot be kept as a signature. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final Fault fault;

        public Refused(Fault fault) {
            super(fault.name(), null, false, false);
            this.fault = fault;
        }

        public Fault fault() {
            return fault;
        }
    }

    /** @param json as {@link Strokes#parse} reads it; @param salt 16 random bytes; @throws Refused if it is no drawing of a signature */
    public static LateMark drawn(byte[] json, byte[] salt) throws Refused {
        if (json.length > Strokes.LARGEST) {
            throw new Refused(Fault.PAD_LARGE);
        }
        Part part = new Part(Part.CARDHOLDER_SIGNATURE, "application/json", salt, tidied(json));
        requireWriting(SignatureImage.of(part).result());
        return new LateMark(SigningMethod.DRAWN, part);
    }

    private static byte[] tidied(byte[] json) throws Refused {
        try {
            return Strokes.parse(json).toJson();
        } catch (Problem e) {
            throw new Refused(Fault.PAD_UNREADABLE);
        }
    }

    /** @throws Refused unless the image shows writing that is no other sale's */
    public static void requireWriting(ImageResult result) throws Refused {
        switch (result) {
            case WRITING, UNOPENED -> {}
            case NONE, ABSENT, BLANK -> throw new Refused(Fault.PAD_NONE);
            case SCRIBBLE -> throw new Refused(Fault.PAD_LITTLE);
            case TOO_LARGE -> throw new Refused(Fault.PAD_LARGE);
            case CORRUPT -> throw new Refused(Fault.PAD_UNREADABLE);
            case REUSED -> throw new Refused(Fault.PAD_REUSED);
        }
    }

    /** @param typed as it came; @param salt 16 random bytes; @throws Refused if it is no name */
    public static LateMark typed(String typed, byte[] salt) throws Refused {
        String name =
                TypedText.tidy(typed.replaceAll("[\\r\\n\\t]", " ").replaceAll("[\\u202A-\\u202E\\u2066-\\u2069]", ""));
        Optional<String> fault = TypedText.fault(name, LONGEST_NAME);
        if (fault.isPresent()) {
            throw new Refused(
                    switch (fault.get()) {
                        case "none" -> Fault.PAD_NONE;
                        case "long" -> Fault.NAME_LONG;
                        default -> Fault.NAME_CARD;
                    });
        }
        if (name.codePoints().filter(Character::isLetter).count() < LEAST_LETTERS) {
            throw new Refused(Fault.NAME_LETTERS);
        }
        Part part = new Part(TYPED_NAME, "text/plain", salt, name.getBytes(StandardCharsets.UTF_8));
        return new LateMark(SigningMethod.TYPED, part);
    }

    /** Neither the drawing nor the name: records end up in logs. */
    @Override
    public String toString() {
        return "LateMark[" + method + "]";
    }
}
