package org.tallystick.operation.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Has the embedded database copied while it is in use. */
@ApplicationScoped
class BackupRepository {
    @Resource(lookup = "java:jboss/datasources/TallystickLedger")
    DataSource dataSource;

    /** Writes a ZIP file with a state between two transactions. @throws IllegalStateException for a database that is not embedded */
    void copyTo(Path file) {
        try (Connection connection = dataSource.getConnection()) {
            if (!"H2".equals(connection.getMetaData().getDatabaseProductName())) {
                throw new IllegalStateException("A backup was asked for: PostgreSQL is copied by its own tools");
            }
            try (PreparedStatement statement = connection.prepareStatement("BACKUP TO ?")) {
                statement.setString(1, file.toString());
                statement.execute();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The backup of the database cannot be written to " + file, e);
        }
    }
}
