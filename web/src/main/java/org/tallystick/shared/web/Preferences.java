package org.tallystick.shared.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;

/** Language and theme of the reader: from cookies, else from what the browser says, else the defaults. */
public record Preferences(Language language, Theme theme) {
    static final String LANGUAGE_COOKIE = "lang";
    static final String THEME_COOKIE = "theme";

    /** What this request asks for. */
    public static Preferences of(HttpServletRequest request) {
        Language language = cookie(request, LANGUAGE_COOKIE)
                .flatMap(Language::ofTag)
                .orElseGet(() -> Language.accepted(request.getHeader("Accept-Language")));
        Theme theme = cookie(request, THEME_COOKIE).flatMap(Theme::ofTag).orElse(Theme.SYSTEM);
        return new Preferences(language, theme);
    }

    private static Optional<String> cookie(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(c -> c.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }
}
