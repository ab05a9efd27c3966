package org.tallystick.ledger.service;

/**
 * Where something stands in the ledger, with the proof of it.
 *
 * @param timeMillis ledger time, the trusted time of arrival
 * @param proof tlog-proof text (TLOG.md 7) against a signed checkpoint over the committed tree
 */
public record LedgerPosition(LedgerLog log, long index, long timeMillis, String proof) {}
