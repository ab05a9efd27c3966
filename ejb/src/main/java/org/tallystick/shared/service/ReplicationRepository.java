package org.tallystick.shared.service;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a PostgreSQL server how it is copied. */
final class ReplicationRepository {
    private ReplicationRepository() {}

    static boolean isPostgres(Connection connection) throws SQLException {
        return "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName());
    }

    static boolean recovering(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_is_in_recovery()")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** The commit setting is that of new sessions, whatever this one has changed. */
    static Replication read(Connection connection) throws SQLException {
        String sql = "SELECT pg_is_in_recovery(), current_setting('synchronous_standby_names'),"
                + " (SELECT reset_val FROM pg_settings WHERE name = 'synchronous_commit')";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new Replication(row.getBoolean(1), row.getString(2), row.getString(3), standbys(connection));
        }
    }

    private static List<Replication.Standby> standbys(Connection connection) throws SQLException {
        List<Replication.Standby> standbys = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT application_name, state, sync_state FROM pg_stat_replication ORDER BY 1")) {
            while (rows.next()) {
                standbys.add(new Replication.Standby(
                        Optional.ofNullable(rows.getString(1)).orElse(""),
                        Optional.ofNullable(rows.getString(2)),
                        Optional.ofNullable(rows.getString(3))));
            }
        }
        return standbys;
    }
}
