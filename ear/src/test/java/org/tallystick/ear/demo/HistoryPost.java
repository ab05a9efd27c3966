package org.tallystick.ear.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.tallystick.ear.LocalHttp;
import org.tallystick.ear.ServerProcess;
import org.tallystick.signing.SignedBill;

/** Brings bills to the platform as terminals do: signed ones in batches, one connection for each acquirer; unsigned ones alone. */
final class HistoryPost {
    private static final int LARGEST_BATCH = 200;
    private static final String NEWEST = "4.2.1";

    private final ServerProcess server;
    private final Map<String, HistoryTill> tills;
    private int sent;

    HistoryPost(ServerProcess server, Map<String, HistoryTill> tills) {
        this.server = server;
        this.tills = tills;
    }

    /** A message, with the secret that vouches for it if no signature does. */
    private record Message(SignedBill bill, Optional<String> secret) {}

    int sent() {
        return sent;
    }

    /** Returns when every bill is in the ledger. */
    void deliver(List<PlannedSale> sales) {
        Map<String, List<PlannedSale>> byAcquirer =
                sales.stream().collect(Collectors.groupingBy(sale -> sale.shop().acquirer()));
        List<CompletableFuture<Void>> all = byAcquirer.values().stream()
                .map(this::messages)
                .map(this::deliverInOrder)
                .toList();
        all.forEach(CompletableFuture::join);
    }

    private List<Message> messages(List<PlannedSale> sales) {
        List<Message> messages = new ArrayList<>();
        for (PlannedSale sale : sales) {
            HistoryTill till = tills.get(sale.terminalNo());
            SignedBill bill = till.issue(sale);
            if (!sale.lost()) {
                messages.add(new Message(bill, sale.cause().map(cause -> till.fallbackSecret())));
            }
        }
        sent += messages.size();
        return messages;
    }

    private CompletableFuture<Void> deliverInOrder(List<Message> messages) {
        CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
        List<Message> batch = new ArrayList<>();
        for (Message message : messages) {
            if (message.secret().isPresent() || batch.size() == LARGEST_BATCH) {
                done = postBatch(done, List.copyOf(batch));
                batch.clear();
            }
            if (message.secret().isPresent()) {
                done = done.thenCompose(
                        before -> post("/api/v1/receipts", message.bill().toJson(), message.secret()));
            } else {
                batch.add(message);
            }
        }
        return postBatch(done, batch);
    }

    private CompletableFuture<Void> postBatch(CompletableFuture<Void> after, List<Message> batch) {
        if (batch.isEmpty()) {
            return after;
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{\"bills\":[".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < batch.size(); i++) {
            body.writeBytes((i == 0 ? "" : ",").getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(batch.get(i).bill().toJson());
        }
        body.writeBytes("]}".getBytes(StandardCharsets.US_ASCII));
        return after.thenCompose(before -> post("/api/v1/receipts/batch", body.toByteArray(), Optional.empty()));
    }

    private CompletableFuture<Void> post(String path, byte[] body, Optional<String> secret) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.url(path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        secret.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return LocalHttp.client()
                .sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenAccept(answer -> requireStored(path, answer));
    }

    private static void requireStored(String path, HttpResponse<String> answer) {
        boolean batch = path.endsWith("/batch");
        boolean refused = batch && answer.body().contains("\"title\":");
        if (answer.statusCode() > 201 || refused) {
            String body = answer.body();
            int at = Math.max(0, body.indexOf("\"title\":") - 200);
            throw new CompletionException(new IOException("A bill of the past was refused: " + answer.statusCode() + " "
                    + body.substring(at, Math.min(body.length(), at + 800))));
        }
    }

    /** Every terminal says what runs on it. @param versions by terminal */
    void firmware(Map<String, String> versions, Instant now) {
        tills.entrySet().stream()
                .map(till -> post(
                        "/api/v1/terminal-events",
                        till.getValue().firmware(versions.getOrDefault(till.getKey(), NEWEST), now),
                        Optional.empty()))
                .toList()
                .forEach(CompletableFuture::join);
    }

    /** Nearly every terminal says that it is alive. */
    void heartbeats(Instant now) {
        tills.entrySet().stream()
                .filter(till -> !till.getKey().endsWith("03"))
                .map(till -> post("/api/v1/terminal-events", till.getValue().heartbeat(now), Optional.empty()))
                .toList()
                .forEach(CompletableFuture::join);
    }
}
