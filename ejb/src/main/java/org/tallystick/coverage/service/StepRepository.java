package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tallystick.coverage.CaseNumber;
import org.tallystick.coverage.CaseState;
import org.tallystick.coverage.CaseStep;

/** What happened to cases, in order; only ever added to. */
@ApplicationScoped
class StepRepository {
    private final RowRepository rows;

    /** A step that waits for its ledger entry. */
    record Unlogged(String id, String acquirer, byte[] object) {}

    @Inject
    StepRepository(RowRepository rows) {
        this.rows = rows;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected StepRepository() {
        this(null);
    }

    int steps(CaseNumber number) {
        return (int) rows.count("SELECT COUNT(*) FROM coverage_step WHERE case_number = ?", List.of(number.text()));
    }

    void add(String id, CaseNumber number, CaseStep step, byte[] object) {
        rows.change(
                "INSERT INTO coverage_step (id, case_number, place, from_state, to_state, kind, actor, actor_role, words, at,"
                        + " object) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                List.of(
                        id,
                        number.text(),
                        step.place(),
                        step.from().map(Enum::name).orElse(""),
                        step.to().name(),
                        step.kind(),
                        step.actor(),
                        step.role(),
                        step.words(),
                        step.at().toEpochMilli(),
                        object));
    }

    List<CaseStep> of(CaseNumber number) {
        return rows.list(
                "SELECT place, kind, from_state, to_state, actor, actor_role, words, at, logged_seq FROM coverage_step"
                        + " WHERE case_number = ? ORDER BY place",
                List.of(number.text()),
                row -> new CaseStep(
                        row.getInt(1),
                        row.getString(2),
                        CaseState.of(row.getString(3)),
                        CaseState.valueOf(row.getString(4)),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        Instant.ofEpochMilli(row.getLong(8)),
                        RowRepository.number(row, 9)));
    }

    /** The oldest first. */
    List<Unlogged> unlogged(int most) {
        return rows.list(
                "SELECT s.id, c.acquirer, s.object FROM coverage_step s JOIN coverage_case c ON c.number = s.case_number"
                        + " WHERE s.logged_seq IS NULL ORDER BY s.at, s.case_number, s.place LIMIT " + most,
                List.of(),
                row -> new Unlogged(row.getString(1), row.getString(2), row.getBytes(3)));
    }

    void logged(List<Optional<Long>> places, List<Unlogged> steps) {
        for (int i = 0; i < steps.size(); i++) {
            String id = steps.get(i).id();
            places.get(i)
                    .ifPresent(place ->
                            rows.change("UPDATE coverage_step SET logged_seq = ? WHERE id = ?", List.of(place, id)));
        }
    }
}
