package org.tallystick.reconciliation;

/**
 * A file has become active or was taken back, or a late bill has found its row. Fired as an event after it was stored; a hint: whoever
 * misses it finds the same by asking.
 */
public record SettlementChange(String acquirer) {}
