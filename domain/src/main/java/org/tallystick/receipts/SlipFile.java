package org.tallystick.receipts;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tallystick.shared.Money;

/**
 * Totals of settlement slips as a CSV file (RFC 4180, with a header line), as a merchant exports them from the till's software or types
 * them into a spreadsheet. Columns, in any order: {@code terminal} (终端号), {@code batch} (批次号), {@code count} (笔数), {@code net}
 * (净额) and, unless all are yuan, {@code currency} (币种). UTF-8, or GB 18030 as Chinese spreadsheets write it.
 *
 * @param slips what was read; to be used only if there are no faults
 * @param faults what cannot be read, line by line, at most {@link #MOST_FAULTS}
 */
public record SlipFile(List<Slip> slips, List<Fault> faults) {
    /** Bytes of a file. */
    public static final int LARGEST = 1 << 20;

    /** Lines of a file without its header. */
    public static final int MOST_SLIPS = 5_000;

    public static final int MOST_FAULTS = 20;

    private static final String CURRENCY = "currency";
    private static final Map<String, List<String>> COLUMNS = columns();
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setTrim(true).setIgnoreEmptyLines(true).get();

    public SlipFile {
        slips = List.copyOf(slips);
        faults = List.copyOf(faults);
    }

    /** One slip: net in minor units. */
    public record Slip(BatchTotals.Key key, long count, long net) {}

    /**
     * What is wrong.
     *
     * @param line number in the file; 0 for the file as a whole
     * @param column that is missing or wrong: one of the names above, {@code twice} for a batch that was there before, {@code text}
     *     for what is no such file, {@code long} for too many lines
     */
    public record Fault(long line, String column) {}

    /** Reads a whole file. Never fails: what is wrong is in {@link #faults}. */
    public static SlipFile read(byte[] file) {
        Optional<String> text = text(file);
        if (file.length > LARGEST || text.isEmpty()) {
            return refused(file.length > LARGEST ? "long" : "text");
        }
        try (CSVParser parser = FORMAT.parse(new StringReader(text.get()))) {
            return new Reading().of(parser);
        } catch (UncheckedIOException | IOException e) {
            return refused("text");
        }
    }

    private static SlipFile refused(String column) {
        return new SlipFile(List.of(), List.of(new Fault(0, column)));
    }

    private static Map<String, List<String>> columns() {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        columns.put("terminal", List.of("terminal", "终端号", "终端"));
        columns.put("batch", List.of("batch", "批次号", "批次"));
        columns.put("count", List.of("count", "笔数"));
        columns.put("net", List.of("net", "净额"));
        columns.put(CURRENCY, List.of(CURRENCY, "币种"));
        return columns;
    }

    private static Optional<String> text(byte[] file) {
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
            try {
                String text = charset.newDecoder().decode(ByteBuffer.wrap(file)).toString();
                return text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(text.replaceFirst("^\uFEFF", ""));
            } catch (CharacterCodingException e) {
                continue;
            }
        }
        return Optional.empty();
    }

    /** One pass over the lines. */
    private static final class Reading {
        private final List<Slip> slips = new ArrayList<>();
        private final List<Fault> faults = new ArrayList<>();
        private final Set<BatchTotals.Key> seen = new HashSet<>();
        private Map<String, Integer> places = Map.of();

        SlipFile of(CSVParser parser) {
            Iterator<CSVRecord> rows = parser.iterator();
            if (!rows.hasNext()) {
                return refused("text");
            }
            places = places(rows.next());
            COLUMNS.keySet().stream()
                    .filter(column -> !column.equals(CURRENCY) && !places.containsKey(column))
                    .forEach(column -> faults.add(new Fault(1, column)));
            boolean usable = faults.isEmpty();
            while (usable && rows.hasNext() && faults.size() < MOST_FAULTS) {
                if (slips.size() == MOST_SLIPS) {
                    return refused("long");
                }
                read(rows.next(), parser.getCurrentLineNumber());
            }
            return slips.isEmpty() && faults.isEmpty() ? refused("text") : new SlipFile(slips, faults);
        }

        private static Map<String, Integer> places(CSVRecord header) {
            Map<String, Integer> places = new LinkedHashMap<>();
            for (int i = 0; i < header.size(); i++) {
                String name = header.get(i).toLowerCase(Locale.ROOT);
                int place = i;
                COLUMNS.forEach((column, names) -> {
                    if (names.contains(name)) {
                        places.putIfAbsent(column, place);
                    }
                });
            }
            return places;
        }

        private void read(CSVRecord row, long line) {
            Optional<Currency> currency = currency(cell(row, CURRENCY));
            String terminal = cell(row, "terminal");
            String batch = cell(row, "batch");
            String count = cell(row, "count");
            Optional<Long> net = currency.flatMap(c -> net(cell(row, "net"), c));
            int before = faults.size();
            check(line, "terminal", terminal.matches("[0-9A-Za-z]{8}"));
            check(line, "batch", batch.matches("[0-9]{1,6}"));
            check(line, "count", count.matches("[0-9]{1,6}"));
            check(line, CURRENCY, currency.isPresent());
            check(line, "net", currency.isEmpty() || net.isPresent());
            if (faults.size() > before) {
                return;
            }
            BatchTotals.Key key =
                    new BatchTotals.Key(terminal, "0".repeat(6 - batch.length()) + batch, currency.orElseThrow());
            check(line, "twice", seen.add(key));
            slips.add(new Slip(key, Long.parseLong(count), net.orElseThrow()));
        }

        private void check(long line, String column, boolean right) {
            if (!right) {
                faults.add(new Fault(line, column));
            }
        }

        private String cell(CSVRecord row, String column) {
            Integer place = places.get(column);
            return place == null || place >= row.size() ? "" : row.get(place);
        }

        private static Optional<Currency> currency(String code) {
            try {
                return Optional.of(Currency.getInstance(code.isEmpty() ? "CNY" : code.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private static Optional<Long> net(String text, Currency currency) {
            try {
                return Optional.of(Money.parseTyped(text, currency).minorUnits());
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }
}
