package org.tallystick.shared.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** Which connection a question gets, by the database's own number of it; and that none is left open. */
class OneConnectionTest {
    private final DataSource database = database("one-connection");

    @Test
    void workAsksEverythingOnOneConnection() {
        List<Integer> asked = OneConnection.throughout(
                () -> List.of(ask(database), OneConnection.throughout(() -> ask(database)), ask(database)));

        assertThat(asked).hasSize(3).containsOnly(asked.get(0));
        assertThat(open(database)).isOne();
    }

    @Test
    void aQuestionOfNoWorkHasAConnectionOfItsOwn() {
        assertThat(ask(database)).isNotEqualTo(ask(database));
        assertThat(open(database)).isOne();
    }

    @Test
    void whatIsGivenBackIsTakenAnew() {
        List<Integer> asked = OneConnection.throughout(() -> {
            int first = ask(database);
            OneConnection.giveBack();
            assertThat(open(database)).as("none is held").isOne();
            return List.of(first, ask(database));
        });

        assertThat(asked.get(0)).isNotEqualTo(asked.get(1));
        assertThat(open(database)).isOne();
        OneConnection.giveBack();
    }

    @Test
    void workThatFailsLeavesNothingOpen() {
        Supplier<Integer> failing = () -> {
            throw new ArithmeticException("asked connection " + ask(database));
        };

        assertThatThrownBy(() -> OneConnection.throughout(failing)).isInstanceOf(ArithmeticException.class);

        assertThat(open(database)).isOne();
        assertThat(ask(database)).isNotEqualTo(ask(database));
    }

    @Test
    void aWrongQuestionSaysWhyAndSpoilsNoOther() {
        OneConnection.throughout(() -> {
            int before = ask(database);
            assertThatThrownBy(() -> {
                        try (Connection connection = OneConnection.of(database)) {
                            connection.setSchema("nonsense");
                        }
                    })
                    .isInstanceOf(SQLException.class);
            assertThat(ask(database)).isEqualTo(before);
            return before;
        });
    }

    @Test
    void workBeyondAFewHoldsNoConnection() throws InterruptedException {
        CountDownLatch working = new CountDownLatch(OneConnection.MOST);
        CountDownLatch enough = new CountDownLatch(1);
        List<Thread> holders = IntStream.range(0, OneConnection.MOST)
                .mapToObj(i -> new Thread(() -> OneConnection.throughout(() -> {
                    int asked = ask(database);
                    working.countDown();
                    return await(enough) ? asked : 0;
                })))
                .toList();
        holders.forEach(Thread::start);
        assertThat(working.await(1, TimeUnit.MINUTES)).isTrue();

        assertThat(open(database)).isEqualTo(OneConnection.MOST + 1);
        OneConnection.throughout(() -> assertThat(ask(database)).isNotEqualTo(ask(database)));
        enough.countDown();
        for (Thread holder : holders) {
            holder.join();
        }

        OneConnection.throughout(() -> assertThat(ask(database)).isEqualTo(ask(database)));
        assertThat(open(database)).isOne();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anotherDatabaseIsAskedOnItsOwn() {
        DataSource other = database("another-connection");
        OneConnection.throughout(() -> {
            int first = ask(database);
            ask(other);
            assertThat(open(other)).as("the one that counts").isOne();
            assertThat(ask(database)).isEqualTo(first);
            return first;
        });
    }

    private static DataSource database(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    private static int ask(DataSource source) {
        return number(source, "SELECT SESSION_ID()", true);
    }

    /** With the one that counts. */
    private static int open(DataSource source) {
        return number(source, "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS", false);
    }

    private static int number(DataSource source, String sql, boolean shared) {
        try (Connection connection = shared ? OneConnection.of(source) : source.getConnection();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
