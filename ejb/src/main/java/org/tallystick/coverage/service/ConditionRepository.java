package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tallystick.coverage.CaseHead;
import org.tallystick.coverage.HealthSign;
import org.tallystick.coverage.HealthTally;
import org.tallystick.coverage.TerminalCondition;
import org.tallystick.coverage.TerminalCondition.Certificate;
import org.tallystick.coverage.TerminalCondition.Failures;
import org.tallystick.coverage.TerminalCondition.Reported;
import org.tallystick.enrolment.ProgramPolicy;
import org.tallystick.enrolment.TerminalProgram;
import org.tallystick.shared.ShopTime;

/** How terminals stand, a page at a time. What is looked up for each of them, an index gives. */
@ApplicationScoped
class ConditionRepository {
    private static final Set<HealthSign> ALL = EnumSet.allOf(HealthSign.class);
    private static final Set<HealthSign> REPORTED =
            EnumSet.of(HealthSign.OUTBOX, HealthSign.PAD, HealthSign.CLOCK, HealthSign.PROGRAM);
    private static final String CERTIFICATES =
            " FROM terminal_certificate k WHERE k.terminal_no = t.terminal_no AND k.delivered_at IS NOT NULL"
                    + " AND k.revoked_at IS NULL";

    /** The newest receipt by counter, which an index gives; an older one that came later makes no terminal livelier. */
    private static final String ARRIVAL = "(SELECT r.arrival FROM receipt r WHERE r.terminal_no = t.terminal_no"
            + " ORDER BY r.series DESC, r.counter DESC, r.claim DESC FETCH FIRST 1 ROW ONLY)";

    private static final String TERMINALS =
            " FROM (SELECT t.terminal_no, s.name AS store, m.acquirer_code, m.merchant_no,"
                    + " m.name_zh, m.name_en, GREATEST(COALESCE(h.heard_at, 0), COALESCE(" + ARRIVAL + ", 0)) AS heard,"
                    + " (SELECT COUNT(*)" + CERTIFICATES + ") AS held,"
                    + " (SELECT MAX(k.not_after)" + CERTIFICATES + " AND k.suspended_at IS NULL) AS valid_until,"
                    + " h.outbox, h.outbox1, h.outbox2, h.outbox3, h.clock_offset,"
                    + " p.brand, p.model, p.firmware,"
                    + " (SELECT COUNT(*) FROM terminal_event e"
                    + " WHERE e.type IN ('PAD_ABSENT', 'PAD_HANDSHAKE_FAIL', 'PAD_ERROR', 'SIGN_TIMEOUT')"
                    + " AND e.terminal_no = t.terminal_no AND e.received_at > ?) AS pads"
                    + " FROM terminal t JOIN store s ON s.id = t.store_id JOIN merchant m ON m.merchant_no = s.merchant_no"
                    + " LEFT JOIN terminal_health h ON h.terminal_no = t.terminal_no"
                    + " LEFT JOIN terminal_program p ON p.terminal_no = t.terminal_no AND p.from_day ="
                    + " (SELECT MAX(q.from_day) FROM terminal_program q WHERE q.terminal_no = t.terminal_no) WHERE %s%s) x";

    /** Keeps PostgreSQL from looking everything up once more for each sign that asks for it, where all rows are read anyway. */
    private static final String AT_ONCE = " OFFSET 0";

    private final RowRepository rows;
    private final PolicyRepository policies;

