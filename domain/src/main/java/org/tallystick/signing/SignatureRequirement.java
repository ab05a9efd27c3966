package org.tallystick.signing;

/** Whether the terminal believes that the cardholder had to sign, and if not, why (API.md, Bill). */
public enum SignatureRequirement {
    REQUIRED,
    NOT_REQUIRED_SMALL_AMOUNT,
    NOT_REQUIRED_CDCVM,
    NOT_REQUIRED_QR,
    NOT_REQUIRED_ECASH
}
