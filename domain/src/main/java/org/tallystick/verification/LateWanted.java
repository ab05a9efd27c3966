package org.tallystick.verification;

import java.util.Optional;

/** Asks whoever keeps late signatures for the file of a receipt's, so that every report about a stored receipt tells of it. */
public final class LateWanted {
    private final String receipt;
    private Optional<byte[]> file = Optional.empty();

    /** @param receipt number of the receipt */
    public LateWanted(String receipt) {
        this.receipt = receipt;
    }

    public String receipt() {
        return receipt;
    }

    /** What was answered; empty if nobody has signed later. */
    public Optional<byte[]> file() {
        return file;
    }

    /** Here it is. */
    public void answer(byte[] found) {
        file = Optional.of(found);
    }
}
