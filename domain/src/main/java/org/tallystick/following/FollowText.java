package org.tallystick.following;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of letters to consumers, in the language of the page on which they were asked for. */
public final class FollowText {
    private final ResourceBundle bundle;

    private FollowText(Locale locale) {
        bundle = ResourceBundle.getBundle(
                "org.tallystick.following.Words",
                locale,
                FollowText.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** A letter's subject and text. */
    public record Words(String subject, String text) {}

    /** @param locale Chinese or English */
    public static FollowText of(Locale locale) {
        return new FollowText(locale.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
    }

    /** The one letter that asks whether the address may be written to. @param page where that is said */
    public Words question(String number, String page) {
        return new Words(get("ask.subject", number), get("ask.text", number, page) + "\n");
    }

    /** @param news at least one @param receipt address of the receipt's page @param page where letters end */
    public Words news(List<News> news, String number, String receipt, String page) {
        StringBuilder text = new StringBuilder();
        news.forEach(one -> text.append(get("news." + one, number)).append("\n\n"));
        text.append(get("open", receipt))
                .append("\n\n-- \n")
                .append(get("foot", number, page))
                .append('\n');
        return new Words(get("subject." + news.get(0), number), text.toString());
    }

    private String get(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(arguments);
    }
}
