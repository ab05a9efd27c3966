package org.tallystick.signing.service;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.tallystick.shared.service.Ids;

/**
 * Integrity cases of terminals: conflicts, counter jumps, tampering. A case never blocks the till; it marks later bills until
 * somebody decides it. One open case a terminal and kind is enough, however often it repeats.
 */
@ApplicationScoped
@PermitAll
public class IntegrityCases {
    private static final Logger LOG = Logger.getLogger(IntegrityCases.class.getName());

    private final Clock clock;
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private volatile boolean loaded;

    @Resource(lookup = "java:jboss/datasources/TallystickLedger")
    DataSource dataSource;

    @Inject
    IntegrityCases(Clock clock) {
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected IntegrityCases() {
        this(null);
    }

    boolean isOpen(String terminalNo) {
        load();
        return open.contains(terminalNo);
    }

    /** Opens a case unless one of this terminal and kind is open. Failing to store it is logged, never in the bill's way. */
    public void open(String terminalNo, String kind, String facts) {
        try (Connection connection = dataSource.getConnection()) {
            if (!known(connection, terminalNo, kind)) {
                insert(connection, terminalNo, kind, facts);
            }
            open.add(terminalNo);
        } catch (SQLException e) {
            LOG.log(Level.SEVERE, "An integrity case (" + kind + ") could not be stored", e);
        }
    }

    private void load() {
        if (loaded) {
            return;
        }
        String sql = "SELECT DISTINCT terminal_no FROM integrity_case WHERE closed_at IS NULL";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                open.add(rows.getString(1));
            }
            loaded = true;
        } catch (SQLException e) {
            throw new IllegalStateException("integrity cases cannot be read", e);
        }
    }

    private static boolean known(Connection connection, String terminalNo, String kind) throws SQLException {
        String sql = "SELECT 1 FROM integrity_case WHERE terminal_no = ? AND kind = ? AND closed_at IS NULL";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, terminalNo);
            statement.setString(2, kind);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private void insert(Connection connection, String terminalNo, String kind, String facts) throws SQLException {
        String sql = "INSERT INTO integrity_case (id, terminal_no, kind, facts, opened_at) VALUES (?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, Ids.random());
            statement.setString(2, terminalNo);
            statement.setString(3, kind);
            statement.setString(4, facts);
            statement.setLong(5, clock.millis());
            statement.executeUpdate();
        }
    }
}
