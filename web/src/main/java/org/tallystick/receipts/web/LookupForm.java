package org.tallystick.receipts.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tallystick.receipts.Lookup;
import org.tallystick.receipts.SoughtAmount;
import org.tallystick.signing.ReceiptNumber;

/**
 * What the landing page was asked, field by field as typed, and what is wrong with it. Two questions share the page: by
 * number or link ({@code n}, {@code date}, {@code amount}) and by what every slip shows ({@code terminal},
 * {@code trace}, {@code day}, {@code sum}).
 */
public final class LookupForm {
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<String, String> faults = new LinkedHashMap<>();
    private final LocalDate today;
    private final Optional<String> code;
    private final Optional<Lookup> lookup;

    private LookupForm(HttpServletRequest request, LocalDate today) {
        this.today = today;
        for (String name : new String[] {"n", "date", "amount", "terminal", "trace", "day", "sum"}) {
            String value = request.getParameter(name);
            fields.put(name, value == null ? "" : value.strip());
        }
        code = SlipText.code(n());
        lookup = code.isPresent() ? Optional.empty() : slip() ? bySlip() : byNumber();
    }

    /** @param today the shop's day, for an example that looks familiar */
    static LookupForm of(HttpServletRequest request, LocalDate today) {
        return new LookupForm(request, today);
    }

    /** A link code, if one was given: it has a page of its own. */
    Optional<String> code() {
        return code;
    }

    /** The question, if it is complete. */
    Optional<Lookup> lookup() {
        return lookup;
    }

    private Optional<Lookup> byNumber() {
        if (n().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> number = ReceiptNumber.normalise(n());
        if (number.isEmpty()) {
            faults.put("n", "fault.number");
            return Optional.empty();
        }
        if (date().isEmpty() && amount().isEmpty()) {
            return Optional.empty();
        }
        Optional<LocalDate> date = day("date");
        Optional<SoughtAmount> amount = amount("amount");
        return faults.isEmpty()
                ? Optional.of(Lookup.byNumber(number.get(), date.orElseThrow(), amount.orElseThrow()))
                : Optional.empty();
    }

    private Optional<Lookup> bySlip() {
        Optional<String> terminal = SlipText.terminal(terminal());
        Optional<String> trace = SlipText.trace(trace());
        note("terminal", terminal.isPresent(), "fault.terminal");
        note("trace", trace.isPresent(), "fault.trace");
        Optional<LocalDate> day = day("day");
        Optional<SoughtAmount> sum = amount("sum");
        return faults.isEmpty()
                ? Optional.of(Lookup.bySlip(
                        terminal.orElseThrow(), trace.orElseThrow(), day.orElseThrow(), sum.orElseThrow()))
                : Optional.empty();
    }

    private Optional<LocalDate> day(String name) {
        Optional<LocalDate> day = SlipText.day(field(name));
        note(name, day.isPresent(), "fault.date");
        return day;
    }

    private Optional<SoughtAmount> amount(String name) {
        Optional<SoughtAmount> amount = SlipText.amount(field(name));
        note(name, amount.isPresent(), "fault.amount");
        return amount;
    }

    private void note(String name, boolean good, String fault) {
        if (!good) {
            faults.put(name, fault);
        }
    }

    public boolean isWrong(String name) {
        return faults.containsKey(name);
    }

    /** Key of the words that say what is wrong with a field. */
    public String fault(String name) {
        return faults.getOrDefault(name, "");
    }

    /** Whether the number is good and the page asks for date and amount as well. */
    public boolean asksMore() {
        return !n().isEmpty() && !isWrong("n");
    }

    /** Whether the second question was asked. */
    public boolean slip() {
        return !terminal().isEmpty() || !trace().isEmpty() || !day().isEmpty() || !sum().isEmpty();
    }

    /** Whether anything at all was asked. */
    boolean isAsked() {
        return fields.values().stream().anyMatch(v -> !v.isEmpty());
    }

    public String exampleDate() {
        return today.toString();
    }

    public String n() {
        return field("n");
    }

    public String date() {
        return field("date");
    }

    public String amount() {
        return field("amount");
    }

    public String terminal() {
        return field("terminal");
    }

    public String trace() {
        return field("trace");
    }

    public String day() {
        return field("day");
    }

    public String sum() {
        return field("sum");
    }

    private String field(String name) {
        return fields.getOrDefault(name, "");
    }
}
