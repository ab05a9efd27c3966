package org.tallystick.ledger.service;

import org.tallystick.ledger.LedgerEntry;

/** An entry with its index in the log and the bytes whose hash is the leaf. */
public record SequencedEntry(long index, LedgerEntry entry, byte[] bytes, byte[] leafHash) {
    SequencedEntry(long index, LedgerEntry entry) {
        this(index, entry, entry.bytes(), entry.leafHash());
    }
}
