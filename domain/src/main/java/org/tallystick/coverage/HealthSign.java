package org.tallystick.coverage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What hints at a terminal failing soon: each constant is a question about its condition. */
public enum HealthSign {
    /** Soon, or already, it has no certificate in force: its bills will be unsigned. */
    CERTIFICATE {
        @Override
        boolean shows(TerminalCondition terminal, Instant now) {
            return terminal.certificate()
                    .until()
                    .filter(until -> until.isAfter(now.plus(CERTIFICATE_LEFT)))
                    .isEmpty();
        }
    },
    /** It was heard before, but has said nothing for a day. */
    SILENT {
        @Override
        boolean shows(TerminalCondition terminal, Instant now) {
            return terminal.heard().isPresent() && !terminal.isHeardOfLate(now);
        }
    },
    /** Bills wait, and from one heartbeat to the next more of them: they do not get through. */
    OUTBOX {
        @Override
        boolean shows(TerminalCondition terminal, Instant now) {
            List<Integer> waiting = terminal.reported().outbox();
            if (waiting.size() < HEARTBEATS || waiting.get(0) < OUTBOX_LEAST) {
                return false;
            }
            for (int i = 1; i < HEARTBEATS; i++) {
                if (waiting.get(i) > waiting.get(i - 1)) {
                    return false;
                }
            }
            return waiting.get(0) > waiting.get(HEARTBEATS - 1);
        }
    },
    /** Again and again nobody could sign on its pad. */
    PAD {
        @Override
        boolean shows(TerminalCondition terminal, Instant now) {
            return terminal.reported().padTroubles() >= PAD_LEAST;
        }
    },
    /** Its clock is wrong: times on receipts are, and later its certificate will seem out of date. */
    CLOCK {
        @Override
        boolean shows(TerminalCondition terminal, Instant now) {
            return terminal.reported()
                    .clockOffsetMillis()
                    .filter(offset -> Math.abs(offset) > CLOCK_MOST.toMillis())
                    .isPresent();
        }
    },
    /** Its program is older than its device must have: sooner or later it does not sign, or does not ask. */
    PROGRAM {
        @Override
        boolean shows(TerminalCondition terminal, Instant now) {
            return terminal.reported().outdated();
        }
    };

    /** A certificate that ends within this time is renewed now rather than later. */
    public static final Duration CERTIFICATE_LEFT = Duration.ofDays(30);

    /** Without a word for so long, a terminal is silent. */
    public static final Duration SILENT_AFTER = Duration.ofHours(24);

    /** How many heartbeats are compared. */
    public static final int HEARTBEATS = 4;

    /** Fewer waiting bills are no trouble: each sale waits for a moment. */
    public static final int OUTBOX_LEAST = 3;

    /** Troubles with the pad are counted for so long. */
    public static final Duration PAD_WITHIN = Duration.ofDays(7);

    /** So many of them are no accident any more. */
    public static final int PAD_LEAST = 3;

    /** A clock that is off by more is wrong. */
    public static final Duration CLOCK_MOST = Duration.ofSeconds(60);

    abstract boolean shows(TerminalCondition terminal, Instant now);
}
