package org.tallystick.coverage;

/** Whether a terminal signature that counts stands under a receipt. */
public enum TerminalState {
    SIGNED,
    UNSIGNED
}
