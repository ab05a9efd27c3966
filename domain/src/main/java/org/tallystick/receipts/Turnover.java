package org.tallystick.receipts;

import java.util.Arrays;
import java.util.List;
import org.tallystick.signing.BillType;

/** Which way money goes with a bill: what sums of receipts count, and with which sign. */
public final class Turnover {
    private Turnover() {}

    /** 1: the merchant gets the amount; −1: gives it back; 0: no money moves by it (it is reserved, or told of). */
    public static int sign(BillType type) {
        return switch (type) {
            case SALE, COMPLETION -> 1;
            case VOID, REFUND, COMPLETION_VOID -> -1;
            case PREAUTH, PREAUTH_VOID, RECOVERY -> 0;
        };
    }

    /** Every type with this sign. */
    public static List<BillType> types(int sign) {
        return Arrays.stream(BillType.values()).filter(t -> sign(t) == sign).toList();
    }
}
