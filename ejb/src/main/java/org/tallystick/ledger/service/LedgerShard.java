package org.tallystick.ledger.service;

import java.util.OptionalInt;

/**
 * A log and where it is in its life.
 *
 * @param endedAt UTC milliseconds; 0 as long as it is open
 * @param predecessor id of the log that it took over from
 */
public record LedgerShard(LedgerLog log, ShardState state, long endedAt, OptionalInt predecessor) {
    public boolean isOpen() {
        return state == ShardState.OPEN;
    }
}
