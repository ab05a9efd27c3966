package org.tallystick.coverage.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.access.Role;
import org.tallystick.coverage.RateQuery;
import org.tallystick.coverage.RateQuery.Device;
import org.tallystick.coverage.RateQuery.Dimension;
import org.tallystick.shared.ShopTime;

/** What the address of the rates asks for; without a word, the last 30 days by whatever comes first for the role. */
record RateParameters(RateQuery query, Dimension dimension) {
    private static final String UNTOLD = "-";
    private static final int DAYS = 30;
    private static final int MOST_DAYS = 366;

    static RateParameters of(HttpServletRequest request, Clock clock, Role role) {
        LocalDate today = ShopTime.today(clock);
        LocalDate to = CaseParameters.day(CaseParameters.text(request, "to")).orElse(today);
        LocalDate asked =
                CaseParameters.day(CaseParameters.text(request, "from")).orElse(to.minusDays(DAYS - 1));
        LocalDate earliest = to.minusDays(MOST_DAYS - 1);
        LocalDate from = asked.isAfter(to) ? to : asked.isBefore(earliest) ? earliest : asked;
        Device device = new Device(named(request, "brand"), named(request, "model"), named(request, "firmware"));
        RateQuery query = new RateQuery(from, to, given(request, "region"), given(request, "acquirer"), device);
        return new RateParameters(query, dimension(CaseParameters.text(request, "by"), role));
    }

    /** How somebody may divide what they see, the most useful first: not by what is one and the same for all of it. */
    static List<Dimension> offered(Role role) {
        List<Dimension> offered = new ArrayList<>(List.of(
                Dimension.BRAND,
                Dimension.ENTRY_MODE,
                Dimension.TERMINAL,
                Dimension.DEVICE_BRAND,
                Dimension.DEVICE_MODEL,
                Dimension.FIRMWARE));
        if (role == Role.REGULATOR) {
            offered.addAll(0, List.of(Dimension.INSTITUTION, Dimension.REGION, Dimension.MERCHANT));
        } else if (role == Role.INSTITUTION_OFFICER) {
            offered.addAll(0, List.of(Dimension.MERCHANT, Dimension.REGION));
        }
        return offered;
    }

    /** Of a device; a dash stands for those that have not told. */
    private static Optional<String> named(HttpServletRequest request, String name) {
        return given(request, name).map(text -> text.equals(UNTOLD) ? "" : text);
    }

    private static Optional<String> given(HttpServletRequest request, String name) {
        return Optional.of(CaseParameters.text(request, name)).filter(text -> !text.isEmpty());
    }

    private static Dimension dimension(String name, Role role) {
        List<Dimension> offered = offered(role);
        return offered.stream()
                .filter(d -> d.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(offered.get(0));
    }

    /** The query part of the address, with its question mark. */
    static String link(RateQuery query, Dimension by) {
        return "?from=" + query.from() + "&to=" + query.to()
                + query.region().map(r -> "&region=" + encoded(r)).orElse("")
                + query.acquirer().map(a -> "&acquirer=" + encoded(a)).orElse("")
                + device("brand", query.device().brand())
                + device("model", query.device().model())
                + device("firmware", query.device().firmware())
                + "&by=" + by.name().toLowerCase(Locale.ROOT);
    }

    private static String device(String name, Optional<String> value) {
        return value.map(text -> "&" + name + "=" + encoded(told(text))).orElse("");
    }

    /** As addresses and forms write it. */
    static String told(String text) {
        return text.isEmpty() ? UNTOLD : text;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
