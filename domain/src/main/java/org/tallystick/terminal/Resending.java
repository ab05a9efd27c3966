package org.tallystick.terminal;

import java.util.ArrayList;
import java.util.List;
import org.tallystick.shared.JsonObject;

/**
 * Sends again what the platform says it lacks, although it was delivered once: a platform that was restored from an older copy
 * gets back what it had confirmed (FAILURES.md 4 and 7). What waits is not sent here, what was refused stays refused, and the
 * outbox is not changed: the platform asks again if it still lacks something.
 */
final class Resending {
    private final Outbox outbox;
    private final Courier courier;
    private final ReceiptFiles receipts;

    Resending(Outbox outbox, Courier courier, ReceiptFiles receipts) {
        this.outbox = outbox;
        this.courier = courier;
        this.receipts = receipts;
    }

    /**
     * @param standing the platform's answer to a heartbeat (API.md: {@code missing}, ranges with both ends)
     * @return how many of them the platform has now
     */
    int run(JsonObject standing) {
        int stored = 0;
        List<PendingBill> window = new ArrayList<>();
        for (JsonObject range : standing.has("missing") ? standing.objects("missing") : List.<JsonObject>of()) {
            long to = Math.min(range.integer("to"), outbox.nextCounter() - 1);
            for (long counter = range.integer("from"); counter <= to; counter++) {
                outbox.delivered(counter).ifPresent(window::add);
                if (window.size() == Courier.MOST_BILLS) {
                    stored += send(window);
                    window.clear();
                }
            }
        }
        return window.isEmpty() ? stored : stored + send(window);
    }

    private int send(List<PendingBill> window) {
        int stored = 0;
        List<Reply> replies = courier.deliver(window);
        for (int i = 0; i < replies.size(); i++) {
            if (replies.get(i) instanceof Reply.Stored reply) {
                receipts.store(window.get(i), reply);
                stored++;
            }
        }
        return stored;
    }
}
