package org.tallystick.terminal.replay;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;

/** Gathers the rows of one invoice. */
final class InvoiceBuilder {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,6})?");
    private static final int LONGEST_NUMBER = 64;

    private final String number;
    private final List<InvoiceRow> rows = new ArrayList<>();
    private final Map<String, String> once = new LinkedHashMap<>();
    private final Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);
    private Optional<String> fault = Optional.empty();
    private String date = "";

    InvoiceBuilder(String number) {
        this.number = number;
        if (number.length() > LONGEST_NUMBER) {
            fault = Optional.of("InvoiceNo is longer than " + LONGEST_NUMBER + " characters");
        }
    }

    /** @param following whether the row before in the file belongs to this invoice too */
    void add(CSVRecord row, long line, boolean following) {
        if (!following && !rows.isEmpty()) {
            oddities.add(Oddity.ROWS_APART);
        }
        if (!row.isConsistent()) {
            fault("line %d has %d columns".formatted(line, row.size()));
            return;
        }
        addTime(row.get("InvoiceDate"));
        Optional<BigDecimal> quantity = decimal(row, "Quantity", line);
        Optional<BigDecimal> price = decimal(row, "UnitPrice", line);
        if (quantity.isPresent() && price.isPresent()) {
            rows.add(new InvoiceRow(row.get("StockCode"), row.get("Description"), quantity.get(), price.get()));
        }
        for (String column : List.of("CustomerID", "Currency", "EntryMode", "TipAmount", "Cardholder")) {
            addOnce(row, column, line);
        }
    }

    Invoice build() {
        Optional<BigDecimal> tip = Optional.ofNullable(once.get("TipAmount"))
                .filter(text -> {
                    boolean right = NUMBER.matcher(text).matches();
                    if (!right) {
                        fault("TipAmount is not a decimal number");
                    }
                    return right;
                })
                .map(BigDecimal::new);
        return new Invoice(
                number,
                List.copyOf(rows),
                date,
                Optional.ofNullable(once.get("CustomerID")),
                Optional.ofNullable(once.get("Currency")),
                Optional.ofNullable(once.get("EntryMode")),
                tip,
                Optional.ofNullable(once.get("Cardholder")),
                List.copyOf(oddities),
                fault);
    }

    private void addTime(String text) {
        if (date.isEmpty()) {
            date = text;
        } else if (!date.equals(text)) {
            oddities.add(Oddity.TIMES_DIFFER);
        }
    }

    private Optional<BigDecimal> decimal(CSVRecord row, String column, long line) {
        String text = row.get(column);
        if (!NUMBER.matcher(text).matches()) {
            fault("%s in line %d is not a decimal number".formatted(column, line));
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(text));
    }

    /** A fact of the whole invoice: blank repetitions are fine, contradictions are not. */
    private void addOnce(CSVRecord row, String column, long line) {
        String value = row.isSet(column) ? row.get(column) : "";
        if (!value.isEmpty() && !value.equals(once.getOrDefault(column, value))) {
            fault("%s in line %d contradicts an earlier row".formatted(column, line));
        } else if (!value.isEmpty()) {
            once.put(column, value);
        }
    }

    private void fault(String what) {
        if (fault.isEmpty()) {
            fault = Optional.of(what);
        }
    }
}
