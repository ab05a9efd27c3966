package org.tallystick.ear;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.tallystick.notices.WebhookSecret;
import org.tallystick.notices.WebhookSignature;

/** A shop's program that webhooks are sent to: remembers what came, and answers what it was told to. */
final class WebhookReceiver implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final HttpServer server;
    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Integer>> answers = new ConcurrentHashMap<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** What came, and at which path. */
    record Arrived(String path, WebhookSignature.Message message) {
        String text() {
            return new String(message.body(), StandardCharsets.UTF_8);
        }

        /** Whether a receiver with that secret would believe it now. */
        boolean isGenuine(WebhookSecret secret) {
            return WebhookSignature.isGenuine(message, secret, Clock.systemUTC().instant(), Duration.ofMinutes(5));
        }
    }

    private WebhookReceiver(HttpServer server) {
        this.server = server;
    }

    /** Lets a server that has not started yet call receivers of this machine, without TLS. */
    static ServerProcess allow(ServerProcess server) {
        return server.with("TALLYSTICK_NOTICES_WEBHOOK_PRIVATE_HOSTS", HOST)
                .with("TALLYSTICK_NOTICES_WEBHOOK_PLAIN_HTTP", "true");
    }

    /** Messages at a path that contain a text. */
    static Predicate<Arrived> at(String path, String text) {
        return one -> one.path().equals(path) && one.text().contains(text);
    }

    static WebhookReceiver open() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(HOST), 0), 0);
        WebhookReceiver receiver = new WebhookReceiver(server);
        server.createContext("/", receiver::answer);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        return receiver;
    }

    String url(String path) {
        return "http://" + HOST + ":" + server.getAddress().getPort() + path;
    }

    /** The next answers at a path, one after the other; 200 when there are no more. 302 leads to {@code /elsewhere}. */
    void willAnswer(String path, Integer... statuses) {
        answers.put(path, new ConcurrentLinkedQueue<>(List.of(statuses)));
    }

    /** From now on nobody gets an answer, until the one who runs what is returned lets them go on. */
    Runnable hold() {
        CountDownLatch held = new CountDownLatch(1);
        gate = held;
        return held::countDown;
    }

    /** Everything of this kind so far. */
    List<Arrived> all(Predicate<Arrived> kind) {
        return arrived.stream().filter(kind).toList();
    }

    /** Waits for so many of this kind, and returns them. */
    List<Arrived> await(int count, Predicate<Arrived> kind) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> all(kind), found -> found.size() >= count);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        var headers = exchange.getRequestHeaders();
        arrived.add(new Arrived(
                exchange.getRequestURI().getPath(),
                new WebhookSignature.Message(
                        headers.getFirst(WebhookSignature.ID),
                        headers.getFirst(WebhookSignature.TIMESTAMP),
                        headers.getFirst(WebhookSignature.SIGNATURE),
                        body)));
        Queue<Integer> next = answers.get(exchange.getRequestURI().getPath());
        Integer status = next == null ? null : next.poll();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.getResponseHeaders().set("Location", url("/elsewhere"));
        exchange.sendResponseHeaders(status == null ? 200 : status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        gate.countDown();
        server.stop(0);
    }
}
