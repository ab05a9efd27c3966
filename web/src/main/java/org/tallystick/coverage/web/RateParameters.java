package org.tallystick.coverage.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.coverage.RateQuery;
import org.tallystick.coverage.RateQuery.Dimension;
import org.tallystick.shared.ShopTime;

/** What the address of the rates asks for; without a word, the last 30 days by institution. */
record RateParameters(RateQuery query, Dimension dimension) {
    private static final int DAYS = 30;
    private static final int MOST_DAYS = 366;

    static RateParameters of(HttpServletRequest request, Clock clock) {
        LocalDate today = ShopTime.today(clock);
        LocalDate to = CaseParameters.day(CaseParameters.text(request, "to")).orElse(today);
        LocalDate asked =
                CaseParameters.day(CaseParameters.text(request, "from")).orElse(to.minusDays(DAYS - 1));
        LocalDate earliest = to.minusDays(MOST_DAYS - 1);
        LocalDate from = asked.isAfter(to) ? to : asked.isBefore(earliest) ? earliest : asked;
        RateQuery query = new RateQuery(from, to, given(request, "region"), given(request, "acquirer"));
        return new RateParameters(query, dimension(CaseParameters.text(request, "by")));
    }

    private static Optional<String> given(HttpServletRequest request, String name) {
        return Optional.of(CaseParameters.text(request, name)).filter(text -> !text.isEmpty());
    }

    private static Dimension dimension(String name) {
        return Arrays.stream(Dimension.values())
                .filter(d -> d != Dimension.DAY && d.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(Dimension.INSTITUTION);
    }

    /** The query part of the address, with its question mark. */
    static String link(RateQuery query, Dimension by) {
        return "?from=" + query.from() + "&to=" + query.to()
                + query.region().map(r -> "&region=" + encoded(r)).orElse("")
                + query.acquirer().map(a -> "&acquirer=" + encoded(a)).orElse("")
                + "&by=" + by.name().toLowerCase(Locale.ROOT);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
