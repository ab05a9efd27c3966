package org.tallystick.terminal;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.GrowingTree;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.ledger.TlogProof;
import org.tallystick.shared.Sha256;

/** A log of fewer than 256 entries in memory: one growing tile. */
final class TestLedger {
    final String origin;
    final NoteSigner signer;
    private GrowingTree tree = GrowingTree.empty();
    private List<byte[]> leaves = new ArrayList<>();

    TestLedger(String origin) {
        this.origin = origin;
        this.signer = NoteSigner.fromSeed(origin, Sha256.of(origin.getBytes()));
    }

    synchronized TlogProof append(LedgerEntry entry) {
        tree.append(entry.leafHash());
        leaves.add(entry.leafHash());
        return proof(entry, leaves.size() - 1);
    }

    synchronized TlogProof proof(LedgerEntry entry, long index) {
        return TlogProof.of(entry, tree.inclusion(index), note());
    }

    private byte[] note() {
        return signer.sign(new Checkpoint(origin, tree.size(), tree.head().root()).text())
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Loses everything, as a log would that was swapped for another. */
    synchronized void rewrite() {
        tree = GrowingTree.empty();
        leaves = new ArrayList<>();
    }

    /** {@code tile/0/000.p/W}. */
    synchronized byte[] tile(int width) {
        ByteArrayOutputStream tile = new ByteArrayOutputStream();
        leaves.subList(0, width).forEach(tile::writeBytes);
        return tile.toByteArray();
    }
}
