package org.tallystick.terminal;

/** What a terminal reports of itself beside bills and heartbeats; the wire's names (API.md, Terminal events). */
public enum TerminalReport {
    PAD_ABSENT,
    PAD_HANDSHAKE_FAIL,
    PAD_ERROR,
    SIGN_TIMEOUT,
    SIGN_CANCELLED,
    STEP_SKIPPED,
    APP_CRASH,
    FIRMWARE,
    CLOCK,
    TAMPER,
    OUTBOX
}
