package org.tallystick.ledger.service;

import java.util.HexFormat;
import java.util.List;
import org.tallystick.ledger.ConsistencyProof;

/**
 * Two sizes of one log, and the proof that the larger begins with the smaller.
 *
 * @param proven whether the proof holds for the two roots
 */
public record ProvenGrowth(ConsistencyProof proof, byte[] oldRoot, byte[] newRoot, boolean proven) {
    public String oldRootHex() {
        return HexFormat.of().formatHex(oldRoot);
    }

    public String newRootHex() {
        return HexFormat.of().formatHex(newRoot);
    }

    public List<String> pathHex() {
        return proof.path().stream().map(HexFormat.of()::formatHex).toList();
    }
}
