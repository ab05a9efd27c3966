package org.tallystick.reconciliation.service;

import jakarta.enterprise.event.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.h2.jdbcx.JdbcDataSource;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.reconciliation.Period;
import org.tallystick.reconciliation.SettlementFile;
import org.tallystick.shared.service.FixedSettings;
import org.tallystick.shared.service.Migrations;
import org.tallystick.shared.service.Settings;

/** A database of its own with one acquirer, one merchant and one terminal, receipts that a test writes, and the services over it. */
final class Books {
    static final String ACQUIRER = "48023310";
    static final String TERMINAL = "20000001";
    static final String HEADER = "终端号,批次号,流水号,参考号,交易类型,金额,日期\n";
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T04:00:00Z"), ZoneOffset.UTC);
    static final Viewer OFFICER = viewer(Role.INSTITUTION_OFFICER, Optional.of(ACQUIRER));

    final JdbcDataSource source = new JdbcDataSource();
    final SettlementRepository settlements = new SettlementRepository();
    final SettlementDesk desk;
    final SettlementImport imports;
    final SettlementLists lists;
    final Reconciliation reconciliation = new Reconciliation(settlements, silent(), CLOCK);
    private int counter;

    Books(Path directory) {
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Migrations.migrate(source);
        settlements.dataSource = source;
        Settings settings = settings(directory);
        SettlementStore store = new SettlementStore(settings);
        desk = new SettlementDesk(settlements, store, silent(), silent(), CLOCK);
        imports = new SettlementImport(settlements, desk, store, settings, silent(), silent(), CLOCK);
        lists = new SettlementLists(settlements, desk, silent());
        register();
    }

    static Viewer viewer(Role role, Optional<String> scope) {
        return new Viewer("id", "somebody@test", "Somebody", role, scope, "", "");
    }

    private void register() {
        run("INSERT INTO acquirer (code, name_zh, name_en) VALUES ('48023310', 'a', 'a'), ('48033320', 'b', 'b')");
        run("INSERT INTO merchant VALUES ('898331054110027', '48023310', 'm', 'm', 'c', 'r', '5411')");
        run("INSERT INTO store (id, merchant_no, name, address, city) VALUES (1, '898331054110027', 's', 'a', 'c')");
        run("INSERT INTO terminal VALUES ('20000001', 'serial', 1, 1, TRUE)");
        run(
                "INSERT INTO ledger_log (log_id, origin, acquirer, shard, verifier_key) VALUES (1, 'o', '48023310', '2026q4', 'k')");
        run("INSERT INTO ledger_head (log_id, epoch, size, root, last_time) VALUES (1, 1, 0, X'00', 0)");
    }

    /** A receipt as the platform keeps it. */
    record Receipt(String number, String trace, String reference, long amount, String day, String type) {
        static Receipt sale(int trace, long amount, String day) {
            return new Receipt(
                    "R%010d".formatted(trace), "%06d".formatted(trace), "%012d".formatted(trace), amount, day, "SALE");
        }

        Receipt type(String other) {
            return new Receipt(number, trace, reference, amount, day, other);
        }
    }

    /** @return its counter */
    int add(Receipt r) {
        return add(r, null);
    }

    /** @param original counter of the receipt that this one takes back */
    int add(Receipt r, Integer original) {
        counter++;
        String voided = original == null ? "NULL, NULL, NULL" : "'20000001', 1, " + original;
        long time =
                LocalDate.parse(r.day()).atTime(4, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
        run(
                "INSERT INTO receipt (number, terminal_no, series, counter, claim, active, code, payload_digest, verified, status,"
                        + " stored, digest, log_id, seq, arrival, findings, acquirer, merchant_no, bill_type, amount, currency,"
                        + " sale_date, trace_no, original_terminal, original_series, original_counter, sale_time, batch_no,"
                        + " reference_no) VALUES ('" + r.number() + "', '20000001', 1, " + counter
                        + ", 0, TRUE, NULL, X'00', TRUE,"
                        + " 'SIGNED', X'00', X'00', 1, " + counter + ", 0, '', '48023310', '898331054110027', '"
                        + r.type() + "', "
                        + r.amount() + ", 'CNY', DATE '" + r.day() + "', '" + r.trace() + "', " + voided + ", " + time
                        + ", '000001', '" + r.reference() + "')");
        return counter;
    }

    /** Tells the ledger of the last receipt, as it would be if it came now. */
    void append(String number) {
        long size = number("SELECT size FROM ledger_head WHERE log_id = 1");
        byte[] leaf = new org.tallystick.ledger.LedgerEntry(
                        org.tallystick.ledger.EntryKind.RECEIPT, number, "-", 0, new byte[32])
                .bytes();
        settlements.run(rows -> {
            rows.update("INSERT INTO ledger_entry VALUES (1, ?, ?, ?)", size, leaf, new byte[32]);
            rows.update("UPDATE ledger_head SET size = ? WHERE log_id = 1", size + 1);
        });
    }

    SettlementFile load(String lines) throws IOException {
        return load(lines, Optional.empty());
    }

    SettlementFile load(String lines, Optional<Period> declared) throws IOException {
        return imports.perform(OFFICER, hand(lines, declared).number(), steps -> {});
    }

    SettlementFile load(String lines, LongConsumer progress) throws IOException {
        return imports.perform(OFFICER, hand(lines, Optional.empty()).number(), progress);
    }

    SettlementFile hand(String lines, Optional<Period> declared) throws IOException {
        byte[] content = (HEADER + lines).getBytes(StandardCharsets.UTF_8);
        return desk.hand(
                OFFICER,
                new SettlementDesk.Upload("day.csv", ACQUIRER, false, declared, new ByteArrayInputStream(content)));
    }

    /** The line of a file that settles a sale of {@link Receipt#sale}. */
    static String line(int trace, String amount, String day) {
        return "20000001,000001,%06d,%012d,消费,%s,%s\n".formatted(trace, trace, amount, day);
    }

    static String figures(SettlementFile file) {
        SettlementFile.Counts c = file.counts();
        return "%s rows=%d matched=%d differing=%d open=%d unknown=%d duplicate=%d faults=%d"
                .formatted(
                        file.state(),
                        c.rows(),
                        c.matched(),
                        c.differing(),
                        c.withoutReceipt(),
                        c.unknownTerminal(),
                        c.duplicate(),
                        c.faults());
    }

    SettlementFile again(SettlementFile file) {
        return desk.find(OFFICER, file.number());
    }

    void run(String sql) {
        try (Connection connection = source.getConnection()) {
            connection.createStatement().execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    long number(String sql) {
        return settlements.in(rows -> rows.number(sql));
    }

    @SuppressWarnings("unchecked")
    private static <T> Event<T> silent() {
        return (Event<T>) Proxy.newProxyInstance(
                Books.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> null);
    }

    private static Settings settings(Path directory) {
        Map<String, String> values = Map.of(
                "tallystick.data-dir",
                directory.toString(),
                "tallystick.reconciliation.most-rows",
                "100000",
                "tallystick.reconciliation.most-faults",
                "100");
        return FixedSettings.of(values);
    }
}
