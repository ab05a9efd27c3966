package org.tallystick.bench;

/** It cannot be measured; the message says why and what to do, for whoever asked. */
public final class BenchException extends RuntimeException {
    public BenchException(String message) {
        super(message);
    }

    BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
