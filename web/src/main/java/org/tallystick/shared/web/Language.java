package org.tallystick.shared.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The languages of the interface. Simplified Chinese is the default. */
public enum Language {
    ZH_CN("zh-CN", Locale.SIMPLIFIED_CHINESE),
    EN("en", Locale.ENGLISH);

    private final String tag;
    private final Locale locale;

    Language(String tag, Locale locale) {
        this.tag = tag;
        this.locale = locale;
    }

    /** BCP 47 tag, the value of {@code <html lang>} and of the cookie. */
    public String tag() {
        return tag;
    }

    /** Locale of the bundles. */
    public Locale locale() {
        return locale;
    }

    /** The one to switch to. */
    public Language other() {
        return this == EN ? ZH_CN : EN;
    }

    /** The language with this tag; Chinese if there is none. */
    public static Language named(String tag) {
        return ofTag(tag).orElse(ZH_CN);
    }

    static Optional<Language> ofTag(@Nullable String tag) {
        return Arrays.stream(values()).filter(l -> l.tag.equals(tag)).findFirst();
    }

    /** The first language of an {@code Accept-Language} header that we have; Chinese if there is none. */
    static Language accepted(@Nullable String header) {
        try {
            return Locale.LanguageRange.parse(header == null ? "" : header).stream()
                    .flatMap(range -> ofRange(range).stream())
                    .findFirst()
                    .orElse(ZH_CN);
        } catch (IllegalArgumentException e) {
            return ZH_CN;
        }
    }

    private static List<Language> ofRange(Locale.LanguageRange range) {
        if (range.getWeight() == 0) {
            return List.of();
        }
        return switch (range.getRange().split("-", 2)[0]) {
            case "en" -> List.of(EN);
            case "zh" -> List.of(ZH_CN);
            default -> List.of();
        };
    }
}
