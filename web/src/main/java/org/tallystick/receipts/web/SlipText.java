package org.tallystick.receipts.web;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tallystick.receipts.SoughtAmount;

/** Reads what people copy from a slip: full-width digits, spaces, currency signs and several ways to write a day. */
final class SlipText {
    private static final Pattern DAY = Pattern.compile("(\\d{4})(?:-|/|\\.|年)?(\\d{1,2})(?:-|/|\\.|月)?(\\d{1,2})日?");
    private static final Pattern AMOUNT = Pattern.compile("(?:\\d{1,3}(?:,\\d{3})+|\\d{1,12})(?:\\.\\d{1,3})?");
    private static final Pattern UNIT = Pattern.compile("^(?:¥|RMB|[A-Z]{3})|元$");
    private static final Pattern TERMINAL = Pattern.compile("[A-Z0-9]{8}");
    private static final Pattern TRACE = Pattern.compile("\\d{1,6}");
    private static final Pattern CODE = Pattern.compile("(?:.*/r/)?([A-Za-z0-9_-]{22})(?:\\.\\w[\\w-]*)?(?:[?#].*)?");

    private SlipText() {}

    /** The link code in a link or alone. The link's host does not matter: only the code is looked up, and only here. */
    static Optional<String> code(String text) {
        Matcher matcher = CODE.matcher(text.strip());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    static Optional<LocalDate> day(String text) {
        Matcher matcher = DAY.matcher(plain(text));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Optional<SoughtAmount> amount(String text) {
        String bare = UNIT.matcher(plain(text)).replaceAll("");
        return AMOUNT.matcher(bare).matches()
                ? Optional.of(new SoughtAmount(new BigDecimal(bare.replace(",", "")), false))
                : Optional.empty();
    }

    static Optional<String> terminal(String text) {
        return Optional.of(plain(text)).filter(s -> TERMINAL.matcher(s).matches());
    }

    /** Six digits; leading zeros may be left out. */
    static Optional<String> trace(String text) {
        return Optional.of(plain(text))
                .filter(s -> TRACE.matcher(s).matches())
                .map(s -> "0".repeat(6 - s.length()) + s);
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("\\s", "")
                .toUpperCase(Locale.ROOT);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
