package org.tallystick.signing.service;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.service.GroupContext;
import org.tallystick.shared.RecentMap;
import org.tallystick.shared.service.TerminalMemory;
import org.tallystick.signing.Bill;
import org.tallystick.signing.service.BillKey.TerminalKey;

/**
 * What one log's batcher knows of its terminals' counters. Terminals that another node has heard of meanwhile are forgotten when a group
 * knows the log anew, and all of them whenever a group's outcome is unknown. Owned by that batcher's thread.
 */
final class CounterBook {
    /** Entries of other nodes; behind more of them everything is read again. */
    private static final long MOST_FOLLOWED = 10_000;

    private final CounterRepository repository;
    private final Map<TerminalKey, TerminalState> remembered = new RecentMap<>(TerminalMemory.TERMINALS);
    private final Map<TerminalKey, TerminalState> changed = new LinkedHashMap<>();
    private final Map<BillKey, List<Claim>> claims = new HashMap<>();
    /** {@link GroupContext#knowledge} of what is remembered. */
    private @Nullable Object knowledge;
    /** Of the log, as far as it is remembered. */
    private long size;

    CounterBook(CounterRepository repository) {
        this.repository = repository;
    }

    /** Starts a group: gone is what an earlier try of it noted, and what is remembered of terminals that another node has heard of since. */
    void startGroup(GroupContext group) throws SQLException {
        if (knowledge != group.knowledge()) {
            if (group.first() < size || group.first() - size > MOST_FOLLOWED) {
                remembered.clear();
            } else if (!remembered.isEmpty()) {
                repository
                        .terminalsSince(group.connection(), group.log().id(), size)
                        .forEach(remembered::remove);
            }
            knowledge = group.knowledge();
            size = group.first();
        }
        startOver();
    }

    private void startOver() {
        changed.clear();
        claims.clear();
    }

    TerminalState state(Connection connection, TerminalKey key) throws SQLException {
        TerminalState state = changed.get(key);
        if (state == null) {
            state = remembered.get(key);
        }
        if (state == null) {
            state = repository.state(connection, key);
            remembered.put(key, state);
        }
        return state;
    }

    void advance(TerminalKey key, long counter, byte[] digest) {
        TerminalState stored = Optional.ofNullable(remembered.get(key)).orElse(TerminalState.NEW);
        changed.put(key, new TerminalState(counter, digest, stored.rowCounter()));
    }

    /** All receipts of this counter, those of this group included. */
    List<Claim> claims(Connection connection, BillKey key) throws SQLException {
        List<Claim> known = claims.get(key);
        if (known == null) {
            known = new ArrayList<>(repository.claims(connection, key));
            claims.put(key, known);
        }
        return known;
    }

    /** Notes a receipt of this group whose counter nobody had claimed before. */
    void claimFresh(BillKey key, Claim claim) {
        claims.put(key, new ArrayList<>(List.of(claim)));
    }

    /** Rows that fall too far behind are moved; the others' counters stand in the group's receipts. */
    void write(Connection connection) throws SQLException {
        Map<TerminalKey, TerminalState> due = new LinkedHashMap<>();
        changed.forEach((key, state) -> {
            if (state.rowIsBehind()) {
                due.put(key, state);
            }
        });
        repository.write(connection, due);
        due.forEach((key, state) -> changed.put(key, state.moved()));
    }

    /** @param last index of the group's last entry */
    void committed(long last) {
        remembered.putAll(changed);
        size = last + 1;
        startOver();
    }

    void forget() {
        remembered.clear();
        startOver();
    }

    /**
     * The highest counter seen and the digest of that bill's payload.
     *
     * @param rowCounter the counter that the terminal's row holds (0 for no row), the fence of its update: few bills behind, as moving it
     *     for each would cost as much as three indexes of the receipt
     */
    record TerminalState(long counter, byte[] lastDigest, long rowCounter) {
        static final TerminalState NEW = new TerminalState(0, new byte[0], 0);

        private static final int MOST_BEHIND = 32;

        /** Whether a bill names that bill as the one before it. */
        boolean isFollowedBy(Bill bill) {
            return bill.previous().filter(p -> Arrays.equals(p, lastDigest)).isPresent();
        }

        private boolean rowIsBehind() {
            return rowCounter == 0 || counter - rowCounter >= MOST_BEHIND;
        }

        private TerminalState moved() {
            return new TerminalState(counter, lastDigest, counter);
        }
    }
}
