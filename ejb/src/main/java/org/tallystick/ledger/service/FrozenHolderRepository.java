package org.tallystick.ledger.service;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sessions of nodes that froze while they held the head of a log (LEDGER.md "Append"). PostgreSQL ends by itself the ones that froze
 * between two statements ({@code idle_in_transaction_session_timeout}). One that froze inside a {@code COPY}, after its statement was
 * sent and before its rows were, is waited for without end: there no time limit of the server is looked at. The node that waits behind it
 * ends it.
 */
final class FrozenHolderRepository {
    private static final Logger LOG = Logger.getLogger(FrozenHolderRepository.class.getName());
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Sessions that may write heads, wait for their client, and have waited for longer than one between two statements may. */
    private static final String END = "SELECT a.pid, pg_terminate_backend(a.pid) FROM pg_stat_activity a"
            + " WHERE a.datname = current_database() AND a.usename = session_user AND a.pid <> pg_backend_pid()"
            + " AND a.wait_event_type = 'Client' AND a.state_change < clock_timestamp() - INTERVAL '2 seconds'"
            + " AND EXISTS (SELECT 1 FROM pg_locks l WHERE l.pid = a.pid AND l.granted"
            + " AND l.relation = 'ledger_head'::regclass AND l.mode IN ('RowShareLock', 'RowExclusiveLock'))";

    private FrozenHolderRepository() {}

    /** Whether an attempt to lock a head failed because somebody else kept it for longer than {@code lock_timeout}; PostgreSQL only. */
    static boolean mayBeBehind(SQLException e) {
        return LOCK_NOT_AVAILABLE.equals(e.getSQLState());
    }

    /** Ends them, in a transaction of its own on this connection; what they had not committed is undone, their nodes load anew. */
    static void end(Connection connection) throws SQLException {
        List<Integer> ended = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(END);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ended.add(rows.getInt(1));
            }
        }
        connection.commit();
        if (!ended.isEmpty()) {
            LOG.log(Level.WARNING, "Sessions {0} held the head of a log for a node that does not answer: ended", ended);
        }
    }
}
