package org.tallystick.shared.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What every page's frame needs of the request: language, theme, the links that change them, nonce, assets. */
@Named("page")
@RequestScoped
public class PageView {
    private static final Set<String> CHOICES = Set.of(Preferences.LANGUAGE_COOKIE, Preferences.THEME_COOKIE);

    @Inject
    private HttpServletRequest request;

    @Inject
    private Assets assets;

    public Locale getLocale() {
        return preferences().language().locale();
    }

    /** Value of {@code <html lang>}. */
    public String getLang() {
        return preferences().language().tag();
    }

    public String getOtherLang() {
        return preferences().language().other().tag();
    }

    public boolean isChinese() {
        return preferences().language() == Language.ZH_CN;
    }

    /** Value of {@code data-theme}. */
    public String getTheme() {
        return preferences().theme().tag();
    }

    /** The theme that the switch leads to: system, light, dark and round again. */
    public String getNextTheme() {
        return preferences().theme().next().tag();
    }

    /** Address of this page in the other language. */
    public String getLanguageLink() {
        return with(Preferences.LANGUAGE_COOKIE, getOtherLang());
    }

    /** Address of this page with the next theme. */
    public String getThemeLink() {
        return with(Preferences.THEME_COOKIE, getNextTheme());
    }

    /** Nonce of this answer's Content-Security-Policy. */
    public String getNonce() {
        return request.getAttribute(HeadersFilter.NONCE) instanceof String nonce ? nonce : "";
    }

    /** Versioned address of the style sheet, the script or the icon. */
    public String asset(String name) {
        return assets.address(name);
    }

    /** The text of a key with arguments, in the reader's language. */
    public String text(String key, Object... arguments) {
        return Texts.ofPages(getLocale()).get(key, arguments);
    }

    /** The text of the portal with arguments. */
    public String portal(String key, Object... arguments) {
        return Texts.of("Portal", getLocale()).get(key, arguments);
    }

    /** The text of an area's bundle with arguments. */
    public String of(String area, String key, Object... arguments) {
        return Texts.of(area, getLocale()).get(key, arguments);
    }

    private String with(String name, String value) {
        String address = Addresses.withoutParameters(path(), query(), CHOICES);
        return address + (address.contains("?") ? "&" : "?") + name + "=" + value;
    }

    private String path() {
        for (String attribute :
                new String[] {RequestDispatcher.ERROR_REQUEST_URI, RequestDispatcher.FORWARD_REQUEST_URI}) {
            if (request.getAttribute(attribute) instanceof String uri) {
                return uri;
            }
        }
        return request.getRequestURI();
    }

    private @Nullable String query() {
        Object forwarded = request.getAttribute(RequestDispatcher.FORWARD_QUERY_STRING);
        return forwarded instanceof String query ? query : request.getQueryString();
    }

    private Preferences preferences() {
        return Preferences.of(request);
    }
}
