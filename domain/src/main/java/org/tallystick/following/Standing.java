package org.tallystick.following;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How a receipt stands, as far as somebody may want to hear of it. */
public record Standing(Signature signature, boolean altered) {
    private static final String ALTERED = ",ALTERED";

    /** What became of its signatures. */
    public enum Signature {
        /** Nothing is missing, as far as anybody knows. */
        NONE(List.of()),
        MISSING(List.of(News.MISSING)),
        CAME(List.of(News.CAME)),
        SETTLED(List.of(News.SETTLED));

        private final List<News> news;

        Signature(List<News> news) {
            this.news = news;
        }
    }

    /** A receipt of which nothing is known. */
    public static final Standing NONE = new Standing(Signature.NONE, false);

    /** As stored, such as {@code MISSING} or {@code NONE,ALTERED}. */
    public String text() {
        return altered ? signature + ALTERED : signature.name();
    }

    /** The reverse of {@link #text}; {@link #NONE} for anything else. */
    public static Standing parse(String text) {
        boolean altered = text.endsWith(ALTERED);
        String name = altered ? text.substring(0, text.length() - ALTERED.length()) : text;
        return Arrays.stream(Signature.values())
                .filter(signature -> signature.name().equals(name))
                .findFirst()
                .map(signature -> new Standing(signature, altered))
                .orElse(NONE);
    }

    /** What is new since then, as far as it is wished. */
    public List<News> since(Standing told, Wish wish) {
        List<News> all = new ArrayList<>();
        if (altered && !told.altered) {
            all.add(News.ALTERED);
        }
        if (signature != told.signature) {
            all.addAll(signature.news);
        }
        return all.stream().filter(wish::covers).toList();
    }
}
