package org.tallystick.operation.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;

/** Asks the database for a sign of life. */
@ApplicationScoped
class PulseRepository {
    @Resource(lookup = "java:jboss/datasources/TallystickLedger")
    DataSource dataSource;

    /**
     * An answer of the database.
     *
     * @param product name and version
     * @param nanos how long a query took, the connection being there
     * @param time by its clock
     */
    record Pulse(String product, long nanos, Instant time) {}

    Pulse ask() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT CURRENT_TIMESTAMP")) {
            long asked = System.nanoTime();
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Instant time = row.getTimestamp(1).toInstant();
                String product = connection.getMetaData().getDatabaseProductName() + " "
                        + connection.getMetaData().getDatabaseProductVersion().split(" ", 2)[0];
                return new Pulse(product, System.nanoTime() - asked, time);
            }
        }
    }
}
