package org.tallystick.ledger.service;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.tallystick.ledger.ReleasedCheckpoint;
import org.tallystick.ledger.TileSource;
import org.tallystick.ledger.TreeHead;
import org.tallystick.shared.service.DatabaseCluster;

/**
 * What must hold before a node appends to a log, answers from it or signs it: the database may be worked on, and its tree is the one this node
 * has signed, or grew from it. Looked at thoroughly on every new connection, as a database is exchanged for another only behind one.
 */
final class AppendGuard {
    private final DatabaseCluster cluster;
    private final ReleasedCheckpoint released;
    private final TileSource tiles;
    private boolean fresh = true;
    private volatile Optional<String> refusal = Optional.empty();

    AppendGuard(DatabaseCluster cluster, ReleasedCheckpoint released, TileSource tiles) {
        this.cluster = cluster;
        this.released = released;
        this.tiles = tiles;
    }

    /** @throws SQLException when the server behind a new connection may not be worked on */
    void connected(Connection connection) throws SQLException {
        fresh = true;
        cluster.require(connection);
    }

    /** @throws SQLException when nothing may be appended to a log with this head */
    void require(TreeHead head) throws SQLException {
        cluster.require();
        refusal = released.contradiction(head, tiles, fresh);
        if (refusal.isPresent()) {
            throw new SQLException(refusal.get());
        }
        fresh = false;
    }

    /** The same for whoever only signs what is there. @throws IllegalStateException when it may not be signed */
    void requireSignable(TreeHead head) {
        released.contradiction(head, tiles, true).ifPresent(why -> {
            throw new IllegalStateException("Not signed: " + why);
        });
    }

    /** A checkpoint over this tree is about to leave the node. */
    void release(TreeHead head) {
        released.keep(head);
    }

    /** Why the newest group was refused for what this node has signed earlier; empty if it was not. */
    Optional<String> refusal() {
        return refusal;
    }
}
