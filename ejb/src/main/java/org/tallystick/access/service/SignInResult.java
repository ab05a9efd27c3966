package org.tallystick.access.service;

import java.util.Optional;

/**
 * How a sign-in went.
 *
 * @param waitSeconds how long nothing is looked at; 0 unless the outcome is WAIT
 * @param token the new session's secret if the outcome is OPENED
 */
public record SignInResult(Outcome outcome, long waitSeconds, Optional<Token> token) {
    /** The kinds of answers; WRONG does not say what is wrong. */
    public enum Outcome {
        OPENED,
        WRONG,
        WAIT,
        LOCKED
    }

    static SignInResult opened(Token token) {
        return new SignInResult(Outcome.OPENED, 0, Optional.of(token));
    }

    static SignInResult of(Outcome outcome) {
        return new SignInResult(outcome, 0, Optional.empty());
    }

    static SignInResult waiting(long seconds) {
        return new SignInResult(Outcome.WAIT, Math.max(1, seconds), Optional.empty());
    }
}
