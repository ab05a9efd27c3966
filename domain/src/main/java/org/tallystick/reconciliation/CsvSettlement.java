package org.tallystick.reconciliation;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a settlement file in CSV. Titles may stand above the header line, which is the first one that names an amount and something to
 * find the receipt by; blank lines and lines of sums are left out.
 */
final class CsvSettlement {
    private static final int TITLE_LINES = 20;
    private static final List<String> SUMS = List.of("合计", "总计", "小计", "总笔数", "total", "sum");

    private final RowRules rules;
    private final RowSink sink;
    private List<Optional<SettlementField>> columns = List.of();
    private char separator;

    private CsvSettlement(LocalDate today, RowSink sink) {
        this.rules = new RowRules(today);
        this.sink = sink;
    }

    static void read(Path file, LocalDate today, RowSink sink) throws IOException {
        try (Reader reader = TextEncoding.open(file, TextEncoding.of(file))) {
            new CsvSettlement(today, sink).read(new LineReader(reader));
        }
    }

    private void read(LineReader lines) throws IOException {
        readHeader(lines);
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (!line.isBlank()) {
                readRow(lines, line);
            }
        }
    }

    private void readHeader(LineReader lines) throws IOException {
        List<Optional<SettlementField>> best = List.of();
        for (String line = lines.next(); line != null && lines.number() <= TITLE_LINES; line = lines.next()) {
            separator = CsvCells.separator(line);
            columns = fields(line);
            if (isHeader(columns)) {
                requireOnce();
                return;
            }
            best = known(columns) > known(best) ? columns : best;
        }
        throw known(best) < 2
                ? new FileRefusal(RefusalReason.HEADER, "")
                : new FileRefusal(RefusalReason.COLUMNS, String.join(" ", missing(best)));
    }

    private List<Optional<SettlementField>> fields(String line) {
        try {
            return CsvCells.of(line, separator).stream()
                    .map(SettlementField::named)
                    .toList();
        } catch (RowProblem e) {
            return List.of();
        }
    }

    private static long known(List<Optional<SettlementField>> columns) {
        return columns.stream().filter(Optional::isPresent).count();
    }

    private static boolean isHeader(List<Optional<SettlementField>> columns) {
        return known(columns) > 0 && missing(columns).isEmpty();
    }

    /** Fields without which no row can be matched. */
    private static List<String> missing(List<Optional<SettlementField>> columns) {
        List<SettlementField> there = columns.stream().flatMap(Optional::stream).toList();
        List<String> missing = new ArrayList<>();
        if (!there.contains(SettlementField.AMOUNT) && !there.contains(SettlementField.MINOR_AMOUNT)) {
            missing.add(SettlementField.AMOUNT.name());
        }
        if (!there.contains(SettlementField.DATE) && !there.contains(SettlementField.TIME)) {
            missing.add(SettlementField.DATE.name());
        }
        if (!there.contains(SettlementField.REFERENCE)) {
            for (SettlementField key : List.of(SettlementField.TERMINAL, SettlementField.TRACE)) {
                if (!there.contains(key)) {
                    missing.add(key.name());
                }
            }
        }
        return missing;
    }

    private void requireOnce() {
        for (SettlementField field : SettlementField.values()) {
            if (columns.stream().filter(c -> c.equals(Optional.of(field))).count() > 1) {
                throw new FileRefusal(RefusalReason.COLUMN_TWICE, field.name());
            }
        }
    }

    private void readRow(LineReader lines, String line) {
        long number = lines.number();
        try {
            if (lines.isTooLong()) {
                throw new RowProblem(FaultReason.TOO_LONG, "", "");
            }
            List<String> cells = CsvCells.of(line, separator);
            if (!isSum(cells)) {
                sink.rows().accept(rules.row(number, texts(cells, lines.isEnded())));
            }
        } catch (RowProblem e) {
            sink.faults().accept(e.at(number));
        }
    }

    private Map<SettlementField, String> texts(List<String> cells, boolean ended) {
        boolean fewer = cells.size() < columns.size();
        if (fewer || surplus(cells) != null) {
            throw new RowProblem(
                    fewer && !ended ? FaultReason.TRUNCATED : FaultReason.CELLS,
                    "",
                    cells.size() + "/" + columns.size());
        }
        Map<SettlementField, String> texts = new EnumMap<>(SettlementField.class);
        for (int i = 0; i < columns.size(); i++) {
            String cell = cells.get(i);
            columns.get(i).ifPresent(field -> texts.put(field, cell));
        }
        return texts;
    }

    /** A cell behind the last column that says something; a separator at the end of the line is nothing. */
    private @Nullable String surplus(List<String> cells) {
        return cells.stream()
                .skip(columns.size())
                .filter(cell -> !cell.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static boolean isSum(List<String> cells) {
        String first = cells.stream()
                .filter(cell -> !cell.isEmpty())
                .findFirst()
                .orElse("")
                .toLowerCase(java.util.Locale.ROOT);
        return SUMS.stream().anyMatch(first::startsWith);
    }
}
