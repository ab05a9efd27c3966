package org.tallystick.ear;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.tallystick.shared.JsonObject;

/**
 * Brings to the platform what terminals send: over several lines at once, bills that vouch for themselves in batches, the order within a
 * terminal kept. Whatever is answered otherwise than the sender expects ends the trial.
 */
final class TrialLines implements AutoCloseable {
    private static final int LINES = 4;
    private static final int BATCH = 200;

    private final ServerProcess server;
    private final ExecutorService threads = Executors.newFixedThreadPool(LINES);
    private final Map<String, Place> receipts = new ConcurrentHashMap<>();

    /** Something that a terminal sends. */
    record Sent(String terminalNo, Post post) {}

    /** Which sale of which terminal. */
    record Place(String terminalNo, long counter) {}

    TrialLines(ServerProcess server) {
        this.server = server;
    }

    /** Sales by the numbers of their receipts. */
    Map<String, Place> receipts() {
        return receipts;
    }

    /** Returns when everything is answered. */
    void deliver(List<Sent> all) {
        Map<Integer, List<Sent>> byLine = all.stream()
                .collect(Collectors.groupingBy(
                        sent -> Math.floorMod(sent.terminalNo().hashCode(), LINES)));
        List<Future<?>> work = byLine.values().stream()
                .<Future<?>>map(line -> threads.submit(() -> inOrder(line)))
                .toList();
        for (Future<?> one : work) {
            try {
                one.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("what a terminal sent was answered otherwise than it should be", e);
            }
        }
    }

    private void inOrder(List<Sent> line) {
        List<Sent> batch = new ArrayList<>();
        for (Sent sent : line) {
            if (!sent.post().isPlainBill() || batch.size() == BATCH) {
                together(batch);
                batch.clear();
            }
            if (sent.post().isPlainBill()) {
                batch.add(sent);
            } else {
                alone(sent);
            }
        }
        together(batch);
    }

    private void alone(Sent sent) {
        try {
            TestAnswer answer = sent.post().send(server);
            compare(sent, answer.outcome());
            if (!sent.post().isEvent()) {
                keep(sent, answer.json());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void together(List<Sent> batch) {
        if (batch.isEmpty()) {
            return;
        }
        String body = batch.stream()
                .map(sent -> new String(sent.post().body(), StandardCharsets.UTF_8))
                .collect(Collectors.joining(",", "{\"bills\":[", "]}"));
        try {
            TestAnswer answer =
                    TestAnswer.post(server, TestTill.RECEIPTS + "/batch", body.getBytes(StandardCharsets.UTF_8));
            List<JsonObject> results = answer.json().objects("results");
            for (int i = 0; i < batch.size(); i++) {
                JsonObject result = results.get(i);
                long status = result.integer("status");
                JsonObject told = result.object("body");
                compare(batch.get(i), status < 300 ? Long.toString(status) : status + " " + TestAnswer.slug(told));
                if (status < 300) {
                    keep(batch.get(i), told);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(Sent sent, JsonObject answer) {
        receipts.put(
                answer.string("number"),
                new Place(sent.terminalNo(), sent.post().counter().getAsLong()));
    }

    private static void compare(Sent sent, String outcome) {
        if (!outcome.equals(sent.post().outcome())) {
            throw new IllegalStateException(sent.terminalNo() + " was answered " + outcome + " instead of "
                    + sent.post().outcome() + " to " + new String(sent.post().body(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
