package org.tallystick.enrolment;

import java.util.Arrays;
import java.util.Optional;

/** What a terminal reports beside its bills; wire names as in API.md, Terminal events. */
public enum TerminalEventType {
    HELLO,
    HEARTBEAT,
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
    OUTBOX;

    /** @return the type with this wire name, if there is one */
    public static Optional<TerminalEventType> ofWire(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
