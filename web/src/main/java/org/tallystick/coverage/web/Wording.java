package org.tallystick.coverage.web;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tallystick.coverage.CaseHead;
import org.tallystick.coverage.CaseState;
import org.tallystick.coverage.CauseGroup;
import org.tallystick.coverage.Outcome;
import org.tallystick.shared.Money;
import org.tallystick.shared.web.Figures;
import org.tallystick.shared.web.Texts;
import org.tallystick.signing.Cause;

/** The words of this package's pages in one language. */
record Wording(Locale locale) {

    Texts texts() {
        return Texts.of("Coverage", locale);
    }

    String get(String key, Object... arguments) {
        return arguments.length == 0 ? texts().get(key) : texts().get(key, arguments);
    }

    /** A cause as the beginning of a sentence. */
    String cause(Cause cause) {
        String words = Texts.ofPages(locale).get("cause." + cause.code());
        return words.substring(0, 1).toUpperCase(locale) + words.substring(1);
    }

    boolean isChinese() {
        return locale.getLanguage().equals("zh");
    }

    String merchant(CaseHead.Owner owner) {
        return isChinese() ? owner.nameZh() : owner.nameEn();
    }

    /** Sums side by side. */
    String sums(List<Money> sums) {
        return sums.stream().map(sum -> sum.format(locale)).collect(Collectors.joining(" + "));
    }

    /** How long ago, or how long something took, in its largest unit. */
    String span(Duration span) {
        if (span.toDays() > 0) {
            return get("span.days", Figures.of(span.toDays()));
        }
        return span.toHours() > 0
                ? get("span.hours", span.toHours())
                : get("span.minutes", Math.max(span.toMinutes(), 0));
    }

    /** How long closed cases took on average, or a dash. */
    String mean(Outcome outcome) {
        return outcome.meanMillis().isPresent()
                ? span(Duration.ofMillis(outcome.meanMillis().getAsLong()))
                : "—";
    }

    static String tone(CauseGroup group) {
        return switch (group) {
            case INTEGRITY -> "bad";
            case NETWORK, PLATFORM, NORMAL, UNKNOWN -> "wait";
            case DEVICE, CERTIFICATE, OPERATOR -> "warn";
        };
    }

    static String icon(CauseGroup group) {
        return switch (group) {
            case INTEGRITY -> "lock";
            case NETWORK, PLATFORM, NORMAL -> "wifi";
            case CERTIFICATE -> "cert";
            case DEVICE -> "flag";
            case OPERATOR -> "pen";
            case UNKNOWN -> "ask";
        };
    }

    static String tone(CaseState state) {
        return switch (state) {
            case CLOSED, VERIFIED -> "ok";
            case FROZEN, UNREMEDIABLE -> "bad";
            case AUTO_RETRY, REMEDIED, DETECTED, DIAGNOSED -> "wait";
            case AWAIT_TERMINAL, AWAIT_MERCHANT, AWAIT_CARDHOLDER, TICKET -> "warn";
        };
    }

    static String icon(CaseState state) {
        return switch (state) {
            case CLOSED, VERIFIED -> "check";
            case FROZEN -> "lock";
            case UNREMEDIABLE -> "ban";
            case AUTO_RETRY -> "renew";
            case REMEDIED, DETECTED, DIAGNOSED -> "clock";
            case AWAIT_TERMINAL, AWAIT_MERCHANT, AWAIT_CARDHOLDER, TICKET -> "alert";
        };
    }
}
