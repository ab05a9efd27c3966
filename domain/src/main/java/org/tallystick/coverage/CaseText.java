package org.tallystick.coverage;

import java.util.Optional;
import org.tallystick.signing.TypedText;

/** What may be written about a case. */
public final class CaseText {
    /** Characters (code points). */
    public static final int LONGEST = 1_000;

    private CaseText() {}

    /** What is wrong with a tidied text: {@code none}, {@code long} or {@code card}; empty if it may be kept. */
    public static Optional<String> fault(String text) {
        return TypedText.fault(text, LONGEST);
    }
}
