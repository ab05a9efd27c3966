package org.tallystick.signing;

/** How the means of payment was read (API.md, Bill). */
public enum EntryMode {
    SWIPE,
    INSERT,
    TAP,
    SCAN,
    MANUAL,
    NONE;

    /** @return whether a card was read or typed in, as opposed to a code or nothing at all */
    public boolean isCard() {
        return this != SCAN && this != NONE;
    }
}
