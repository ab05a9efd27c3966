package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.tallystick.shared.JsonObject;
import org.tallystick.signing.SignedBill;

/**
 * A terminal before several nodes: sends a bill to one after the other until somebody answers it, and writes the answer down
 * before it counts it. Sells on one thread; what was answered may be asked from others.
 */
final class RovingTill {
    private final List<ServerProcess> nodes;
    private final TestTill till;
    private final Map<String, Answered> answers = new ConcurrentHashMap<>();
    private int repeated;

    /** What the first answer to a bill said. */
    record Answered(long index, String receipt) {}

    RovingTill(List<ServerProcess> nodes, TestTill till) {
        this.nodes = nodes;
        this.till = till;
    }

    /** By the code in the receipt's link. */
    Map<String, Answered> answers() {
        return answers;
    }

    int answered() {
        return answers.size();
    }

    /** How often a bill was sent again because nobody answered, or nobody knew. */
    int repeated() {
        return repeated;
    }

    /** Sells one bill; returns when it is answered. */
    void sell() {
        SignedBill bill = till.next();
        byte[] json = bill.toJson();
        int node = ThreadLocalRandom.current().nextInt(nodes.size());
        for (int attempt = 0; !answered(bill, json, nodes.get((node + attempt) % nodes.size())); attempt++) {
            repeated++;
            assertThat(attempt).as("tries for one bill").isLessThan(10_000);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos()); // what a terminal does before it repeats
        }
    }

    private boolean answered(SignedBill bill, byte[] json, ServerProcess node) {
        try {
            TestAnswer answer = TestAnswer.post(node, TestTill.RECEIPTS, json);
            if (answer.status() != 200 && answer.status() != 201) {
                assertThat(answer.status()).as(answer.text()).isIn(503, 502, 404, 500);
                return false;
            }
            JsonObject body = answer.json();
            answers.put(TestTill.codeOf(bill), new Answered(body.integer("index"), body.string("receipt")));
            return true;
        } catch (IOException | UncheckedIOException nobodyThere) {
            return false;
        }
    }

    /** The node serves every receipt that was ever answered, byte for byte. */
    void expectEveryAnswer(ServerProcess node) {
        answers.forEach((code, answered) -> BusyTill.expectServed(node, code, answered.receipt()));
    }
}
