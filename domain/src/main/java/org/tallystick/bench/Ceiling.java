package org.tallystick.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.GrowingTree;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.shared.Sha256;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;

/**
 * What this machine could do at this moment without a server around it: two workers that verify a terminal's signature over 1.2 KB, seal,
 * put the receipt together and hash it; one thread that every 10 ms inserts what there is into the same kind of database, commits, extends the
 * tree, signs a checkpoint and makes each receipt's proof. No HTTP, no reading of bills, no certificates, no counters.
 */
final class Ceiling {
    private static final int WORKERS = 2;
    private static final int WAITING = 4_096;
    private static final long GROUP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final String ORIGIN = "bench.example/ledger/1/1";

    private final CeilingRepository repository;
    private final SignatureSuite suite;
    private final SignatureAlgorithm algorithm;
    private final BlockingQueue<CeilingRepository.Row> sealed = new ArrayBlockingQueue<>(WAITING);
    private final GrowingTree tree = GrowingTree.empty();
    private final NoteSigner log = NoteSigner.fromSeed(ORIGIN, Sha256.of(new byte[0]));
    private volatile boolean stopped;

    private Ceiling(CeilingRepository repository, SignatureSuite suite, SignatureAlgorithm algorithm) {
        this.repository = repository;
        this.suite = suite;
        this.algorithm = algorithm;
    }

    /**
     * @param algorithm of terminals and seal
     * @param seconds after as many to warm up
     * @return receipts a second
     */
    static double measure(CeilingRepository repository, SignatureSuite suite, SignatureAlgorithm algorithm, int seconds)
            throws SQLException, InterruptedException {
        return new Ceiling(repository, suite, algorithm).run(seconds);
    }

    private double run(int seconds) throws SQLException, InterruptedException {
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            SealingWork work = new SealingWork(suite, algorithm);
            Thread worker = new Thread(() -> work(work), "ceiling-" + i);
            worker.setDaemon(true);
            workers.add(worker);
        }
        workers.forEach(Thread::start);
        try {
            commitFor(seconds);
            long before = tree.size();
            double took = commitFor(seconds);
            return (tree.size() - before) / took;
        } finally {
            stopped = true;
            sealed.clear();
            for (Thread worker : workers) {
                worker.join(TimeUnit.SECONDS.toMillis(5));
            }
        }
    }

    private void work(SealingWork work) {
        try {
            work.run(() -> stopped, sealed::put);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private double commitFor(int seconds) throws SQLException, InterruptedException {
        long started = System.nanoTime();
        List<CeilingRepository.Row> group = new ArrayList<>();
        while (System.nanoTime() - started < TimeUnit.SECONDS.toNanos(seconds)) {
            TimeUnit.NANOSECONDS.sleep(GROUP_NANOS);
            sealed.drainTo(group);
            if (!group.isEmpty()) {
                commit(group);
                group.clear();
            }
        }
        return (System.nanoTime() - started) / 1e9;
    }

    private void commit(List<CeilingRepository.Row> group) throws SQLException {
        tree.startGroup();
        long first = tree.size();
        group.forEach(row -> tree.append(row.leafHash()));
        tree.drainFullTiles();
        tree.edges();
        repository.insert(first, group);
        log.sign(new Checkpoint(ORIGIN, tree.size(), tree.head().root()).text());
        for (long index = first; index < tree.size(); index++) {
            tree.inclusion(index);
        }
    }
}
