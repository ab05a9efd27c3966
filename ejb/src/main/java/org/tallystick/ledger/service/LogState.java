package org.tallystick.ledger.service;

import java.util.HexFormat;

/**
 * A log as the public sees it now.
 *
 * @param root of the published checkpoint, 32 bytes
 * @param publishedAt UTC milliseconds
 * @param note the checkpoint itself, a signed note
 */
public record LogState(LedgerLog log, long size, byte[] root, long publishedAt, String note) {
    public String rootHex() {
        return HexFormat.of().formatHex(root);
    }
}
