package org.tallystick.coverage;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The life of a case (WORKFLOWS.md W.4). Being overdue is no state: an escalated case still waits for the same people. */
public enum CaseState {
    DETECTED,
    DIAGNOSED,
    /** Nobody has to do anything: the terminal sends again by itself. */
    AUTO_RETRY,
    /** The terminal has to sign or send again. */
    AWAIT_TERMINAL,
    AWAIT_MERCHANT,
    AWAIT_CARDHOLDER,
    /** Somebody has to mend the device. */
    TICKET,
    /** Integrity is in doubt: looked into. */
    FROZEN,
    /** Something was handed in; the institution has not looked at it. */
    REMEDIED,
    VERIFIED,
    CLOSED,
    /** There is no evidence and there will be none. */
    UNREMEDIABLE;

    private static final Set<CaseState> WAITING =
            EnumSet.of(AUTO_RETRY, AWAIT_TERMINAL, AWAIT_MERCHANT, AWAIT_CARDHOLDER, TICKET);

    /** Whether something is still to be done about it. */
    public boolean isOpen() {
        return this != CLOSED && this != UNREMEDIABLE && this != VERIFIED;
    }

    /** Whether a remedy may still be handed in. */
    public boolean isWaiting() {
        return WAITING.contains(this);
    }

    /** Whether a case may go from here to there. */
    public boolean mayBecome(CaseState next) {
        return switch (this) {
            case DETECTED -> next == DIAGNOSED;
            case DIAGNOSED -> WAITING.contains(next) || next == FROZEN;
            case AUTO_RETRY, AWAIT_TERMINAL, AWAIT_MERCHANT, AWAIT_CARDHOLDER, TICKET ->
                next != DETECTED && next != VERIFIED && next != CLOSED;
            case FROZEN -> next == DIAGNOSED || next == REMEDIED || next == UNREMEDIABLE;
            case REMEDIED -> next == VERIFIED || next == AWAIT_MERCHANT || next == DIAGNOSED;
            case VERIFIED -> next == CLOSED;
            case CLOSED -> next == DETECTED;
            case UNREMEDIABLE -> next == DETECTED || next == REMEDIED;
        };
    }

    /** The state with this name, if there is one. */
    public static Optional<CaseState> of(String name) {
        return Arrays.stream(values())
                .filter(state -> state.name().equals(name))
                .findFirst();
    }
}
