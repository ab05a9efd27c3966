package org.tallystick.receipts.web;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.tallystick.enrolment.IdentifierRules;
import org.tallystick.receipts.ReceiptListCursor;
import org.tallystick.receipts.ReceiptListQuery;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.ReceiptStatus;

/** Reads the query string of the list of receipts. Empty parameters count as left out, unknown ones are ignored. */
final class ReceiptListParameters {
    private static final int USUAL = 100;

    private final MultivaluedMap<String, String> parameters;

    private ReceiptListParameters(MultivaluedMap<String, String> parameters) {
        this.parameters = parameters;
    }

    /** @throws Problem member-invalid naming the parameter */
    static ReceiptListQuery read(MultivaluedMap<String, String> parameters) {
        return new ReceiptListParameters(parameters).query();
    }

    private ReceiptListQuery query() {
        return new ReceiptListQuery(
                text("merchant"),
                date("from"),
                date("to"),
                terminal(),
                status(),
                text("cursor").map(ReceiptListCursor::parse),
                limit());
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(parameters.getFirst(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private Optional<LocalDate> date(String name) {
        try {
            return text(name).map(LocalDate::parse);
        } catch (DateTimeException e) {
            throw wrong(name, "must be a date such as 2026-01-31");
        }
    }

    private Optional<String> terminal() {
        Optional<String> terminal = text("terminal");
        if (terminal.filter(no -> !IdentifierRules.isTerminalNo(no)).isPresent()) {
            throw wrong("terminal", "must be 8 letters or digits");
        }
        return terminal;
    }

    private Optional<ReceiptStatus> status() {
        try {
            return text("status").map(ReceiptStatus::valueOf);
        } catch (IllegalArgumentException e) {
            throw wrong("status", "must be SIGNED or UNSIGNED");
        }
    }

    private int limit() {
        try {
            int limit = text("limit").map(Integer::valueOf).orElse(USUAL);
            if (limit >= 1 && limit <= ReceiptListQuery.MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Falls through to the same refusal.
        }
        throw wrong("limit", "must be a number from 1 to " + ReceiptListQuery.MOST);
    }

    private static Problem wrong(String parameter, String reason) {
        return Problem.member(ProblemType.MEMBER_INVALID, parameter, reason);
    }
}
