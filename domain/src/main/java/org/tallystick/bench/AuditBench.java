package org.tallystick.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.EntryBundleCoordinate;
import org.tallystick.ledger.FullTile;
import org.tallystick.ledger.GrowingTree;
import org.tallystick.ledger.InclusionProof;
import org.tallystick.ledger.LogAudit;
import org.tallystick.ledger.LogAuditor;
import org.tallystick.ledger.MerkleHash;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.ledger.TileCoordinate;
import org.tallystick.ledger.TileSource;
import org.tallystick.ledger.TiledLog;
import org.tallystick.shared.Sha256;

/**
 * A log in memory: how fast it grows, how fast proofs are made from its tiles, and how fast all of it is audited by its hashes, each on one
 * thread and beside what one thread hashes at most in the same run.
 */
public final class AuditBench {
    private static final int GROUP = 256;
    private static final int MOST_PROOFS = 50_000;
    private static final int PROOF_LOOK = 1_000;
    private static final int LEAST_HASHES = 100_000;
    private static final int ENTRY_BYTES = 160;
    /** Of what a node of the tree hashes: a mark and two hashes. */
    private static final int NODE_BYTES = 1 + 2 * MerkleHash.HASH_LENGTH;

    private static final String ORIGIN = "bench.example/ledger/1/1";

    private final int entries;
    private final Consumer<String> said;
    private final Map<TileCoordinate, byte[]> tiles = new HashMap<>();

    /** Each a second, of one thread; the first is what there is at most. */
    public record Report(int entries, double hashes, double grown, double proofs, double audited) {}

    private AuditBench(int entries, Consumer<String> said) {
        this.entries = entries;
        this.said = said;
    }

    /**
     * @param said is told what goes on
     * @throws BenchException if the audit finds anything: the log is as it should be
     */
    public static Report run(int entries, Consumer<String> said) throws IOException {
        return new AuditBench(entries, said).measure();
    }

    private Report measure() throws IOException {
        said.accept("hashing");
        double hashes = ceiling();
        said.accept("growing a log of %,d entries".formatted(entries));
        long started = System.nanoTime();
        GrowingTree tree = grow();
        double grown = rate(entries, started);
        said.accept("making proofs");
        TileSource source = source(tree);
        double proofs = proofs(source, tree);
        said.accept("auditing");
        return new Report(entries, hashes, grown, proofs, audit(source, tree));
    }

    private GrowingTree grow() {
        GrowingTree tree = GrowingTree.empty();
        byte[] entry = new byte[ENTRY_BYTES];
        for (int from = 0; from < entries; from += GROUP) {
            tree.startGroup();
            for (int i = from; i < Math.min(entries, from + GROUP); i++) {
                for (int octet = 0; octet < Integer.BYTES; octet++) {
                    entry[octet] = (byte) (i >> octet * Byte.SIZE);
                }
                tree.append(MerkleHash.leaf(entry));
            }
            for (FullTile tile : tree.drainFullTiles()) {
                tiles.put(tile.coordinate(), tile.hashes());
            }
        }
        return tree;
    }

    private double proofs(TileSource source, GrowingTree tree) throws IOException {
        TiledLog log = new TiledLog(source, entries);
        SplittableRandom random = new SplittableRandom(1);
        byte[] root = tree.head().root();
        int count = Math.min(entries, MOST_PROOFS);
        long started = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long index = random.nextLong(entries);
            InclusionProof proof = log.inclusion(index);
            if (i % PROOF_LOOK == 0 && !proof.proves(log.leafHash(index), root)) {
                throw new BenchException("A proof is wrong.");
            }
        }
        return rate(count, started);
    }

    private double audit(TileSource source, GrowingTree tree) throws IOException {
        NoteSigner key = NoteSigner.fromSeed(ORIGIN, Sha256.of(ORIGIN.getBytes(StandardCharsets.US_ASCII)));
        byte[] note = key.sign(new Checkpoint(ORIGIN, entries, tree.head().root()).text())
                .getBytes(StandardCharsets.UTF_8);
        long started = System.nanoTime();
        LogAudit audit = new LogAuditor(source, List.of(key.verifier())).audit(note, Optional.empty(), progress -> {});
        double audited = rate(entries, started);
        if (!audit.findings().isEmpty()) {
            throw new BenchException("The audit of a sound log found: " + audit.findings());
        }
        return audited;
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

    private static double rate(long count, long started) {
        return count * 1e9 / (System.nanoTime() - started);
    }

    /** As many hashes as the log has entries, so that a small log is measured in no time. */
    private double ceiling() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] node = new byte[NODE_BYTES];
            int count = Math.max(entries, LEAST_HASHES);
            long started = System.nanoTime();
            for (int i = 0; i < count; i++) {
                System.arraycopy(digest.digest(node), 0, node, 1, MerkleHash.HASH_LENGTH);
            }
            return rate(count, started);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
