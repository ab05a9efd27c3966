package org.tallystick.signing.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.ledger.GrowingTree;
import org.tallystick.ledger.service.GroupAt;
import org.tallystick.signing.service.BillKey.TerminalKey;
import org.tallystick.signing.service.CounterBook.TerminalState;

/** A group's rows move together, each from the value it was known to have, or the group fails; what came after a row stands in receipts. */
class CounterRepositoryTest {
    private static final String H2 = "jdbc:h2:mem:counters;DB_CLOSE_DELAY=-1";
    private static final List<String> RECEIPTS = List.of("receipt", "removed_receipt");
    private static final CounterRepository COUNTERS = new CounterRepository();

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
        for (String url : List.of(H2, postgres())) {
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TABLE terminal_state (terminal_no VARCHAR(8) NOT NULL, series BIGINT NOT NULL,"
                                + " counter BIGINT NOT NULL, last_digest BYTEA NOT NULL, PRIMARY KEY (terminal_no, series))");
                for (String receipts : RECEIPTS) {
                    statement.execute(
                            "CREATE TABLE " + receipts + " (terminal_no VARCHAR(8) NOT NULL, series BIGINT NOT NULL,"
                                    + " counter BIGINT NOT NULL, claim SMALLINT NOT NULL, payload_digest BYTEA NOT NULL,"
                                    + " log_id INTEGER NOT NULL, seq BIGINT NOT NULL)");
                }
            }
        }
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    private static String postgres() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    static Stream<String> databases() {
        return Stream.of(H2, postgres());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void newOnesAndKnownOnesMoveTogether(String url) throws SQLException {
        try (Connection connection = connect(url)) {
            COUNTERS.write(connection, counters(0, 300, 0, 7));
            COUNTERS.write(connection, counters(200, 400, 7, 9));

            assertThat(state(connection, 0).counter()).isEqualTo(7);
            assertThat(state(connection, 200).counter()).isEqualTo(9);
            assertThat(state(connection, 299).lastDigest()).isEqualTo(digest(299, 9));
            assertThat(state(connection, 399).rowCounter()).isEqualTo(9);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void oneThatSomebodyElseHasMovedFailsTheGroup(String url) throws SQLException {
        try (Connection connection = connect(url)) {
            COUNTERS.write(connection, counters(0, 3, 0, 7));
            Map<TerminalKey, TerminalState> known = counters(0, 2, 7, 8);
            known.putAll(counters(2, 3, 6, 8));

            assertThatThrownBy(() -> COUNTERS.write(connection, known))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("moved");
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whatCameAfterARowStandsInReceiptsAlsoInRemovedOnes(String url) throws SQLException {
        try (Connection connection = connect(url)) {
            COUNTERS.write(connection, counters(0, 3, 0, 7));
            receipt(connection, "receipt", 0, 6);
            receipt(connection, "receipt", 1, 9);
            receipt(connection, "receipt", 1, 8);
            receipt(connection, "receipt", 2, 8);
            receipt(connection, "removed_receipt", 2, 11);

            assertThat(state(connection, 0))
                    .usingRecursiveComparison()
                    .isEqualTo(new TerminalState(7, digest(0, 7), 7));
            assertThat(state(connection, 1))
                    .usingRecursiveComparison()
                    .isEqualTo(new TerminalState(9, digest(1, 9), 7));
            assertThat(state(connection, 2))
                    .usingRecursiveComparison()
                    .isEqualTo(new TerminalState(11, digest(2, 11), 7));
            assertThat(state(connection, 3)).isEqualTo(TerminalState.NEW);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aBookMovesARowOnceInManyBillsAndFollowsWhatAnotherNodeHasAppended(String url) throws SQLException {
        try (Connection connection = connect(url)) {
            CounterBook book = new CounterBook(COUNTERS);
            GrowingTree own = GrowingTree.empty();
            long rows = 0;
            for (long counter = 1; counter <= 100; counter++) {
                book.startGroup(GroupAt.place(connection, own, counter - 1));
                assertThat(book.state(connection, key(0)).counter()).isEqualTo(counter - 1);
                book.advance(key(0), counter, digest(0, counter));
                receipt(connection, "receipt", 0, counter);
                book.write(connection);
                book.committed(counter - 1);
                rows += state(connection, 0).rowCounter() == counter ? 1 : 0;
            }
            assertThat(rows).as("rows written for 1, 33, 65 and 97").isEqualTo(4);

            receipt(connection, "receipt", 0, 101);
            book.startGroup(GroupAt.place(connection, own, 100));
            assertThat(book.state(connection, key(0)).counter())
                    .as("remembered")
                    .isEqualTo(100);
            book.startGroup(GroupAt.place(connection, GrowingTree.empty(), 101));
            assertThat(book.state(connection, key(0)).counter())
                    .as("another node's")
                    .isEqualTo(101);
        }
    }

    private static void receipt(Connection connection, String table, int of, long counter) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?, ?, 0, ?, 1, ?)")) {
            statement.setString(1, key(of).terminalNo());
            statement.setLong(2, key(of).series());
            statement.setLong(3, counter);
            statement.setBytes(4, digest(of, counter));
            statement.setLong(5, counter - 1);
            statement.executeUpdate();
        }
    }

    /** @param known what each was known to have; those from 300 on are new */
    private static Map<TerminalKey, TerminalState> counters(int from, int to, long known, long counter) {
        Map<TerminalKey, TerminalState> counters = new LinkedHashMap<>();
        for (int i = from; i < to; i++) {
            counters.put(key(i), new TerminalState(counter, digest(i, counter), i < 300 ? known : 0));
        }
        return counters;
    }

    private static TerminalKey key(int of) {
        return new TerminalKey("T%07d".formatted(of), 1L + of % 2);
    }

    private static byte[] digest(int of, long counter) {
        return new byte[] {(byte) of, (byte) (of >> 8), (byte) counter};
    }

    private static TerminalState state(Connection connection, int of) throws SQLException {
        return COUNTERS.state(connection, key(of));
    }

    /** A transaction over an empty table, rolled back when it is closed. */
    private static Connection connect(String url) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM terminal_state");
            for (String receipts : RECEIPTS) {
                statement.execute("DELETE FROM " + receipts);
            }
        }
        return connection;
    }
}
