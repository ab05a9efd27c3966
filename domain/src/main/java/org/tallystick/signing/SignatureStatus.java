package org.tallystick.signing;

/** What became of the cardholder's signature at the terminal (API.md, Bill). */
public enum SignatureStatus {
    CAPTURED,
    NOT_REQUIRED,
    BYPASSED,
    PAD_ABSENT,
    PAD_ERROR,
    TIMEOUT,
    CANCELLED,
    PAPER
}
