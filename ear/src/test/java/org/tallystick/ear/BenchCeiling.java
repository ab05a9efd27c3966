package org.tallystick.ear;

import java.security.KeyPair;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.tallystick.ledger.GrowingTree;
import org.tallystick.ledger.MerkleHash;
import org.tallystick.shared.Sha256;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;

/**
 * What this machine could do at this moment without a server around it: verify, seal, hash, Merkle append with proof, group insert and
 * commit every 10 ms into the same kind of database; two workers, no HTTP.
 */
final class BenchCeiling {
    private static final int MESSAGE = 1_200;
    private static final int KEYS = 256;
    private static final SignatureSuite SUITE = SignatureSuite.best();

    private final BlockingQueue<byte[]> sealed = new ArrayBlockingQueue<>(512);
    private final Connection connection;
    private final boolean checkpointSync;
    private volatile boolean stopped;

    private BenchCeiling(Connection connection, boolean checkpointSync) {
        this.connection = connection;
        this.checkpointSync = checkpointSync;
    }

    /** @return receipts a second */
    static double measure(Connection connection, boolean checkpointSync, int seconds) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE ceiling (seq BIGINT PRIMARY KEY, stored BYTEA NOT NULL, leaf_hash BYTEA NOT NULL)");
        }
        try {
            return new BenchCeiling(connection, checkpointSync).run(seconds);
        } finally {
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE ceiling");
            }
        }
    }

    private double run(int seconds) throws Exception {
        List<Thread> workers = List.of(new Thread(this::work), new Thread(this::work));
        workers.forEach(Thread::start);
        connection.setAutoCommit(false);
        GrowingTree tree = GrowingTree.empty();
        commitFor(2, tree);
        long before = tree.size();
        double took = commitFor(seconds, tree);
        long after = tree.size();
        stopped = true;
        sealed.clear();
        for (Thread worker : workers) {
            worker.join(5_000);
        }
        return (after - before) / took;
    }

    private double commitFor(int seconds, GrowingTree tree) throws SQLException, InterruptedException {
        long started = System.nanoTime();
        List<byte[]> group = new ArrayList<>();
        while (System.nanoTime() - started < seconds * 1_000_000_000L) {
            long due = System.nanoTime() + 10_000_000L;
            for (long left = 10_000_000L; left > 0 && group.size() < 1_024; left = due - System.nanoTime()) {
                byte[] one = sealed.poll(left, TimeUnit.NANOSECONDS);
                if (one != null) {
                    group.add(one);
                }
            }
            insert(group, tree);
            group.clear();
        }
        return (System.nanoTime() - started) / 1e9;
    }

    private void insert(List<byte[]> group, GrowingTree tree) throws SQLException {
        tree.startGroup();
        long first = tree.size();
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO ceiling (seq, stored, leaf_hash) VALUES (?, ?, ?)")) {
            for (byte[] stored : group) {
                byte[] leaf = MerkleHash.leaf(Sha256.of(stored));
                statement.setLong(1, tree.size());
                statement.setBytes(2, stored);
                statement.setBytes(3, leaf);
                statement.addBatch();
                tree.append(leaf);
            }
            statement.executeBatch();
        }
        connection.commit();
        if (checkpointSync) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CHECKPOINT SYNC");
            }
        }
        tree.drainFullTiles();
        for (long index = first; index < tree.size(); index++) {
            tree.inclusion(index);
        }
    }

    private void work() {
        KeyPair seal = SUITE.generate(SignatureAlgorithm.ES256);
        KeyPair[] terminals = new KeyPair[KEYS];
        byte[][] signatures = new byte[KEYS][];
        byte[] message = new byte[MESSAGE];
        for (int i = 0; i < KEYS; i++) {
            terminals[i] = SUITE.generate(SignatureAlgorithm.ES256);
            signatures[i] = SUITE.sign(terminals[i].getPrivate(), SignatureAlgorithm.ES256, message);
        }
        try {
            for (int i = 0; !stopped; i = (i + 1) % KEYS) {
                if (!SUITE.verify(terminals[i].getPublic(), SignatureAlgorithm.ES256, message, signatures[i])) {
                    throw new IllegalStateException("a signature does not verify");
                }
                byte[] signature = SUITE.sign(seal.getPrivate(), SignatureAlgorithm.ES256, message);
                byte[] stored = new byte[2 * MESSAGE];
                System.arraycopy(signature, 0, stored, 0, signature.length);
                sealed.put(stored);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
