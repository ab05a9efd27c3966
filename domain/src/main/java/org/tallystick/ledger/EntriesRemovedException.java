package org.tallystick.ledger;

import java.nio.file.NoSuchFileException;

/** A source says that the entries of the whole log were removed after their retention. Whether they may have been, only the master log tells. */
public final class EntriesRemovedException extends NoSuchFileException {
    private static final long serialVersionUID = 1L;

    public EntriesRemovedException(String name) {
        super(name);
    }
}
