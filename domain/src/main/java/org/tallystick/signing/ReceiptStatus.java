package org.tallystick.signing;

/** Whether a terminal signature that counts stands under a receipt. */
public enum ReceiptStatus {
    SIGNED,
    UNSIGNED
}
