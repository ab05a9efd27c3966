package org.tallystick.signing;

/** How somebody signed on a screen. */
public enum SigningMethod {
    /** With finger, pen or mouse. */
    DRAWN,
    /** By typing the own name and confirming it: for whoever cannot draw. */
    TYPED
}
