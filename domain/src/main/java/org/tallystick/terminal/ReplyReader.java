package org.tallystick.terminal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Cause;

/**
 * Reads what an answer means (API.md, Signing). Only a well-formed problem of this platform parks a bill: a proxy that
 * answers 404 or 413 in between decides nothing.
 */
final class ReplyReader {
    private static final Set<ProblemType> NOT_ABOUT_THE_BILL = Set.of(
            ProblemType.RATE_LIMITED,
            ProblemType.NOT_CONFIRMED,
            ProblemType.INTERNAL,
            ProblemType.METHOD_NOT_ALLOWED,
            ProblemType.UNSUPPORTED_MEDIA_TYPE,
            ProblemType.FORBIDDEN,
            ProblemType.NOT_FOUND);
    private static final String TYPE_PREFIX = "/problems/";

    /** No rule about keeping may be shorter. */
    private static final Duration LEAST_KEPT = Duration.ofDays(30);

    private final ReceiptCheck check;
    private final Clock clock;

    ReplyReader(ReceiptCheck check, Clock clock) {
        this.check = check;
        this.clock = clock;
    }

    /**
     * @param body JSON of the answer or of one result of a batch, if it is JSON
     * @param retryAfter header of the answer
     */
    Reply read(PendingBill bill, int status, Optional<JsonObject> body, Optional<Duration> retryAfter) {
        if (status == 200 || status == 201) {
            return stored(bill, body);
        }
        Optional<ProblemType> type = body.flatMap(ReplyReader::type).filter(t -> t.status() == status);
        if (type.filter(t -> t == ProblemType.REMOVED).isPresent()) {
            return removed(bill);
        }
        if (status == 429) {
            String reason = "The platform asks to go slower.";
            return new Reply.Later(reason, wait(body, retryAfter), Optional.empty(), true);
        }
        if (status >= 500) {
            String reason = "The platform did not confirm (status %d).".formatted(status);
            return new Reply.Later(reason, wait(body, retryAfter), Optional.of(Cause.PLATFORM_OUTAGE), status == 503);
        }
        return type.filter(t -> !NOT_ABOUT_THE_BILL.contains(t))
                .<Reply>map(t -> new Reply.Refused(t, detail(body)))
                .orElseGet(() -> doubtful("Something other than the platform answered (status %d).".formatted(status)));
    }

    /** Nothing is removed before its time: of a younger bill such an answer would lose it. */
    private Reply removed(PendingBill bill) {
        Instant sold = Bill.parse(bill.message().payload()).time().toInstant();
        return sold.plus(LEAST_KEPT).isBefore(clock.instant())
                ? new Reply.Removed()
                : doubtful("The platform says that it removed the bill after its retention, which cannot be over yet.");
    }

    private Reply stored(PendingBill bill, Optional<JsonObject> body) {
        if (body.isEmpty()) {
            return doubtful("The answer is not JSON.");
        }
        try {
            return check.believe(bill, body.get());
        } catch (UnbelievableException e) {
            return doubtful("The answer is not believed: %s.".formatted(e.getMessage()));
        } catch (TerminalException e) {
            return doubtful("The answer could not be checked: %s".formatted(e.getMessage()));
        } catch (UnreachableException e) {
            return new Reply.Later(
                    "The answer could not be checked: " + e.getMessage(),
                    Optional.empty(),
                    Optional.of(Cause.UPLOAD_CONNECT_FAIL),
                    true);
        }
    }

    private static Reply doubtful(String reason) {
        return new Reply.Later(reason, Optional.empty(), Optional.of(Cause.UNKNOWN), false);
    }

    /** The kind of a problem document; nothing if it is none of this platform's. */
    static Optional<ProblemType> type(JsonObject problem) {
        try {
            return problem.optionalString("type")
                    .filter(type -> type.contains(TYPE_PREFIX))
                    .map(type -> type.substring(type.lastIndexOf('/') + 1))
                    .flatMap(ProblemType::ofSlug);
        } catch (Problem unclear) {
            return Optional.empty();
        }
    }

    private static String detail(Optional<JsonObject> problem) {
        try {
            return problem.flatMap(p -> p.optionalString("detail")).orElse("");
        } catch (Problem unclear) {
            return "";
        }
    }

    /** A batch has one header for all, so its problems may say for themselves how long to wait. */
    private static Optional<Duration> wait(Optional<JsonObject> problem, Optional<Duration> retryAfter) {
        try {
            OptionalLong seconds =
                    problem.map(p -> p.optionalInteger("retryAfter")).orElse(OptionalLong.empty());
            return seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsLong())) : retryAfter;
        } catch (Problem unclear) {
            return retryAfter;
        }
    }
}
