package org.tallystick.ledger.service;

import java.util.HexFormat;
import java.util.Optional;

/**
 * A log as the public sees it now.
 *
 * @param root of the published checkpoint, 32 bytes
 * @param publishedAt UTC milliseconds
 * @param note the checkpoint itself, a signed note
 * @param removed if its entries are not kept any more
 */
public record LogState(
        LedgerLog log, long size, byte[] root, long publishedAt, String note, Optional<RemovedLog> removed) {
    public String rootHex() {
        return HexFormat.of().formatHex(root);
    }
}
