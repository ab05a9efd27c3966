package org.tallystick.ledger.service;

import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;

/**
 * A ledger entry that has no place and no time yet.
 *
 * @param subject {@code terminalNo.series.counter}, or {@code -}
 * @param digest SHA-256 of the object the entry stands for
 */
public record EntryDraft(EntryKind kind, String id, String subject, byte[] digest) {
    LedgerEntry at(long timeMillis) {
        return new LedgerEntry(kind, id, subject, timeMillis, digest);
    }
}
