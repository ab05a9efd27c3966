package org.tallystick.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tallystick.shared.JsonObject;
import org.tallystick.signing.ReceiptStatus;

/**
 * Signs anew, with the key of today, what the platform has without a signature that counts: the same payload bytes, so that it is the
 * same bill, under a signature that bears its own later time (FAILURES.md 14). The platform decides what is asked for: nothing
 * where integrity is in doubt.
 */
final class Resigning {
    private static final String UNSIGNED = "unsigned";

    private final Outbox outbox;
    private final long series;
    private final BillMaker maker;
    private final Courier courier;
    private final ReceiptFiles receipts;

    /**
     * @param outbox that issued the bills; its series
     * @param maker has the key of today
     * @param courier without the fallback secret: what is not signed anew stays as it is
     */
    Resigning(Outbox outbox, long series, BillMaker maker, Courier courier, ReceiptFiles receipts) {
        this.outbox = outbox;
        this.series = series;
        this.maker = maker;
        this.courier = courier;
        this.receipts = receipts;
    }

    /**
     * @param standing the platform's answer to a heartbeat (API.md: {@code unsigned}, ranges with both ends and their series)
     * @return how many of them bear a signature that counts now
     */
    int run(JsonObject standing) {
        int signed = 0;
        List<PendingBill> window = new ArrayList<>();
        for (JsonObject range : standing.has(UNSIGNED) ? standing.objects(UNSIGNED) : List.<JsonObject>of()) {
            boolean ours = range.integer("series") == series;
            long to = ours ? Math.min(range.integer("to"), outbox.nextCounter() - 1) : 0;
            for (long counter = range.integer("from"); counter <= to; counter++) {
                outbox.delivered(counter).flatMap(this::again).ifPresent(window::add);
                if (window.size() == Courier.MOST_BILLS) {
                    signed += send(window);
                    window.clear();
                }
            }
        }
        return window.isEmpty() ? signed : signed + send(window);
    }

    private Optional<PendingBill> again(PendingBill bill) {
        return maker.signAgain(bill.message()).map(message -> new PendingBill(bill.issued(), message));
    }

    private int send(List<PendingBill> window) {
        int signed = 0;
        List<Reply> replies = courier.deliver(window);
        for (int i = 0; i < replies.size(); i++) {
            if (replies.get(i) instanceof Reply.Stored reply && reply.status() == ReceiptStatus.SIGNED) {
                PendingBill bill = window.get(i);
                receipts.store(bill, reply);
                outbox.write(List.of(new OutboxRecord.Delivered(
                        bill.counter(),
                        reply.status().name(),
                        reply.number(),
                        reply.proof().index())));
                signed++;
            }
        }
        return signed;
    }
}
