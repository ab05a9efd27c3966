package org.tallystick.terminal;

/** An answer that says "stored" and does not prove it. The bill is kept and repeated. */
final class UnbelievableException extends RuntimeException {
    UnbelievableException(String reason) {
        super(reason);
    }

    static void require(boolean condition, String reason) {
        if (!condition) {
            throw new UnbelievableException(reason);
        }
    }
}
