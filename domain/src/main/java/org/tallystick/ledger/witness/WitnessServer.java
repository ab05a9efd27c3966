package org.tallystick.ledger.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tallystick.ledger.LedgerStateException;
import org.tallystick.ledger.WitnessRequest;

/**
 * A {@link Witness} at an address: {@code POST /add-checkpoint} and {@code GET /<hash of origin>/checkpoint}. Plain
 * HTTP: what is exchanged is public and signed. Whoever sends slower than the limit, or more, is cut off, and waits for
 * nobody else.
 */
public final class WitnessServer implements AutoCloseable {
    private static final Pattern LATEST = Pattern.compile("/([0-9a-f]{64})/checkpoint");
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final int THREADS = 64;
    private static final int WAITING = 256;

    static {
        // Seconds; read once in the life of a process, before its first server.
        limit("sun.net.httpserver.maxReqTime", "10");
        limit("sun.net.httpserver.maxRspTime", "30");
        limit("sun.net.httpserver.idleInterval", "30");
        limit("jdk.httpserver.maxConnections", "1000");
    }

    private final Witness witness;
    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Consumer<String> told;

    private WitnessServer(Witness witness, HttpServer server, Consumer<String> told) {
        this.witness = witness;
        this.server = server;
        this.told = told;
        this.threads =
                new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(WAITING));
        threads.allowCoreThreadTimeOut(true);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
    }

    private static void limit(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** @param told one sentence about everything out of the ordinary */
    public static WitnessServer start(Witness witness, InetSocketAddress address, Consumer<String> told)
            throws IOException {
        WitnessServer started = new WitnessServer(witness, HttpServer.create(address, WAITING), told);
        started.server.start();
        return started;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Matcher latest = LATEST.matcher(path);
            WitnessAnswer answer;
            if (path.equals("/add-checkpoint")) {
                answer = allowed(exchange, "POST") ? add(exchange) : notAllowed(exchange, "POST");
            } else if (latest.matches()) {
                answer = allowed(exchange, "GET") ? latest(latest.group(1)) : notAllowed(exchange, "GET");
            } else {
                answer = WitnessAnswer.refused(404, "There are /add-checkpoint and /<hash of origin>/checkpoint.");
            }
            byte[] body = answer.bytes();
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static boolean allowed(HttpExchange exchange, String method) {
        return exchange.getRequestMethod().equals(method);
    }

    private static WitnessAnswer notAllowed(HttpExchange exchange, String method) {
        exchange.getResponseHeaders().set("Allow", method);
        return WitnessAnswer.refused(405, "Use " + method + ".");
    }

    private WitnessAnswer add(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(WitnessRequest.MAX_LENGTH + 1);
        if (body.length > WitnessRequest.MAX_LENGTH) {
            exchange.getResponseHeaders().set("Connection", "close");
            return WitnessAnswer.refused(413, "A request has at most " + WitnessRequest.MAX_LENGTH + " bytes.");
        }
        try {
            WitnessAnswer answer = witness.add(body);
            if (answer.status() != 200 && answer.status() != 409) {
                told.accept(answer.status() + " " + answer.body().stripTrailing());
            }
            return answer;
        } catch (IOException | LedgerStateException e) {
            told.accept("500 Nothing was cosigned, since it could not be stored: " + e.getMessage());
            return WitnessAnswer.refused(500, "The checkpoint could not be stored, so it is not cosigned.");
        }
    }

    private WitnessAnswer latest(String originHash) {
        return witness.latest(originHash)
                .map(note -> new WitnessAnswer(200, TEXT, new String(note, StandardCharsets.UTF_8)))
                .orElseGet(() -> WitnessAnswer.refused(404, "No checkpoint of such a log has been cosigned here."));
    }

    /** Stops listening; requests under way are ended at once. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
