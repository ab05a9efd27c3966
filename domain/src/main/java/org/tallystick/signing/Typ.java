package org.tallystick.signing;

/** The values of {@code typ} in protected headers: what kind of statement a signature is (THREATS.md 3.1). */
public final class Typ {
    /** A terminal signs a bill. */
    public static final String BILL = "tallystick-bill+jws";
    /** The platform seals a bill whose terminal signature counts. */
    public static final String RECEIPT = "tallystick-receipt+jws";
    /** The platform states that it keeps a bill without a terminal signature that counts. */
    public static final String UNSIGNED = "tallystick-unsigned+jws";
    /** A terminal tells an event. */
    public static final String EVENT = "tallystick-event+jws";
    /** A terminal asks for a certificate for its next key. */
    public static final String RENEWAL = "tallystick-renewal+jws";
    /** Somebody signs a bill afterwards. */
    public static final String LATE = "tallystick-late+jws";

    /** The platform gives a receipt to somebody in the form of another program. */
    public static final String EXPORT = "tallystick-export+jws";

    private Typ() {}
}
