package org.tallystick.ledger.service;

import java.util.Optional;

/**
 * What the public sees of a log.
 *
 * @param sealed whether that is the whole of a log that has been sealed
 */
record SeenLog(LedgerLog log, LogRepository.PublishedCheckpoint published, boolean sealed) {
    private static final long MANY_ENTRIES = 10_000;

    /** The checkpoint is read before the log's state: one of a log that is open afterwards is not its last. */
    static Optional<SeenLog> read(LedgerLog log, LogRepository repository, ShardRepository shards) {
        return repository.published(log.id()).map(published -> {
            ShardState state = shards.state(log);
            boolean ended = state == ShardState.SEALED || state == ShardState.REMOVED;
            return new SeenLog(
                    log, published, ended && repository.head(log.id()).size() == published.size());
        });
    }

    /** The state in its record: a log that is sealed was still open where it had not all of its entries. */
    ShardState state() {
        return sealed ? ShardState.SEALED : ShardState.OPEN;
    }

    long size() {
        return published.size();
    }

    /**
     * Whether its record is due: there is none in the present master log, or of less than the whole of a sealed log; it has grown much, or
     * grew and the last record is old.
     *
     * @param master id of the master log that is open
     */
    boolean isDue(Optional<ShardRepository.Recorded> last, Optional<Integer> master, boolean old) {
        if (last.isEmpty()
                || master.filter(open -> open != last.get().masterLog()).isPresent()) {
            return true;
        }
        long grown = size() - last.get().size();
        return grown >= MANY_ENTRIES || (grown > 0 && (old || sealed)) || (grown == 0 && ends(last.get()));
    }

    /** Whether the record adds something to what a master log has: another node may have recorded the log meanwhile. */
    boolean isNews(ShardRepository.Recorded last, int master) {
        return last.masterLog() != master || size() > last.size() || (size() == last.size() && ends(last));
    }

    private boolean ends(ShardRepository.Recorded last) {
        return sealed && !last.sealed();
    }
}
