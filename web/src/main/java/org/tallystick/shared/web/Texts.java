package org.tallystick.shared.web;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of the pages in one language. A missing key is an error of ours and fails loudly; tests look for it. */
public final class Texts {
    private static final String PACKAGE = "org.tallystick.web.";

    private final ResourceBundle bundle;

    private Texts(String name, Locale locale) {
        this.bundle = ResourceBundle.getBundle(name, locale, Texts.class.getClassLoader());
    }

    /** Words of one area: Pages (for anybody), Problems, Portal, Merchant, Regulator or Admin. */
    public static Texts of(String area, Locale locale) {
        return new Texts(PACKAGE + area, locale);
    }

    /** Words of the pages for anybody. */
    public static Texts ofPages(Locale locale) {
        return of("Pages", locale);
    }

    /** Words of the problem pages. */
    public static Texts ofProblems(Locale locale) {
        return of("Problems", locale);
    }

    /** The text as it stands. */
    public String get(String key) {
        return bundle.getString(key);
    }

    public boolean has(String key) {
        return bundle.containsKey(key);
    }

    /** The text with {0}, {1} … filled in; arguments are shown as they are, so format numbers and times before. */
    public String get(String key, Object... arguments) {
        return new MessageFormat(get(key), Locale.ROOT).format(arguments);
    }
}
