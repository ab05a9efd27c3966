package org.tallystick.shared.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.shared.TableRow;

/** Rows come out as they went in, by COPY and by batch, and a refused one leaves nothing behind. */
class BulkRepositoryTest {
    private static final BulkRepository INTO =
            BulkRepository.into("things", "id, words, small, large, perhaps, yes, made_on, bits, more");
    private static final String H2 = "jdbc:h2:mem:bulk;DB_CLOSE_DELAY=-1";

    private static EmbeddedPostgres postgres;

    private record Thing(
            int id,
            @Nullable String words,
            int small,
            long large,
            @Nullable Long perhaps,
            boolean yes,
            LocalDate day,
            byte[] bits,
            byte @Nullable [] more) {}

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
        for (String url : List.of(H2, postgres())) {
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TABLE things (id INTEGER PRIMARY KEY, words VARCHAR(100), small SMALLINT NOT NULL,"
                                + " large BIGINT NOT NULL, perhaps BIGINT, yes BOOLEAN NOT NULL, made_on DATE NOT NULL,"
                                + " bits BYTEA NOT NULL, more BYTEA)");
            }
        }
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    private static String postgres() {
        return postgres.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true";
    }

    /** Few go as a batch, many by COPY where there is one. */
    static Stream<Arguments> databases() {
        return Stream.of(H2, postgres())
                .flatMap(url -> Stream.of(0, 1, 3, 4, 300).map(rows -> Arguments.of(url, rows)));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void rowsComeOutAsTheyWentIn(String url, int rows) throws SQLException {
        List<Thing> things =
                IntStream.range(0, rows).mapToObj(BulkRepositoryTest::thing).toList();
        try (Connection connection = connect(url)) {
            INTO.insert(connection, things, BulkRepositoryTest::bind);

            assertThat(read(connection)).map(BulkRepositoryTest::values).isEqualTo(values(things));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aRowThatIsThereAlreadyRefusesAll(String url, int rows) throws SQLException {
        List<Thing> things = new ArrayList<>(
                IntStream.range(0, rows).mapToObj(BulkRepositoryTest::thing).toList());
        things.add(thing(7_000));
        things.add(thing(7_000));
        try (Connection connection = connect(url)) {
            assertThatThrownBy(() -> INTO.insert(connection, things, BulkRepositoryTest::bind))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
            connection.rollback();

            assertThat(read(connection)).isEmpty();
            INTO.insert(connection, things.subList(0, rows), BulkRepositoryTest::bind);
            assertThat(read(connection)).hasSize(rows);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aRowThatCannotBeBoundLeavesTheConnectionUsable(String url, int rows) throws SQLException {
        List<Thing> things =
                IntStream.range(0, rows + 1).mapToObj(BulkRepositoryTest::thing).toList();
        try (Connection connection = connect(url)) {
            assertThatThrownBy(() -> INTO.insert(connection, things, (row, thing) -> {
                        if (thing.id() == rows) {
                            row.integer(thing.id());
                            throw new IllegalStateException("no more");
                        }
                        bind(row, thing);
                    }))
                    .isInstanceOf(IllegalStateException.class);
            connection.rollback();

            assertThat(read(connection)).isEmpty();
            INTO.insert(connection, things, BulkRepositoryTest::bind);
            assertThat(read(connection)).hasSize(rows + 1);
        }
    }

    private static void bind(TableRow row, Thing thing) throws SQLException {
        row.integer(thing.id()).text(thing.words()).small(thing.small()).number(thing.large());
        row.number(thing.perhaps()).flag(thing.yes()).date(thing.day());
        row.bytes(thing.bits()).bytes(thing.more());
    }

    private static Thing thing(int n) {
        byte[] bits = new byte[n % 5 == 0 ? n * 1_000 : n];
        Arrays.fill(bits, (byte) (200 + n));
        boolean odd = n % 2 == 1;
        return new Thing(
                n,
                odd ? null : "左券 \\N \t\n" + n,
                odd ? -n : Short.MAX_VALUE - n,
                Long.MIN_VALUE + n,
                odd ? Long.MAX_VALUE : null,
                odd,
                LocalDate.of(1970 + n / 4, 2, 28).plusDays(n),
                bits,
                odd ? bits : null);
    }

    private static List<List<@Nullable Object>> values(List<Thing> things) {
        return things.stream().map(BulkRepositoryTest::values).toList();
    }

    /** Bytes as something that equals what has the same ones. */
    private static List<@Nullable Object> values(Thing thing) {
        byte[] more = thing.more();
        return Arrays.asList(
                thing.id(),
                thing.words(),
                thing.small(),
                thing.large(),
                thing.perhaps(),
                thing.yes(),
                thing.day(),
                ByteBuffer.wrap(thing.bits()),
                more == null ? null : ByteBuffer.wrap(more));
    }

    private static List<Thing> read(Connection connection) throws SQLException {
        List<Thing> things = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM things ORDER BY id")) {
            while (row.next()) {
                things.add(new Thing(
                        row.getInt(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getLong(4),
                        row.getObject(5, Long.class),
                        row.getBoolean(6),
                        row.getObject(7, LocalDate.class),
                        row.getBytes(8),
                        row.getBytes(9)));
            }
        }
        return things;
    }

    /** Whatever is inserted goes with the connection: nothing is committed. */
    private static Connection connect(String url) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        connection.setAutoCommit(false);
        return connection;
    }
}
