package org.tallystick.ledger.service;

/**
 * The head row of a log as read under its lock.
 *
 * @param lastTime ledger time of the newest entry, milliseconds
 * @param databaseTime the database's clock at the moment of the lock, milliseconds
 */
record LedgerHead(long epoch, long size, byte[] root, long lastTime, long databaseTime, ShardState state) {
    boolean isOpen() {
        return state == ShardState.OPEN;
    }
}
