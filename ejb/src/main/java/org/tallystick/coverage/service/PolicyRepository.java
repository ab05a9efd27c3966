package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.coverage.CauseGroup;
import org.tallystick.coverage.Deadline;
import org.tallystick.coverage.LateBillPolicy;
import org.tallystick.coverage.PolicyRow;
import org.tallystick.coverage.RequirementPolicy;
import org.tallystick.enrolment.ProgramPolicy;
import org.tallystick.enrolment.ProgramVersion;
import org.tallystick.shared.ShopTime;
import org.tallystick.signing.EntryMode;

/** What is set as data: when the cardholder has to sign, and how much time a case leaves. */
@ApplicationScoped
class PolicyRepository {
    private final RowRepository rows;

    @Inject
    PolicyRepository(RowRepository rows) {
        this.rows = rows;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected PolicyRepository() {
        this(null);
    }

    RequirementPolicy requirements() {
        return new RequirementPolicy(rows.list(
                "SELECT id, version, acquirer, entry_mode, currency, valid_from, small_limit, cdcvm, qr, stored_value"
                        + " FROM signature_policy",
                List.of(),
                row -> new PolicyRow(
                        row.getString(1),
                        row.getInt(2),
                        row.getString(3),
                        EntryMode.valueOf(row.getString(4)),
                        row.getString(5),
                        row.getDate(6).toLocalDate(),
                        RowRepository.number(row, 7).map(OptionalLong::of).orElse(OptionalLong.empty()),
                        new PolicyRow.Trusted(row.getBoolean(8), row.getBoolean(9), row.getBoolean(10)))));
    }

    /** Which version the programs of terminals must have at least. */
    ProgramPolicy programs() {
        return new ProgramPolicy(rows
                .list(
                        "SELECT brand, model, valid_from, minimum FROM program_policy",
                        List.of(),
                        PolicyRepository::program)
                .stream()
                .flatMap(Optional::stream)
                .toList());
    }

    /** Empty for a version without a number: no program is older. */
    private static Optional<ProgramPolicy.Row> program(ResultSet row) throws SQLException {
        LocalDate from = row.getDate(3).toLocalDate();
        String brand = row.getString(1);
        String model = row.getString(2);
        return ProgramVersion.of(row.getString(4)).map(minimum -> new ProgramPolicy.Row(brand, model, minimum, from));
    }

    /** How long the bill of a settled sale may still come. */
    LateBillPolicy lateBills() {
        return new LateBillPolicy(rows.list(
                "SELECT acquirer, version, valid_from, late_hours FROM late_bill_policy",
                List.of(),
                row -> new LateBillPolicy.Row(
                        row.getString(1),
                        row.getInt(2),
                        row.getDate(3).toLocalDate(),
                        Duration.ofHours(row.getInt(4)))));
    }

    /** One for every group, as it holds on a day; how much time is left is never a constant of ours. */
    private Map<CauseGroup, Deadline> deadlines(LocalDate day) {
        Map<CauseGroup, Deadline> deadlines = new EnumMap<>(CauseGroup.class);
        rows.list(
                        "SELECT cause_group, warn_hours, due_hours, escalate_hours, escalate_to FROM coverage_deadline"
                                + " WHERE valid_from <= ? ORDER BY valid_from, version",
                        List.of(Date.valueOf(day)),
                        row -> new Deadline(
                                CauseGroup.valueOf(row.getString(1)),
                                row.getInt(2),
                                row.getInt(3),
                                row.getInt(4),
                                row.getString(5)))
                .forEach(deadline -> deadlines.put(deadline.group(), deadline));
        return deadlines;
    }

    /** @throws IllegalStateException without a row for the group */
    Deadline deadline(CauseGroup group, Instant now) {
        Deadline own = deadlines(ShopTime.dayOf(now)).get(group);
        if (own == null) {
            throw new IllegalStateException("coverage_deadline has no row for " + group);
        }
        return own;
    }
}
