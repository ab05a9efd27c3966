package org.tallystick.coverage.service;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.h2.jdbcx.JdbcDataSource;
import org.tallystick.coverage.CaseChange;
import org.tallystick.reconciliation.MatchResult;
import org.tallystick.reconciliation.OpenRow;
import org.tallystick.reconciliation.RowStanding;
import org.tallystick.reconciliation.SettledRow;
import org.tallystick.reconciliation.service.Reconciliation;
import org.tallystick.shared.Money;
import org.tallystick.shared.service.FixedSettings;
import org.tallystick.shared.service.Migrations;
import org.tallystick.shared.service.MovableClock;
import org.tallystick.shared.service.Settings;

/** A database of its own with one merchant and one terminal, receipts and holes that a test writes, settlements it makes up, and cases. */
final class CaseShop {
    static final String ACQUIRER = "48023310";
    static final String MERCHANT = "898331054110027";
    static final String TERMINAL = "20000001";
    static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    final JdbcDataSource source = new JdbcDataSource();
    final RowRepository rows = new RowRepository();
    final List<CaseChange> changes = new ArrayList<>();
    final Settlements settlements = new Settlements();
    final MovableClock clock = new MovableClock("2026-11-24T04:00:00Z");
    final CaseRepository cases = new CaseRepository(rows);
    final CaseBook book;
    final HoleFinder holes;
    final SettledCases settled;
    final SettledBatch batch;
    final CaseDeadlines deadlines;

    CaseShop() {
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Migrations.migrate(source);
        rows.dataSource = source;
        PolicyRepository policies = new PolicyRepository(rows);
        EvidenceRepository evidence = new EvidenceRepository(rows, policies);
        CursorRepository cursors = new CursorRepository(rows);
        SettledCaseRepository repository = new SettledCaseRepository(rows);
        Settings settings = FixedSettings.of(
                Map.of("tallystick.coverage.hole-grace", "PT2M", "tallystick.coverage.settled-most", "500"));
        book = new CaseBook(cases, new LackRepository(rows), new StepRepository(rows), policies, noting(), clock);
        settled = new SettledCases(repository, cases, book, evidence, clock);
        holes = new HoleFinder(cursors, cases, book, evidence, settled, settings, clock);
        SettledReview review = new SettledReview(repository, cases, book, new Unread());
        batch = new SettledBatch(settlements, repository, settled, review, policies, cursors, settings, clock);
        deadlines = new CaseDeadlines(cases, book, clock);
        run("INSERT INTO acquirer (code, name_zh, name_en) VALUES ('48023310', 'a', 'a')");
        run("INSERT INTO merchant VALUES ('898331054110027', '48023310', 'm', 'm', 'c', 'r', '5411')");
        run("INSERT INTO store (id, merchant_no, name, address, city) VALUES (1, '898331054110027', 's', 'a', 'c')");
        run("INSERT INTO terminal VALUES ('20000001', 'serial', 1, 1, TRUE)");
    }

    /** Settled rows as a test makes them up. */
    static final class Settlements extends Reconciliation {
        final Map<Long, OpenRow> open = new TreeMap<>();
        final Map<Long, RowStanding> standings = new HashMap<>();

        /** A row of that day without a receipt. */
        void add(long id, String trace, long amount, LocalDate day) {
            SettledRow row = new SettledRow(
                    id,
                    MERCHANT,
                    TERMINAL,
                    "000001",
                    trace,
                    "",
                    new Money(amount, Currency.getInstance("CNY")),
                    false,
                    day,
                    Optional.empty(),
                    "");
            open.put(id, new OpenRow(id, "S00000001", ACQUIRER, row));
            standings.put(id, new RowStanding(id, MatchResult.NO_RECEIPT, Optional.empty()));
        }

        void undo(long id) {
            open.remove(id);
            standings.remove(id);
        }

        /** A late bill with this counter has found its row. */
        void match(long id, long counter, String receipt) {
            open.remove(id);
            standings.put(
                    id,
                    new RowStanding(
                            id, MatchResult.MATCHED, Optional.of(new RowStanding.Bill(TERMINAL, 1, counter, receipt))));
        }

        @Override
        public List<OpenRow> withoutReceipt(long afterId, int most) {
            return open.values().stream()
                    .filter(row -> row.id() > afterId)
                    .limit(most)
                    .toList();
        }

        @Override
        public Map<Long, RowStanding> standings(Collection<Long> ids) {
            return ids.stream().filter(standings::containsKey).collect(Collectors.toMap(id -> id, standings::get));
        }
    }

    /** The finder has not read any receipt yet. */
    private static final class Unread extends CoveredReceipts {
        @Override
        Optional<Known> of(String number) {
            return Optional.empty();
        }
    }

    /** A receipt that the ledger has. */
    void receipt(long counter, int trace) {
        run(
                "INSERT INTO receipt (number, terminal_no, series, counter, claim, active, code, payload_digest, verified, status,"
                        + " stored, digest, log_id, seq, arrival, findings, acquirer, merchant_no, bill_type, amount, currency,"
                        + " sale_date, trace_no, sale_time, batch_no) VALUES ('R" + "%010d".formatted(counter)
                        + "', '20000001', 1, " + counter + ", 0, TRUE, NULL, X'00', TRUE, 'SIGNED', X'00', X'00', 1, "
                        + counter
                        + ", 0, '', '48023310', '898331054110027', 'SALE', 1000, 'CNY', DATE '" + DAY + "', '"
                        + "%06d".formatted(trace) + "', "
                        + DAY.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
                        + ", '000001')");
    }

    void hole(long from, long to) {
        run("INSERT INTO terminal_gap VALUES ('20000001', 1, " + from + ", " + to + ")");
    }

    /** Looks at all settled rows and all their cases once. */
    void look() {
        Optional<String> review = Optional.of("");
        while (review.isPresent()) {
            review = batch.review(review.get());
        }
        Optional<Long> open = Optional.of(0L);
        while (open.isPresent()) {
            open = batch.open(open.get());
        }
    }

    /** All cases by age: sources, what is missing, state, counter and amount. */
    List<String> told() {
        return rows.list(
                "SELECT sources, missing, state, counter, amount, remedy FROM coverage_case ORDER BY opened_at, counter",
                List.of(),
                row -> "%s %s %s %s %s%s"
                        .formatted(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6).isEmpty() ? "" : " " + row.getString(6)));
    }

    /** What happened to all cases, in order. */
    List<String> steps() {
        return rows.list(
                "SELECT kind FROM coverage_step ORDER BY at, case_number, place", List.of(), row -> row.getString(1));
    }

    void run(String sql) {
        try (Connection connection = source.getConnection()) {
            connection.createStatement().execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @SuppressWarnings("unchecked")
    private Event<CaseChange> noting() {
        return (Event<CaseChange>) Proxy.newProxyInstance(
                CaseShop.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    changes.add((CaseChange) arguments[0]);
                    return null;
                });
    }
}
