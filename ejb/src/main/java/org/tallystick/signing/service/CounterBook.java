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
import org.tallystick.shared.RecentMap;
import org.tallystick.signing.Bill;
import org.tallystick.signing.service.BillKey.TerminalKey;

/**
 * What one log's batcher knows of its terminals' counters. The remembered part is believed only while the log's head has moved by
 * nobody else's hand: {@link #forget} is called whenever a group's outcome is unknown. Owned by that batcher's thread.
 */
final class CounterBook {
    private static final int REMEMBERED = 200_000;

    private final CounterRepository repository;
    private final Map<TerminalKey, TerminalState> remembered = new RecentMap<>(REMEMBERED);
    private final Map<TerminalKey, TerminalState> changed = new LinkedHashMap<>();
    private final Map<BillKey, List<Claim>> claims = new HashMap<>();

    CounterBook(CounterRepository repository) {
        this.repository = repository;
    }

    /** Starts a group: what an earlier try of it noted is gone. */
    void startGroup() {
        changed.clear();
        claims.clear();
    }

    TerminalState state(Connection connection, TerminalKey key) throws SQLException {
        TerminalState state = changed.get(key);
        if (state == null) {
            state = remembered.get(key);
        }
        if (state == null) {
            state = repository.state(connection, key).orElse(TerminalState.NEW);
            remembered.put(key, state);
        }
        return state;
    }

    void advance(TerminalKey key, long counter, byte[] digest) {
        TerminalState stored = Optional.ofNullable(remembered.get(key)).orElse(TerminalState.NEW);
        changed.put(key, new TerminalState(counter, digest, stored.counter()));
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

    void write(Connection connection) throws SQLException {
        repository.write(connection, changed);
    }

    void committed() {
        remembered.putAll(changed);
        startGroup();
    }

    void forget() {
        remembered.clear();
        startGroup();
    }

    /**
     * The highest counter seen, the digest of that bill's payload, and the counter that the database holds (0 for no row): the
     * fence of the update.
     */
    record TerminalState(long counter, byte[] lastDigest, long storedCounter) {
        static final TerminalState NEW = new TerminalState(0, new byte[0], 0);

        /** Whether a bill names that bill as the one before it. */
        boolean isFollowedBy(Bill bill) {
            return bill.previous().filter(p -> Arrays.equals(p, lastDigest)).isPresent();
        }
    }
}
