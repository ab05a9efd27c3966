package org.tallystick.ledger.service;

/**
 * Something about a log that must not be. It is an alarm until an operator has acknowledged it.
 *
 * @param origin of the log
 * @param kind ROLLED_BACK, DAMAGED or CLOCK
 * @param facts in words, in English, as in the ledger: both heads, or the place of the damage
 * @param happenedAt UTC milliseconds
 * @param acknowledgedAt UTC milliseconds; 0 if it is open
 * @param acknowledgedBy empty if it is open
 */
public record StoredIncident(
        String id,
        String origin,
        String kind,
        String facts,
        long happenedAt,
        long acknowledgedAt,
        String acknowledgedBy) {
    public boolean isOpen() {
        return acknowledgedAt == 0;
    }
}
