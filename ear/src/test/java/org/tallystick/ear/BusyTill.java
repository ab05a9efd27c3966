package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.signing.SignedBill;

/**
 * A terminal that sells as fast as it is answered and remembers every bill it issued and every answer it got. Sells on
 * one thread at a time; how much was answered may be asked from others.
 */
final class BusyTill {
    private static final int BATCH = 200;

    private final ServerProcess server;
    private final TestTill till;
    private final List<SignedBill> issued = Collections.synchronizedList(new ArrayList<>());
    private final Map<Integer, Answered> answers = new ConcurrentHashMap<>();

    /** What an answer said of the bill with this place in {@link #issued}. */
    private record Answered(String number, long index, String receipt) {
        static Answered of(JsonObject body) {
            return new Answered(body.string("number"), body.integer("index"), body.string("receipt"));
        }
    }

    BusyTill(ServerProcess server, TestTill till) {
        this.server = server;
        this.till = till;
    }

    int answered() {
        return answers.size();
    }

    int issued() {
        return issued.size();
    }

    /** Codes of all bills that were issued. */
    List<String> codes() {
        return new ArrayList<>(issued).stream().map(TestTill::codeOf).toList();
    }

    long highestIndex() {
        return indexes().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    Collection<Long> indexes() {
        return answers.values().stream().map(Answered::index).toList();
    }

    /** As ledger entries name the bill with this counter. */
    String subject(long counter) {
        return "%s.%d.%d".formatted(till.profile().terminalNo(), till.profile().series(), counter);
    }

    /** @return whether it was stored; otherwise it waits to be repeated */
    boolean sellOnce() {
        SignedBill bill = till.next();
        issued.add(bill);
        try {
            TestAnswer answer = till.send(bill);
            if (answer.status() == 201) {
                answers.put(issued.size() - 1, Answered.of(answer.json()));
                return true;
            }
            assertThat(answer.outcome()).isEqualTo("503 not-confirmed");
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same where nobody may be there: the bill stays without an answer then. */
    boolean sellIfSomebodyAnswers() {
        try {
            return sellOnce();
        } catch (UncheckedIOException nobodyAnswers) {
            assertThat(answers).doesNotContainKey(issued.size() - 1);
            return false;
        }
    }

    /** Every receipt that was ever answered is served with the same bytes. */
    void expectEveryAnsweredReceipt() {
        expectEveryAnsweredReceipt(server);
    }

    /** The same on another node. */
    void expectEveryAnsweredReceipt(ServerProcess node) {
        answers.forEach(
                (place, answered) -> expectServed(node, TestTill.codeOf(issued.get(place)), answered.receipt()));
    }

    /**
     * A node serves a receipt with the bytes that were answered.
     *
     * @param receipt base64url, as the answer had it
     */
    static void expectServed(ServerProcess node, String code, String receipt) {
        try {
            TestAnswer jose = TestAnswer.get(node, "/r/" + code + ".jose");
            assertThat(jose.outcome()).as(code).isEqualTo("200");
            assertThat(Base64Url.encode(jose.body())).as(code).isEqualTo(receipt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends all bills again: what was answered is answered alike, what was not is stored now if it was not before. */
    void repeatEverything() {
        for (int from = 0; from < issued.size(); from += BATCH) {
            int to = Math.min(issued.size(), from + BATCH);
            List<JsonObject> results = sendTogether(issued.subList(from, to));
            for (int i = from; i < to; i++) {
                compare(i, results.get(i - from));
            }
        }
    }

    private void compare(int place, JsonObject result) {
        long status = result.integer("status");
        assertThat(status).as("status of bill %d", place + 1).isIn(200L, 201L);
        Answered now = Answered.of(result.object("body"));
        Answered before = answers.putIfAbsent(place, now);
        if (before != null) {
            assertThat(status).isEqualTo(200);
            assertThat(now).isEqualTo(before);
        }
    }

    private List<JsonObject> sendTogether(List<SignedBill> bills) {
        String body = bills.stream()
                .map(bill -> new String(bill.toJson(), StandardCharsets.UTF_8))
                .collect(Collectors.joining(",", "{\"bills\":[", "]}"));
        try {
            return TestAnswer.post(server, TestTill.RECEIPTS + "/batch", body.getBytes(StandardCharsets.UTF_8))
                    .json()
                    .objects("results");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
