package org.tallystick.enrolment;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which version a terminal's program must have at least, by dated rows for brands and models. Of the rows in force for a device the one
 * of its own model goes before that of every model; then the later day counts. Without a row every version is good.
 */
public final class ProgramPolicy {
    /** Stands for every model of a brand. */
    public static final String ANY = "*";

    private static final Comparator<Row> PRECEDENCE =
            Comparator.comparing((Row row) -> !row.model().equals(ANY)).thenComparing(Row::from);

    private final List<Row> rows;

    /**
     * A row.
     *
     * @param model or {@link #ANY}
     * @param from first local day on which it holds
     */
    public record Row(String brand, String model, ProgramVersion minimum, LocalDate from) {
        private boolean holds(TerminalProgram program, LocalDate day) {
            return brand.equalsIgnoreCase(program.brand())
                    && (model.equals(ANY) || model.equalsIgnoreCase(program.model()))
                    && !day.isBefore(from);
        }
    }

    public ProgramPolicy(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /** Whether no program can be too old. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The least version of a program on that day, if what runs is older; empty as well if nobody can compare them. */
    public Optional<ProgramVersion> missed(TerminalProgram program, LocalDate day) {
        return rows.stream()
                .filter(row -> row.holds(program, day))
                .max(PRECEDENCE)
                .map(Row::minimum)
                .filter(minimum -> ProgramVersion.of(program.firmware())
                        .filter(running -> running.compareTo(minimum) < 0)
                        .isPresent());
    }
}
