package org.tallystick.ledger.service;

/**
 * One link of the evidence of an entry's time.
 *
 * @param record of the timestamp
 * @param proof {@code tlog-proof} text to the checkpoint that the timestamp is over: of the entry itself, or of the record before
 */
public record TimestampedProof(byte[] record, String proof) {}
