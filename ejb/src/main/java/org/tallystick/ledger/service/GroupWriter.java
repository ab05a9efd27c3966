package org.tallystick.ledger.service;

import java.sql.SQLException;
import java.util.List;

/**
 * A capability's part in a group commit. Both methods run inside the group's transaction, on the batcher's thread, with the
 * log's head locked: nobody else appends to this log meanwhile. They must not commit, wait for others or talk to anything
 * but the given connection.
 *
 * @param <T> the kind of item this writer brings
 */
public interface GroupWriter<T> {
    /**
     * Decides, in order of arrival, what each item adds to the log ({@link Append#add}), or refuses it. An item that adds
     * nothing completes without a position. Called again for the same items after a unique key was violated, then with
     * {@link GroupContext#careful()}.
     */
    void decide(List<Append<T>> items, GroupContext group) throws SQLException;

    /** Inserts the items' own rows; indexes and ledger time are known. */
    void write(List<Append<T>> items, GroupContext group) throws SQLException;

    /** The group is on disk: what was learnt in it may be kept in memory. */
    default void committed(int logId) {}

    /** The group's outcome is unknown: nothing learnt from this log may be kept in memory. */
    default void rolledBack(int logId) {}
}
