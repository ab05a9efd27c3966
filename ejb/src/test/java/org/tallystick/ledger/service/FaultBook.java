package org.tallystick.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tallystick.ledger.TreeHead;

/**
 * What one kind of fault did over its runs: everything ever answered and signed is compared with what is stored after each of
 * them. The line it comes to is added to {@code target/faults.md}.
 */
final class FaultBook {
    private static final Path TABLE = Path.of("target/faults.md");
    private static final String HEADING =
            "| fault | runs | answered | unknown, repeated | lost | inconsistent checkpoints | contradictions | noticed as |\n"
                    + "|---|---|---|---|---|---|---|---|\n";

    private final String fault;
    private final Map<String, Long> answered = new HashMap<>();
    private final List<TreeHead> signed = new ArrayList<>();
    private final Set<String> noticed = new TreeSet<>();
    private int runs;
    private int unknown;

    FaultBook(String fault) {
        this.fault = fault;
    }

    /** Takes down what a run was answered; to be called when it has ended. */
    void add(AppendRun run) {
        runs++;
        unknown += run.unknown();
        assertThat(run.moved()).as("answered with two places").isEmpty();
        run.answered().forEach((id, place) -> {
            Long before = answered.put(id, place);
            assertThat(before == null || before.equals(place)).as(id).isTrue();
        });
        signed.addAll(run.signed());
    }

    void noticed(String how) {
        noticed.add(how);
    }

    int answered() {
        return answered.size();
    }

    /** Compares everything answered and signed so far with what is stored now. */
    void expectNothingLost(StoredLog stored) throws IOException, SQLException {
        assertThat(stored.contradictions()).as(fault).isEmpty();
        assertThat(stored.lost(answered)).as(fault + ": answered and lost").isEmpty();
        assertThat(stored.inconsistent(signed))
                .as(fault + ": signed and not there")
                .isEmpty();
    }

    /** Adds the line to the table. Nothing was lost, or the test has failed before. */
    void close() {
        String line = "| %s | %d | %d | %d | 0 | 0 | 0 | %s |%n"
                .formatted(fault, runs, answered.size(), unknown, String.join("; ", noticed));
        try {
            Files.createDirectories(TABLE.toAbsolutePath().getParent());
            if (!Files.exists(TABLE)) {
                Files.writeString(TABLE, HEADING);
            }
            Files.writeString(TABLE, line, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
