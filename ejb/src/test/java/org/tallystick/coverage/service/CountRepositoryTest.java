package org.tallystick.coverage.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.coverage.CaseKey;
import org.tallystick.coverage.ImageResult;
import org.tallystick.coverage.service.CountRepository.Counted;
import org.tallystick.coverage.service.CountRepository.Covered;
import org.tallystick.shared.service.Migrations;

/** Counts of receipts are what the rows say, whether they are there already or not. */
class CountRepositoryTest {
    private static final byte[] NOTHING = new byte[0];

    private static EmbeddedPostgres postgres;
    private static JdbcDataSource h2;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
        h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:coverage-counts;DB_CLOSE_DELAY=-1");
        databases().forEach(Migrations::migrate);
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    static Stream<DataSource> databases() {
        return Stream.of(h2, postgres.getPostgresDatabase());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void receiptsOfOneKeyAreCountedTogether(DataSource database) {
        RowRepository rows = rows(database);
        CountRepository counts = new CountRepository(rows, new KindRepository(rows));
        IntStream.range(0, 15).forEach(i -> store(rows, i));

        counts.add(receipts(0, 6));
        counts.add(receipts(6, 15));
        counts.add(List.of());
        counts.recount("R4", "PAD_ERROR");
        counts.recount("R4", "PAD_ERROR");
        counts.recount("unknown", "PAD_ERROR");

        assertThat(of(rows, "20000000", "")).isEqualTo(5);
        assertThat(of(rows, "20000001", "")).isEqualTo(4);
        assertThat(of(rows, "20000001", "PAD_ERROR")).isEqualTo(1);
        assertThat(of(rows, "20000002", "")).as("does not count").isZero();
        assertThat(rows.count("SELECT COUNT(*) FROM coverage_kind", List.of())).isEqualTo(2);
        assertThat(counts.image("R4")).contains(ImageResult.ABSENT);
        assertThat(counts.image("R99")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aReceiptThatHasLostItsCounterCountsNoLonger(DataSource database) {
        RowRepository rows = rows(database);
        CountRepository counts = new CountRepository(rows, new KindRepository(rows));
        IntStream.range(30, 33).forEach(i -> store(rows, i));
        counts.add(receipts(30, 33));
        long before = of(rows, "20000010", "");

        counts.take(new CaseKey("20000010", 1, 30));
        assertThat(of(rows, "20000010", "")).as("it holds its counter").isEqualTo(before);
        rows.change("UPDATE receipt SET active = FALSE WHERE number = 'R30'", List.of());
        counts.take(new CaseKey("20000010", 1, 30));
        counts.take(new CaseKey("20000010", 1, 30));

        assertThat(of(rows, "20000010", "")).isEqualTo(before - 1);
    }

    static RowRepository rows(DataSource database) {
        RowRepository rows = new RowRepository();
        rows.dataSource = database;
        return rows;
    }

    /** The receipts of each test have terminals of their own. */
    private static String terminal(int i) {
        return "200000" + i / 30 + i % 3;
    }

    /** A signed receipt R<i>, entry i of log 1. */
    static void store(RowRepository rows, int i) {
        rows.change(
                "INSERT INTO receipt (number, terminal_no, series, counter, claim, active, payload_digest, verified, status,"
                        + " stored, digest, log_id, seq, arrival, findings, acquirer, merchant_no, bill_type, amount, currency,"
                        + " sale_date, trace_no, sale_time, batch_no) VALUES (?, ?, 1, ?, 0, TRUE, ?, TRUE, 'SIGNED', ?, ?, 1, ?,"
                        + " 7, '', '48023310', '898331054110027', 'SALE', 1, 'CNY', DATE '2026-11-20', '1', 0, '1')",
                List.of("R" + i, terminal(i), i, NOTHING, NOTHING, NOTHING, i));
    }

    /** Of three terminals in turn, the last of which sells what counts for nothing. */
    private static List<Covered> receipts(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new Covered(
                        1,
                        i,
                        i % 3 < 2,
                        new Counted(
                                LocalDate.of(2026, 11, 20),
                                "48023310",
                                "898331054110027",
                                terminal(i),
                                "CHIP",
                                "UNIONPAY, \"QR\"",
                                "REQUIRED",
                                "SIGNED",
                                "NONE",
                                ""),
                        "policy",
                        1,
                        "NONE",
                        "ABSENT"))
                .toList();
    }

    private static long of(RowRepository rows, String terminal, String cause) {
        return rows.count(
                "SELECT COALESCE(SUM(receipts), 0) FROM coverage_count WHERE terminal_no = ? AND cause = ?"
                        + " AND scheme = 'UNIONPAY, \"QR\"' AND sale_date = DATE '2026-11-20'",
                List.of(terminal, cause));
    }
}
