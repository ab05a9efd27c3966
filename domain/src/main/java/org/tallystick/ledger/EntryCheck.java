package org.tallystick.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at what entries are about, beside the entries themselves; asked once for each that is as the tree has it, in the log's order. */
@FunctionalInterface
public interface EntryCheck {
    /** An entry and its index in the log. */
    record Placed(long index, LedgerEntry entry) {}

    /** @return what contradicts the entry, as a sentence; empty if nothing does, or nothing is at hand */
    Optional<String> contradiction(long index, LedgerEntry entry) throws IOException;

    /**
     * The same for all such entries of a bundle, as an audit asks: whoever can looks at several of them at once.
     *
     * @return an answer for each, in their order
     */
    default List<Optional<String>> contradictions(List<Placed> entries) throws IOException {
        List<Optional<String>> answers = new ArrayList<>(entries.size());
        for (Placed placed : entries) {
            answers.add(contradiction(placed.index(), placed.entry()));
        }
        return answers;
    }
}
