package org.tallystick.coverage;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a terminal stands, as far as is known.
 *
 * @param store where it stands
 * @param heard when its newest event or receipt came in; empty if there was none
 */
public record TerminalCondition(
        String terminalNo,
        String store,
        CaseHead.Owner owner,
        Optional<Instant> heard,
        Certificate certificate,
        Reported reported,
        Failures failures) {

    /**
     * What it may sign with.
     *
     * @param held whether it has a certificate that was not revoked, in force or not
     * @param until when the last one ends that is neither revoked nor suspended; empty without one
     */
    public record Certificate(boolean held, Optional<Instant> until) {}

    /**
     * What it says of itself.
     *
     * @param outbox bills that waited at its last heartbeats, the newest first, at most four
     * @param clockOffsetMillis that its clock was ahead of ours at its last heartbeat
     * @param padTroubles signature pad absent or broken, or nobody signed in time, in the last seven days
     * @param outdated its program is older than its device must have
     */
    public record Reported(
            List<Integer> outbox, Optional<Long> clockOffsetMillis, long padTroubles, boolean outdated) {}

    /**
     * Its sales of the last seven days.
     *
     * @param lacking those without something that they should have
     */
    public record Failures(long receipts, long lacking) {
        public static final Failures NONE = new Failures(0, 0);
    }

    /** The same with these sales. */
    public TerminalCondition with(Failures other) {
        return new TerminalCondition(terminalNo, store, owner, heard, certificate, reported, other);
    }

    /** Whether it is used: it has a certificate, or was heard of late although it has none any more. */
    public boolean isAtWork(Instant now) {
        return certificate.held() || isHeardOfLate(now);
    }

    /** Whether it was heard within {@link HealthSign#SILENT_AFTER}. */
    public boolean isHeardOfLate(Instant now) {
        return heard.filter(last -> !last.isBefore(now.minus(HealthSign.SILENT_AFTER)))
                .isPresent();
    }

    /** What hints at its failing soon; nothing of one that is not at work. */
    public List<HealthSign> signs(Instant now) {
        return isAtWork(now)
                ? Arrays.stream(HealthSign.values())
                        .filter(sign -> sign.shows(this, now))
                        .toList()
                : List.of();
    }
}
