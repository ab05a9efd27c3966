package org.tallystick.enrolment.service;

/** The device for keys (PKCS #11) does not do what it should; it may again. The message says what, and never a PIN. */
final class KeyDeviceFault extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    KeyDeviceFault(String message) {
        super(message);
    }

    KeyDeviceFault(String message, Throwable cause) {
        super(message, cause);
    }
}
