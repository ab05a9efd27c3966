package org.tallystick.ledger.witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tallystick.ledger.ConsistencyProof;
import org.tallystick.ledger.MemoryLog;
import org.tallystick.ledger.TiledLog;
import org.tallystick.ledger.WitnessRequest;

/** A log that asks a witness: leaves {@code receipt 0}, {@code receipt 1}, … as in TLOG.md 9.3 and 9.9. */
public final class WatchedLog {
    private final MemoryLog log = new MemoryLog();
    private final int forkedAt;
    private int size;

    private WatchedLog(int forkedAt) {
        this.forkedAt = forkedAt;
    }

    public static WatchedLog ofReceipts(int size) {
        return new WatchedLog(-1).growTo(size);
    }

    /** The same with another leaf in one place. */
    static WatchedLog fork(int size, int forkedAt) {
        return new WatchedLog(forkedAt).growTo(size);
    }

    public WatchedLog growTo(int newSize) {
        for (; size < newSize; size++) {
            String leaf = size == forkedAt ? "another" : "receipt " + size;
            log.append(leaf.getBytes(StandardCharsets.US_ASCII));
        }
        log.publish();
        return this;
    }

    int size() {
        return size;
    }

    public byte[] checkpoint() {
        return MemoryLog.sign(log.head());
    }

    ConsistencyProof proofFrom(long oldSize) {
        try {
            return new TiledLog(log, size).consistency(oldSize);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Body of {@code add-checkpoint}. */
    public byte[] request(long oldSize) {
        return WitnessRequest.of(proofFrom(oldSize), checkpoint());
    }

    /** The same with no proof. */
    public byte[] requestWithoutProof(long oldSize) {
        return WitnessRequest.of(new ConsistencyProof(oldSize, size, List.of()), checkpoint());
    }
}
