package org.tallystick.notices;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of notices, the same in the portal and in letters. */
public final class NoticeText {
    private final ResourceBundle bundle;
    private final boolean chinese;

    private NoticeText(Locale locale) {
        bundle = ResourceBundle.getBundle(
                "org.tallystick.notices.Words",
                locale,
                NoticeText.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        chinese = locale.getLanguage().equals("zh");
    }

    /** @param locale Chinese or English */
    public static NoticeText of(Locale locale) {
        return new NoticeText(locale.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
    }

    /** What a kind is called in a list of choices. */
    public String name(NoticeKind kind) {
        return bundle.getString("kind." + kind);
    }

    /** What has happened, as one sentence. */
    public String sentence(Notice notice) {
        String key = "told." + notice.kind();
        String special = key + (notice.fact(NoticeFacts.CASE).isEmpty() ? ".plain" : ".case");
        if (bundle.containsKey(special)) {
            key = special;
        }
        String sentence = format(
                bundle.getString(key),
                notice.fact(NoticeFacts.TERMINAL),
                grouped(notice.fact(NoticeFacts.CASE)),
                reason(notice),
                notice.fact(NoticeFacts.DAYS),
                notice.fact(NoticeFacts.NAME),
                notice.fact(NoticeFacts.RECEIPT));
        String merchant =
                chinese ? notice.merchantName().zh() : notice.merchantName().en();
        boolean own = notice.audience().kind() == Audience.Kind.MERCHANT;
        return own || merchant.isEmpty() ? sentence : format(bundle.getString("of-merchant"), merchant, sentence);
    }

    /** What to do about it. */
    public String advice(Notice notice) {
        String own = "todo." + notice.kind() + "." + notice.audience().kind();
        return bundle.getString(bundle.containsKey(own) ? own : "todo." + notice.kind());
    }

    /** Any other text of letters. */
    public String get(String key, Object... arguments) {
        return format(bundle.getString(key), arguments);
    }

    private String reason(Notice notice) {
        String key = "reason." + notice.fact(NoticeFacts.REASON);
        return bundle.containsKey(key) ? bundle.getString(key) : bundle.getString("reason.UNKNOWN");
    }

    private static String grouped(String number) {
        return number.length() == 9
                ? number.substring(0, 1) + "-" + number.substring(1, 5) + "-" + number.substring(5)
                : number;
    }

    private static String format(String pattern, Object... arguments) {
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, Locale.ROOT).format(arguments);
    }
}
