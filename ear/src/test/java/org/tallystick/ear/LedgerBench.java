package org.tallystick.ear;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.EntryBundleCoordinate;
import org.tallystick.ledger.FullTile;
import org.tallystick.ledger.GrowingTree;
import org.tallystick.ledger.InclusionProof;
import org.tallystick.ledger.LogAuditor;
import org.tallystick.ledger.MerkleHash;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.ledger.TileCoordinate;
import org.tallystick.ledger.TileSource;
import org.tallystick.ledger.TiledLog;
import org.tallystick.shared.Sha256;

/**
 * {@code mvn -Pbench -Dbench=Ledger}: a log of ten million leaves in memory: how fast it grows, how fast proofs are made from its
 * tiles, how fast all of them are audited, each on one thread and beside what one thread hashes at most in the same run.
 */
public final class LedgerBench {
    private static final int LEAVES = Integer.getInteger("leaves", 10_000_000);
    private static final int GROUP = 256;
    private static final int PROOFS = 50_000;
    private static final String ORIGIN = "bench.example/ledger/1/2026q4";

    private final PrintStream out = System.out;
    private final Map<TileCoordinate, byte[]> tiles = new HashMap<>();

    private LedgerBench() {}

    public static void main(String[] arguments) throws Exception {
        new LedgerBench().run();
    }

    private void run() throws Exception {
        double ceiling = ceiling();
        out.printf(Locale.ROOT, "node hashes of one thread: %,.0f a second%n", ceiling);
        long started = System.nanoTime();
        GrowingTree tree = grow();
        rate("grown by groups of " + GROUP, LEAVES, started, ceiling);
        TileSource source = source(tree);
        proofs(source, tree, ceiling);
        byte[] seed = Sha256.of("bench".getBytes(StandardCharsets.US_ASCII));
        NoteSigner key = NoteSigner.fromSeed(ORIGIN, seed);
        byte[] note = key.sign(new Checkpoint(ORIGIN, LEAVES, tree.head().root()).text())
                .getBytes(StandardCharsets.UTF_8);
        started = System.nanoTime();
        var audit = new LogAuditor(source, List.of(key.verifier())).audit(note, Optional.empty(), progress -> {});
        rate("audited, hash tiles alone", LEAVES, started, ceiling);
        out.println("findings: " + audit.findings());
    }

    private GrowingTree grow() {
        GrowingTree tree = GrowingTree.empty();
        byte[] entry = new byte[160];
        for (int from = 0; from < LEAVES; from += GROUP) {
            tree.startGroup();
            for (int i = from; i < Math.min(LEAVES, from + GROUP); i++) {
                entry[0] = (byte) i;
                entry[1] = (byte) (i >> 8);
                entry[2] = (byte) (i >> 16);
                entry[3] = (byte) (i >> 24);
                tree.append(MerkleHash.leaf(entry));
            }
            for (FullTile tile : tree.drainFullTiles()) {
                tiles.put(tile.coordinate(), tile.hashes());
            }
        }
        return tree;
    }

    private void proofs(TileSource source, GrowingTree tree, double ceiling) throws IOException {
        TiledLog log = new TiledLog(source, LEAVES);
        SplittableRandom random = new SplittableRandom(1);
        byte[] root = tree.head().root();
        long started = System.nanoTime();
        for (int i = 0; i < PROOFS; i++) {
            long index = random.nextLong(LEAVES);
            InclusionProof proof = log.inclusion(index);
            if (i % 1_000 == 0 && !proof.proves(log.leafHash(index), root)) {
                throw new IllegalStateException("a proof is wrong");
            }
        }
        rate("inclusion proofs from tiles", PROOFS, started, ceiling);
    }

    /** Full tiles as they were stored, open ones from the edges, no entries. */
    private TileSource source(GrowingTree tree) {
        List<byte[]> edges = tree.edges();
        return new TileSource() {
            @Override
            public byte[] tile(TileCoordinate coordinate) {
                byte[] full = tiles.get(coordinate.full());
                byte[] all = full == null ? edges.get(coordinate.level()) : full;
                return Arrays.copyOf(all, coordinate.width() * MerkleHash.HASH_LENGTH);
            }

            @Override
            public byte[] entries(EntryBundleCoordinate coordinate) throws IOException {
                throw new AccessDeniedException(coordinate.path());
            }
        };
    }

    private void rate(String what, long count, long started, double ceiling) {
        double seconds = (System.nanoTime() - started) / 1e9;
        out.printf(
                Locale.ROOT,
                "%s: %,d in %.1f s, %,.0f a second, %.2f of the ceiling%n",
                what,
                count,
                seconds,
                count / seconds,
                count / seconds / ceiling);
    }

    /** SHA-256 over 65 bytes, as a node of the tree is hashed. */
    private static double ceiling() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] node = new byte[65];
        long hashes = 0;
        long started = System.nanoTime();
        while (System.nanoTime() - started < Duration.ofSeconds(3).toNanos()) {
            for (int i = 0; i < 10_000; i++) {
                System.arraycopy(digest.digest(node), 0, node, 1, 32);
            }
            hashes += 10_000;
        }
        return hashes * 1e9 / (System.nanoTime() - started);
    }
}
