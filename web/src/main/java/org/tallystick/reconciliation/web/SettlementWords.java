package org.tallystick.reconciliation.web;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tallystick.reconciliation.RowFault;
import org.tallystick.reconciliation.SettledLine;
import org.tallystick.reconciliation.SettlementField;
import org.tallystick.reconciliation.SettlementFile;
import org.tallystick.reconciliation.SettlementState;
import org.tallystick.shared.web.Texts;

/** Settlements in words of one language. */
record SettlementWords(Locale locale) {
    static final String AREA = "Settlement";

    String get(String key, Object... arguments) {
        Texts texts = Texts.of(AREA, locale);
        return arguments.length == 0 ? texts.get(key) : texts.get(key, arguments);
    }

    /** Names of columns, as people call them. */
    String fields(String names) {
        return List.of(names.split(" ")).stream()
                .filter(name -> !name.isEmpty())
                .map(this::field)
                .collect(Collectors.joining(get("and")));
    }

    private String field(String name) {
        return java.util.Arrays.stream(SettlementField.values())
                        .anyMatch(f -> f.name().equals(name))
                ? get("field." + name)
                : name;
    }

    /** Why nothing of a file was kept. */
    String refusal(SettlementFile file) {
        return file.refusal()
                .map(r -> get("refusal." + r.reason(), fields(r.detail())))
                .orElse("");
    }

    /** What is wrong with a line: the column, the reason, and what stood there. */
    String fault(RowFault fault) {
        String reason = get("reason." + fault.reason());
        return fault.field().isEmpty() ? reason : get("field." + fault.field()) + get("colon") + reason;
    }

    String differences(SettledLine line) {
        return line.differences().stream()
                .map(name -> get("difference." + name))
                .collect(Collectors.joining(get("and")));
    }

    static String tone(SettlementState state) {
        return switch (state) {
            case ACTIVE -> "ok";
            case REFUSED -> "bad";
            case STAGED -> "warn";
            case DROPPED, UNDONE -> "wait";
        };
    }

    static String icon(SettlementState state) {
        return switch (state) {
            case ACTIVE -> "check";
            case REFUSED -> "alert";
            case STAGED -> "clock";
            case DROPPED -> "stop";
            case UNDONE -> "undo";
        };
    }

    static String figure(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
