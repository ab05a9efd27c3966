package org.tallystick.ledger.service;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.ProofStep;

/**
 * An entry with its proof under the published checkpoint.
 *
 * @param leafHash hash of the entry's bytes as they are stored now, 32 bytes
 * @param steps from leaf to root
 * @param proven whether the last step is the published root
 * @param entry the entry itself, only for somebody who named its digest
 */
public record ProvenEntry(
        long index, byte[] leafHash, List<ProofStep> steps, boolean proven, Optional<LedgerEntry> entry) {
    public String leafHex() {
        return HexFormat.of().formatHex(leafHash);
    }

    /** The last step's result; the leaf itself in a log of one entry. */
    public String computedHex() {
        return steps.isEmpty() ? leafHex() : steps.get(steps.size() - 1).resultHex();
    }
}
