package org.tallystick.reconciliation.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/** Runs transactions of this package, each on a connection of its own: none of them waits for the container's. */
@ApplicationScoped
class SettlementRepository {
    @Resource(lookup = "java:jboss/datasources/TallystickLedger")
    DataSource dataSource;

    /** Commits when the work is done; whatever it throws takes all of it back. */
    <T> T in(Function<StatementRepository, T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.apply(new StatementRepository(connection));
                connection.commit();
                return result;
            } finally {
                // Nothing is left after a commit.
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("settlements cannot be read or written", e);
        }
    }

    void run(Consumer<StatementRepository> work) {
        in(statements -> {
            work.accept(statements);
            return Boolean.TRUE;
        });
    }
}
