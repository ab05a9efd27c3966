package org.tallystick.shared.service;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Whether this node may work on the database as it stands. A standby is never worked on. In cluster mode ({@code tallystick.cluster}) the
 * server must be PostgreSQL and copy every commit to a standby before it returns, so that a node that answers has never answered what a
 * failover takes back. That is asked of the server at the start, of every new connection of the ledger, and again and again between; while it
 * is not so, nothing is appended.
 */
@ApplicationScoped
@PermitAll
public class DatabaseCluster {
    private final Settings settings;
    private volatile Optional<Replication> last = Optional.empty();

    @Resource(lookup = "java:jboss/datasources/TallystickLedger")
    DataSource dataSource;

    @Inject
    public DatabaseCluster(Settings settings) {
        this.settings = settings;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected DatabaseCluster() {
        this(null);
    }

    /** Whether several nodes share the database. */
    public boolean enabled() {
        return settings.flag("tallystick.cluster");
    }

    /** How the server stood when it was last asked; empty before that, and where nodes do not share it. */
    public Optional<Replication> last() {
        return last;
    }

    /** @throws IllegalStateException saying why this database cannot be used, and what to do */
    public void requireAtStart() {
        try (Connection connection = dataSource.getConnection()) {
            require(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("The platform does not start. " + e.getMessage(), e);
        }
    }

    /** Asks again; the answer counts for what is appended from now on. */
    public void lookAgain() {
        try (Connection connection = dataSource.getConnection()) {
            last = Optional.of(ReplicationRepository.read(connection));
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be asked for its standbys", e);
        }
    }

    /** @throws SQLException when the server at the other end of this connection must not be worked on */
    public void require(Connection connection) throws SQLException {
        boolean postgres = ReplicationRepository.isPostgres(connection);
        if (enabled()) {
            if (!postgres) {
                throw new SQLException("Several nodes share a PostgreSQL server only: set TALLYSTICK_DB_URL, or"
                        + " tallystick.cluster to false");
            }
            last = Optional.of(ReplicationRepository.read(connection));
            require();
        } else if (postgres && ReplicationRepository.recovering(connection)) {
            throw new SQLException(Replication.Fault.RECOVERING.sentence());
        }
    }

    /** The same by what was last heard. */
    public void require() throws SQLException {
        Optional<Replication.Fault> fault = last.flatMap(Replication::fault);
        if (fault.isPresent()) {
            throw new SQLException(fault.get().sentence());
        }
    }
}
