package org.tallystick.verification;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.tallystick.shared.ShopTime;

/**
 * The verifier's words, in English and simplified Chinese; the same on pages, in documents and on the command line.
 * Languages other than Chinese get English. Times are shown in China's zone, which is named.
 */
public final class CheckTexts {

    private static final String BUNDLE = "org.tallystick.verification.Checks";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);

    private CheckTexts() {}

    /** The question that the check of this id asks. */
    public static String question(String id, Locale locale) {
        return bundle(locale).getString(id + ".question");
    }

    /** What the answer means, in one sentence. */
    public static String reason(CheckResult result, Locale locale) {
        Object[] arguments =
                result.arguments().stream().map(a -> shown(a, locale)).toArray();
        return new MessageFormat(pattern(result, locale), locale).format(arguments);
    }

    /** How the question is answered, for people who know signatures and certificates. */
    public static String how(String id, Locale locale) {
        return bundle(locale).getString(id + ".how");
    }

    /** What somebody checks for. */
    public static String purpose(Purpose purpose, Locale locale) {
        return bundle(locale).getString("purpose." + purpose.key());
    }

    /** One or two words for what became of a file. */
    public static String word(FileResult result, Locale locale) {
        return result.outcome().map(outcome -> word(outcome, locale)).orElseGet(() -> bundle(locale)
                .getString("file." + result.key()));
    }

    /** The same as a sentence. */
    public static String sentence(FileResult result, Locale locale) {
        return result.outcome().map(outcome -> sentence(outcome, locale)).orElseGet(() -> bundle(locale)
                .getString("file." + result.key() + ".reason"));
    }

    /**
     * What stands behind the number of all files of a batch.
     *
     * @param skipped files with other names than those of receipts
     */
    public static String total(long skipped, Locale locale) {
        return new MessageFormat(bundle(locale).getString("file.total"), locale).format(new Object[] {skipped});
    }

    /** Name of a piece of raw material. */
    public static String raw(String key, Locale locale) {
        return bundle(locale).getString("raw." + key);
    }

    /** One or two words for the verdict, for people who do not see its sign. */
    public static String result(Verdict verdict, Locale locale) {
        return bundle(locale).getString("result." + verdict.name().toLowerCase(Locale.ROOT));
    }

    /** The word on the stamp: Matches, 一致. */
    public static String word(Outcome outcome, Locale locale) {
        return bundle(locale).getString("outcome." + outcome.key() + ".word");
    }

    /** The one sentence that answers everything. */
    public static String sentence(Outcome outcome, Locale locale) {
        return bundle(locale).getString("outcome." + outcome.key() + ".sentence");
    }

    /** Name of a fact beside the verdict. */
    static String fact(String key, Locale locale) {
        return bundle(locale).getString("fact." + key);
    }

    /** Point in time as {@code 2026-11-22 18:42:33 (UTC+8)}. */
    public static String time(Instant instant, Locale locale) {
        String text = TIME.format(ZonedDateTime.ofInstant(instant, ShopTime.ZONE));
        return isChinese(locale) ? text + "（UTC+8）" : text + " (UTC+8)";
    }

    static String day(Instant instant) {
        return DAY.format(ZonedDateTime.ofInstant(instant, ShopTime.ZONE));
    }

    private static String pattern(CheckResult result, Locale locale) {
        ResourceBundle bundle = bundle(locale);
        String own = result.id() + "." + result.why();
        return bundle.containsKey(own) ? bundle.getString(own) : bundle.getString("any." + result.why());
    }

    private static Object shown(Object argument, Locale locale) {
        if (argument instanceof Instant instant) {
            return time(instant, locale);
        }
        return argument instanceof Duration duration ? span(duration, locale) : argument;
    }

    private static String span(Duration duration, Locale locale) {
        long seconds = Math.abs(duration.toSeconds());
        if (seconds < 120) {
            return counted(seconds, "second", " 秒", locale);
        }
        if (seconds < 7_200) {
            return counted(seconds / 60, "minute", " 分钟", locale);
        }
        return seconds < 172_800
                ? counted(seconds / 3_600, "hour", " 小时", locale)
                : counted(seconds / 86_400, "day", " 天", locale);
    }

    private static String counted(long count, String english, String chinese, Locale locale) {
        String number = String.format(Locale.ROOT, "%,d", count);
        return isChinese(locale) ? number + chinese : number + " " + english + (count == 1 ? "" : "s");
    }

    static boolean isChinese(Locale locale) {
        return locale.getLanguage().equals("zh");
    }

    /** @throws MissingResourceException if the program was put together without its texts */
    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                BUNDLE,
                isChinese(locale) ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH,
                CheckTexts.class.getClassLoader());
    }
}
