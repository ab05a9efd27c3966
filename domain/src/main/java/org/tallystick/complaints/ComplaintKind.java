package org.tallystick.complaints;

import java.util.Arrays;
import java.util.Optional;

/** What a complaint is about. */
public enum ComplaintKind {
    AMOUNT_WRONG(true),
    CHARGED_TWICE(true),
    NOT_MINE(true),
    GOODS(false),
    ALTERED(false),
    PAPER_DIFFERS(false),
    OTHER(false);

    private final boolean charge;

    ComplaintKind(boolean charge) {
        this.charge = charge;
    }

    /** Whether money was taken wrongly: then the first advice is never to pay again. */
    public boolean isCharge() {
        return charge;
    }

    public static Optional<ComplaintKind> of(String name) {
        return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findFirst();
    }
}
