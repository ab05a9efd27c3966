package org.tallystick.terminal;

/** Why the terminal could not do what it was asked. The message says what to do, and never holds a secret. */
public final class TerminalException extends RuntimeException {
    private final Trouble trouble;

    public TerminalException(Trouble trouble, String message) {
        super(message);
        this.trouble = trouble;
    }

    public TerminalException(Trouble trouble, String message, Throwable cause) {
        super(message, cause);
        this.trouble = trouble;
    }

    public Trouble trouble() {
        return trouble;
    }
}
