package org.tallystick.reconciliation;

/**
 * A bad line.
 *
 * @param line from 1; of camt files the number of the entry
 * @param field name of a {@link SettlementField}; empty if it is about the whole line
 * @param value what stood there, shortened, with long numbers masked; never a whole line
 */
public record RowFault(long line, FaultReason reason, String field, String value) {
    private static final int LONGEST = 40;

    /** Shortens the value and masks what could be a card number in it. */
    public RowFault {
        String masked = value.replaceAll("(\\d{4})\\d{4,}(\\d{4})", "$1****$2");
        value = masked.length() > LONGEST ? masked.substring(0, LONGEST) + "…" : masked;
    }
}
