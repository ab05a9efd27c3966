package org.tallystick.notices;

import java.util.Map;
import java.util.Set;

/**
 * Something that is to be told.
 *
 * @param subject what it is about, at most 64 characters, such as {@code case/M12345678}: the same subject and kind is told once
 * @param merchantNo the merchant it concerns; empty for what concerns the platform
 * @param facts short texts by name, see {@link NoticeFacts}
 */
public record Telling(
        NoticeKind kind, String subject, String merchantNo, Set<Audience> audiences, Map<String, String> facts) {
    private static final int LONGEST = 64;

    /** @throws IllegalArgumentException if the subject is too long, or somebody would be told who has no word for it */
    public Telling {
        if (subject.length() > LONGEST) {
            throw new IllegalArgumentException("the subject of a notice is too long");
        }
        for (Audience audience : audiences) {
            if (!NoticeKind.of(audience.kind()).contains(kind)) {
                throw new IllegalArgumentException(kind + " is not told to " + audience.kind());
            }
        }
        audiences = Set.copyOf(audiences);
        facts = Map.copyOf(facts);
    }
}
