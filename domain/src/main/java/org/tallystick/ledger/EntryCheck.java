package org.tallystick.ledger;

import java.io.IOException;
import java.util.Optional;

/** Looks at what an entry is about, beside the entry itself; asked once for each entry, in the log's order. */
@FunctionalInterface
public interface EntryCheck {
    /** @return what contradicts the entry, as a sentence; empty if nothing does, or nothing is at hand */
    Optional<String> contradiction(long index, LedgerEntry entry) throws IOException;
}
