package org.tallystick.enrolment;

import java.util.Map;

/**
 * What a terminal says runs on it. Texts are empty where it says nothing.
 *
 * @param brand of the device: member {@code brand}, or {@code vendor}, of the data of a FIRMWARE event
 * @param model of the device: {@code model}
 * @param firmware version of its program: {@code firmware}, or {@code version}
 */
public record TerminalProgram(String brand, String model, String firmware) {
    private static final int LONGEST = 32;

    /** Reads an event's data. Nothing is refused: what cannot be a name counts as not told. */
    public static TerminalProgram of(Map<String, ?> data) {
        return new TerminalProgram(
                text(data, "brand", "vendor"), text(data, "model", "model"), text(data, "firmware", "version"));
    }

    /** Whether it says anything at all. */
    public boolean isTold() {
        return !(brand + model + firmware).isEmpty();
    }

    private static String text(Map<String, ?> data, String name, String otherName) {
        Object value = data.get(name) == null ? data.get(otherName) : data.get(name);
        if (!(value instanceof String || value instanceof Number)) {
            return "";
        }
        String text = String.valueOf(value).strip();
        return text.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._+/()-]{0," + (LONGEST - 1) + "}") ? text : "";
    }
}
