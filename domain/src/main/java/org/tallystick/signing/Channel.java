package org.tallystick.signing;

/** The way a bill reached the platform (API.md, Receipt). */
public enum Channel {
    REST,
    ISO8583,
    NOTIFICATION,
    PORTAL
}