    @Inject
    ConditionRepository(RowRepository rows, PolicyRepository policies) {
        this.rows = rows;
        this.policies = policies;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ConditionRepository() {
        this(null, null);
    }

    /**
     * Those with signs first, then by number; without their sales.
     *
     * @param signsOnly leaves out those without
     * @param page from 0
     */
    List<TerminalCondition> find(CaseScope scope, boolean signsOnly, int page, int size, Instant now) {
        long first = (long) page * size;
        List<TerminalCondition> found = find(scope, true, new Slice(first, size), now);
        if (signsOnly || found.size() == size) {
            return found;
        }
        long signs = found.isEmpty() ? tally(scope, now).signs() : first + found.size();
        Slice rest = new Slice(Math.max(0, first - signs), size - found.size());
        return Stream.concat(found.stream(), find(scope, false, rest, now).stream())
                .toList();
    }

    private record Slice(long first, int size) {}

    /** By number, so that an index gives the first ones without looking at all. @param signs those with, or those without */
    private List<TerminalCondition> find(CaseScope scope, boolean signs, Slice slice, Instant now) {
        Set<TerminalProgram> outdated = outdated(now);
        HealthCondition any = HealthCondition.any(ALL, now, outdated);
        List<Object> values = values(scope, now);
        values.addAll(any.parameters());
        return rows.list(
                "SELECT x.*" + TERMINALS.formatted(scope.condition(), "") + " WHERE "
                        + (signs ? any.sql() : "NOT COALESCE(" + any.sql() + ", FALSE)")
                        + " ORDER BY x.terminal_no LIMIT " + slice.size()
                        + " OFFSET " + slice.first(),
                values,
                row -> condition(row, outdated));
    }

    HealthTally tally(CaseScope scope, Instant now) {
        Set<TerminalProgram> outdated = outdated(now);
        HealthCondition signs = HealthCondition.any(ALL, now, outdated);
        HealthCondition reported = HealthCondition.any(REPORTED, now, outdated);
        List<Object> values = new ArrayList<>(signs.parameters());
        values.addAll(reported.parameters());
        values.addAll(values(scope, now));
        return rows.list(
                        "SELECT COUNT(*), SUM(CASE WHEN " + signs.sql() + " THEN 1 ELSE 0 END), SUM(CASE WHEN "
                                + reported.sql() + " THEN 1 ELSE 0 END)"
                                + TERMINALS.formatted(scope.condition(), AT_ONCE),
                        values,
                        row -> new HealthTally(row.getLong(1), row.getLong(2), row.getLong(3)))
                .get(0);
    }

    /** The sales of these terminals since that day, by terminal. */
    Map<String, Failures> failures(List<TerminalCondition> terminals, LocalDate from) {
        Map<String, Failures> failures = new HashMap<>();
        if (terminals.isEmpty()) {
            return failures;
        }
        List<String> merchants = terminals.stream()
                .map(terminal -> terminal.owner().merchantNo())
                .distinct()
                .toList();
        List<Object> values = new ArrayList<>(merchants);
        terminals.forEach(terminal -> values.add(terminal.terminalNo()));
        values.add(Date.valueOf(from));
        rows.list(
                        "SELECT terminal_no, SUM(receipts), SUM(CASE WHEN cause <> '' THEN receipts ELSE 0 END)"
                                + " FROM coverage_count WHERE merchant_no IN (" + marks(merchants.size())
                                + ") AND terminal_no IN (" + marks(terminals.size())
                                + ") AND sale_date >= ? GROUP BY terminal_no",
                        values,
                        row -> Map.entry(row.getString(1), new Failures(row.getLong(2), row.getLong(3))))
                .forEach(entry -> failures.put(entry.getKey(), entry.getValue()));
        return failures;
    }

    /** Programs of any terminal that are older than they must be today, however many terminals run them. */
    private Set<TerminalProgram> outdated(Instant now) {
        ProgramPolicy policy = policies.programs();
        if (policy.isEmpty()) {
            return Set.of();
        }
        LocalDate today = ShopTime.dayOf(now);
        return rows
                .list(
                        "SELECT DISTINCT brand, model, firmware FROM terminal_program",
                        List.of(),
                        ConditionRepository::program)
                .stream()
                .filter(program -> policy.missed(program, today).isPresent())
                .collect(Collectors.toSet());
    }

    private static TerminalProgram program(ResultSet row) throws SQLException {
        return new TerminalProgram(row.getString("brand"), row.getString("model"), row.getString("firmware"));
    }

    private static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private static List<Object> values(CaseScope scope, Instant now) {
        List<Object> values = new ArrayList<>();
        values.add(now.minus(HealthSign.PAD_WITHIN).atOffset(ZoneOffset.UTC));
        values.addAll(scope.parameters());
        return values;
    }

    private static TerminalCondition condition(ResultSet row, Set<TerminalProgram> outdated) throws SQLException {
        long heard = row.getLong("heard");
        @Nullable OffsetDateTime until = row.getObject("valid_until", OffsetDateTime.class);
        return new TerminalCondition(
                row.getString("terminal_no"),
                row.getString("store"),
                new CaseHead.Owner(
                        row.getString("acquirer_code"),
                        row.getString("merchant_no"),
                        row.getString("name_zh"),
                        row.getString("name_en")),
                heard == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(heard)),
                new Certificate(
                        row.getLong("held") > 0, Optional.ofNullable(until).map(OffsetDateTime::toInstant)),
                new Reported(
                        outbox(row),
                        number(row, "clock_offset"),
                        row.getLong("pads"),
                        row.getString("brand") != null && outdated.contains(program(row))),
                Failures.NONE);
    }

    private static List<Integer> outbox(ResultSet row) throws SQLException {
        return Stream.of(number(row, "outbox"), number(row, "outbox1"), number(row, "outbox2"), number(row, "outbox3"))
                .flatMap(Optional::stream)
                .map(Long::intValue)
                .toList();
    }

    private static Optional<Long> number(ResultSet row, String column) throws SQLException {
        return RowRepository.number(row, row.findColumn(column));
    }
}
