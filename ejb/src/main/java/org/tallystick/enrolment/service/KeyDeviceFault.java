package org.tallystick.enrolment.service;

/** The device for keys (PKCS #11) does not do what it should; it may again. The message says what, and never a PIN. */
final class KeyDeviceFault extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final boolean hangs;

    KeyDeviceFault(String message) {
        super(message);
        this.hangs = false;
    }

    KeyDeviceFault(String message, Throwable cause) {
        super(message, cause);
        this.hangs = false;
    }

    private KeyDeviceFault(String message, boolean hangs) {
        super(message);
        this.hangs = hangs;
    }

    /** It does not answer at all. */
    static KeyDeviceFault hanging(String message) {
        return new KeyDeviceFault(message, true);
    }

    /** Whether asking again would cost as much time again. */
    boolean hangs() {
        return hangs;
    }
}
