package org.tallystick.ledger;

import java.util.HexFormat;

/**
 * One step of an inclusion proof, for people who want to follow it.
 *
 * @param left whether the neighbour stands on the left
 * @param sibling the neighbour's hash, 32 bytes
 * @param result hash of both, 32 bytes
 */
public record ProofStep(boolean left, byte[] sibling, byte[] result) {
    public String siblingHex() {
        return HexFormat.of().formatHex(sibling);
    }

    public String resultHex() {
        return HexFormat.of().formatHex(result);
    }
}
