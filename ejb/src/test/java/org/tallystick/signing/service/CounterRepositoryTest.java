package org.tallystick.signing.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
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
import org.tallystick.signing.service.BillKey.TerminalKey;
import org.tallystick.signing.service.CounterBook.TerminalState;

/** A group's counters move together, each from the value it was known to have, or the group fails. */
class CounterRepositoryTest {
    private static final String H2 = "jdbc:h2:mem:counters;DB_CLOSE_DELAY=-1";
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
            assertThat(state(connection, 399).storedCounter()).isEqualTo(9);
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
        return COUNTERS.state(connection, key(of)).orElseThrow();
    }

    /** A transaction over an empty table, rolled back when it is closed. */
    private static Connection connect(String url) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM terminal_state");
        }
        return connection;
    }
}
