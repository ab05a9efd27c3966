package org.tallystick.receipts.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tallystick.receipts.ReceiptCursor;
import org.tallystick.receipts.ReceiptFilter;
import org.tallystick.receipts.ReceiptOrder;
import org.tallystick.receipts.ReceiptState;
import org.tallystick.receipts.SoughtText;
import org.tallystick.shared.Money;
import org.tallystick.shared.ShopTime;
import org.tallystick.signing.BillType;

/**
 * A search for receipts as an address says it. Days are Shanghai's. Without any day it is the last 30; a receipt's number or
 * digest is looked for at any time. What cannot be read is named in {@link #faults} and asks for nothing.
 */
final class SearchQuery {
    static final int DEFAULT_DAYS = 30;

    /** Which columns the list shows. A form sends each as a parameter of its own, and says so. */
    private static final String COLUMNS = "cols";

    private static final String TICKED = "-";

    private static final List<String> NAMES =
            List.of("from", "to", "terminal", "status", "type", "min", "max", "q", "sort", COLUMNS);
    private static final Currency YUAN = Currency.getInstance("CNY");

    private final Map<String, String> given = new LinkedHashMap<>();
    private final Set<String> faults = new LinkedHashSet<>();
    private final Optional<ReceiptCursor> place;
    private final LocalDate today;
    private final ReceiptFilter filter;

    private SearchQuery(Function<String, Optional<String>> parameters, Clock clock) {
        for (String name : NAMES) {
            parameters.apply(name).map(String::strip).ifPresent(value -> given.put(name, value));
        }
        today = ShopTime.today(clock);
        place = parameters.apply("at").flatMap(ReceiptCursor::parse);
        filter = new ReceiptFilter(
                day("from").map(SearchQuery::start),
                day("to").map(day -> start(day.plusDays(1))),
                Optional.empty(),
                asked("terminal"),
                constant("status", ReceiptState.values()),
                constant("type", BillType.values()),
                amount("min"),
                amount("max"),
                value("q"));
    }

    static SearchQuery of(HttpServletRequest request, Clock clock) {
        boolean ticked = TICKED.equals(request.getParameter(COLUMNS));
        return of(
                name -> ticked && name.equals(COLUMNS)
                        ? Optional.of(ticked(request))
                        : Optional.ofNullable(request.getParameter(name)),
                clock);
    }

    /** A form cannot send a list in one parameter, and an address must not name one twice. */
    private static String ticked(HttpServletRequest request) {
        return Arrays.stream(ListColumn.values())
                .map(ListColumn::word)
                .filter(word -> request.getParameter("col-" + word) != null)
                .collect(Collectors.joining(",", TICKED, ""));
    }

    static SearchQuery of(Function<String, Optional<String>> parameters, Clock clock) {
        return new SearchQuery(parameters, clock);
    }

    ReceiptFilter filter() {
        return filter;
    }

    ReceiptOrder order() {
        return ReceiptOrder.of(value("sort")).orElse(ReceiptOrder.NEWEST);
    }

    Optional<ReceiptCursor> place() {
        return place;
    }

    /** Fields that hold something impossible. */
    Set<String> faults() {
        return faults;
    }

    /** What the form's field shows. */
    String value(String name) {
        return given.getOrDefault(name, byDefault(name));
    }

    /** What was asked, by name, for forms that change something else. */
    Map<String, String> given() {
        return Collections.unmodifiableMap(given);
    }

    List<ListColumn> columns() {
        return ListColumn.chosen(value(COLUMNS));
    }

    /** Whether the days are those that stand where nobody has chosen any. */
    boolean isDefaultPeriod() {
        return !given.containsKey("from")
                && !given.containsKey("to")
                && !value("from").isEmpty();
    }

    /** The same search with one thing changed, from its first page. */
    String with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(given);
        changed.put(name, value);
        return address(changed);
    }

    /** The same search from another place of its list on. */
    String at(ReceiptCursor cursor) {
        String search = address(given);
        return search + (search.isEmpty() ? "?" : "&") + "at=" + cursor.text();
    }

    /** The same search at any time. */
    String atAnyTime() {
        Map<String, String> changed = new LinkedHashMap<>(given);
        changed.put("from", "");
        changed.put("to", "");
        return address(changed);
    }

    /** The same search with the days that stand by default written out, without a question mark. */
    String spelledOut() {
        Map<String, String> changed = new LinkedHashMap<>(given);
        List.of("from", "to").forEach(name -> changed.putIfAbsent(name, value(name)));
        return address(changed).substring(1);
    }

    /** The same search without some conditions. */
    String without(String... names) {
        Map<String, String> changed = new LinkedHashMap<>(given);
        Arrays.asList(names).forEach(changed::remove);
        return address(changed);
    }

    /** The query part of an address, beginning with a question mark, or nothing. */
    private static String address(Map<String, String> parameters) {
        StringBuilder address = new StringBuilder();
        parameters.forEach((name, value) -> {
            if (!value.isEmpty() || name.equals("from") || name.equals("to")) {
                address.append(address.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        return address.toString();
    }

    private String byDefault(String name) {
        boolean period = name.equals("from") || name.equals("to");
        if (!period || given.containsKey("from") || given.containsKey("to") || isNumber()) {
            return "";
        }
        return (name.equals("to") ? today : today.minusDays(DEFAULT_DAYS - 1)).toString();
    }

    private boolean isNumber() {
        SoughtText sought = SoughtText.of(given.getOrDefault("q", ""));
        return sought.number().isPresent() || sought.digest().isPresent();
    }

    private static Instant start(LocalDate day) {
        return ShopTime.startOf(day);
    }

    private Optional<String> asked(String name) {
        return Optional.of(value(name)).filter(value -> !value.isEmpty());
    }

    private Optional<LocalDate> day(String name) {
        try {
            return asked(name).map(LocalDate::parse).filter(day -> day.getYear() > 2000 && day.getYear() < 2100);
        } catch (DateTimeException e) {
            faults.add(name);
            return Optional.empty();
        }
    }

    private Optional<Long> amount(String name) {
        try {
            return asked(name).map(text -> Money.parseTyped(text, YUAN).minorUnits());
        } catch (IllegalArgumentException e) {
            faults.add(name);
            return Optional.empty();
        }
    }

    private <T extends Enum<T>> Optional<T> constant(String name, T[] constants) {
        return asked(name).flatMap(text -> Arrays.stream(constants)
                .filter(c -> c.name().equalsIgnoreCase(text))
                .findFirst());
    }
}
