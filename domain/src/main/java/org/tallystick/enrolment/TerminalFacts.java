package org.tallystick.enrolment;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A terminal as anybody may know it.
 *
 * @param city of the store in which it stands
 * @param state of its newest certificate
 * @param until end of that certificate; absent if there is none, or it does not count any more
 * @param heard when the platform had word from it; coarse, so that nobody can watch a shop from afar
 */
public record TerminalFacts(
        String terminalNo,
        String merchantZh,
        String merchantEn,
        String city,
        String acquirerZh,
        String acquirerEn,
        State state,
        Optional<Instant> until,
        Heard heard) {

    /** How long ago a bill or an event of the terminal came in. */
    public enum Heard {
        /** Within a day. */
        DAY,
        /** Within a week. */
        WEEK,
        /** Longer ago. */
        LONGER,
        NEVER;

        /** @param last word of the terminal */
        public static Heard of(Optional<Instant> last, Instant now) {
            return last.map(time -> Duration.between(time, now).toDays())
                    .map(days -> days < 1 ? DAY : days < 7 ? WEEK : LONGER)
                    .orElse(NEVER);
        }
    }

    /** Whether what the terminal signs now counts. */
    public enum State {
        VALID,
        EXPIRED,
        SUSPENDED,
        REVOKED,
        /** Enrolled on paper, but no device has a certificate. */
        NONE
    }
}
