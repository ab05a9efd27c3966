package org.tallystick.ledger.service;

import java.time.Instant;

/**
 * A timestamp over a published checkpoint, as whoever made it hands it in. The ledger keeps it, proves it, and understands nothing of
 * it.
 *
 * @param note the checkpoint, verbatim
 * @param size entries under it
 * @param token RFC 3161, DER
 * @param record all that judges the token later; its SHA-256 becomes an entry of the log
 * @param certificate the authority's
 * @param strength bits of the digest that the token is over
 */
public record NewTimestamp(
        String note, long size, Instant at, byte[] token, byte[] record, Certified certificate, int strength) {
    /** The authority's certificate: its SHA-256 in base64url, and its validity. */
    public record Certified(String thumbprint, Instant from, Instant to) {}
}
