package org.tallystick.receipts.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A column of the list of receipts that people may show or hide. Time, number, amount and status always stand. */
enum ListColumn {
    TERMINAL("query.terminal", true),
    TYPE("query.type", true),
    CARD("list.card", true),
    TRACE("file.trace", false),
    BATCH("file.batch", false),
    REFERENCE("file.reference", false),
    AUTH("file.auth", false),
    INDEX("list.index", true);

    private final String label;
    private final boolean byDefault;

    ListColumn(String label, boolean byDefault) {
        this.label = label;
        this.byDefault = byDefault;
    }

    /** Key in the merchant's texts. */
    String label() {
        return label;
    }

    /** Name in addresses. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param words names with commas between; empty for the usual columns */
    static List<ListColumn> chosen(String words) {
        List<String> named = Arrays.asList(words.replace("-", "").split(","));
        return Arrays.stream(values())
                .filter(column -> words.isEmpty() ? column.byDefault : named.contains(column.word()))
                .toList();
    }
}
