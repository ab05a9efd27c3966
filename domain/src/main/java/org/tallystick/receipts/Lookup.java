package org.tallystick.receipts;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import java.util.function.Predicate;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.Bill;
import org.tallystick.signing.ReceiptNumber;

/**
 * The question "is there such a receipt?" with facts only the holder of a slip knows (API.md, Reading). Either
 * {@code number}, or {@code terminalNo} and {@code traceNo}, is present.
 *
 * @param number normalised receipt number
 * @param date local date of the sale, as printed
 */
public record Lookup(
        Optional<String> number,
        Optional<String> terminalNo,
        Optional<String> traceNo,
        LocalDate date,
        SoughtAmount amount) {

    /** @param number normalised receipt number */
    public static Lookup byNumber(String number, LocalDate date, SoughtAmount amount) {
        return new Lookup(Optional.of(number), Optional.empty(), Optional.empty(), date, amount);
    }

    /** The way for slips without a number. */
    public static Lookup bySlip(String terminalNo, String traceNo, LocalDate date, SoughtAmount amount) {
        return new Lookup(Optional.empty(), Optional.of(terminalNo), Optional.of(traceNo), date, amount);
    }

    /**
     * Reads the question as programs ask it: {@code date} as {@code 2026-11-22}, {@code amount} in minor units.
     *
     * @throws Problem MEMBER_INVALID or MALFORMED with the member at fault
     */
    public static Lookup ofJson(JsonObject json) {
        LocalDate date = date(json.string("date"));
        SoughtAmount amount = new SoughtAmount(BigDecimal.valueOf(json.integer("amount")), true);
        if (json.has("number")) {
            String number = ReceiptNumber.normalise(json.string("number"))
                    .orElseThrow(() -> wrong("number", "must be a receipt number of 11 characters"));
            return byNumber(number, date, amount);
        }
        return bySlip(
                matching(json, "terminalNo", s -> s.length() == 8, "must have 8 characters"),
                matching(json, "traceNo", s -> s.matches("[0-9]{6}"), "must be 6 digits"),
                date,
                amount);
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw wrong("date", "must be a day such as 2026-11-22");
        }
    }

    private static String matching(JsonObject json, String member, Predicate<String> rule, String reason) {
        String text = json.string(member);
        if (!rule.test(text)) {
            throw wrong(member, reason);
        }
        return text;
    }

    private static Problem wrong(String member, String reason) {
        return Problem.member(ProblemType.MEMBER_INVALID, member, reason);
    }

    /** Whether date and amount are those of the bill. */
    public boolean matches(Bill bill) {
        return bill.time().toLocalDate().equals(date)
                && amount.is(bill.amount(), Currency.getInstance(bill.currency()));
    }

    /** What the five tries a day are counted by: the number, or terminal and trace. */
    public String countedBy() {
        return number.orElseGet(() -> terminalNo.orElse("") + "." + traceNo.orElse(""));
    }
}
