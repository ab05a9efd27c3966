package org.tallystick.ear.demo;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.signing.BillType;
import org.tallystick.signing.Cause;
import org.tallystick.signing.EntryMode;
import org.tallystick.signing.LineItem;

/** One transaction of the demo's past, before it has a number. Its counter is set when its terminal issues it. */
final class PlannedSale {
    private final DemoShop shop;
    private final String terminalNo;
    private final LocalDateTime time;
    private final What what;
    private LocalDateTime delivered;
    private Fate fate = Fate.SENT;
    private @Nullable Cause cause;
    private long counter;

    /**
     * What is sold.
     *
     * @param amount fen
     * @param customer the same number has the same card
     */
    record What(
            BillType type,
            long amount,
            List<LineItem> lines,
            EntryMode mode,
            int customer,
            Optional<PlannedSale> original) {}

    /** What becomes of the bill. */
    enum Fate {
        SENT,
        /** Its number is used up and it never arrives. */
        LOST
    }

    PlannedSale(DemoShop shop, String terminalNo, LocalDateTime time, What what) {
        this.shop = shop;
        this.terminalNo = terminalNo;
        this.time = time;
        this.what = what;
        this.delivered = time;
    }

    DemoShop shop() {
        return shop;
    }

    String terminalNo() {
        return terminalNo;
    }

    LocalDateTime time() {
        return time;
    }

    What what() {
        return what;
    }

    LocalDateTime delivered() {
        return delivered;
    }

    void deliverNotBefore(LocalDateTime earliest) {
        if (delivered.isBefore(earliest)) {
            delivered = earliest;
        }
    }

    boolean lost() {
        return fate == Fate.LOST;
    }

    void lose() {
        fate = Fate.LOST;
    }

    /** Why it will have no signature. */
    Optional<Cause> cause() {
        return Optional.ofNullable(cause);
    }

    void leaveUnsigned(Cause why) {
        cause = why;
    }

    long counter() {
        return counter;
    }

    void issuedAs(long number) {
        counter = number;
    }
}
