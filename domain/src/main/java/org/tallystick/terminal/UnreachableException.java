package org.tallystick.terminal;

import java.net.URI;

/** There was no answer; whether the request arrived is not known. */
final class UnreachableException extends RuntimeException {
    private final boolean connectionFailed;

    /** @param connectionFailed whether it failed before anything could be sent */
    UnreachableException(URI base, String reason, boolean connectionFailed, Throwable cause) {
        super("The platform at %s cannot be reached: %s.".formatted(base, reason), cause);
        this.connectionFailed = connectionFailed;
    }

    boolean connectionFailed() {
        return connectionFailed;
    }

    /** For requests whose failure ends what the caller was asked to do. */
    TerminalException toTerminalException() {
        return new TerminalException(Trouble.NOT_CONFIRMED, String.valueOf(getMessage()), this);
    }
}
