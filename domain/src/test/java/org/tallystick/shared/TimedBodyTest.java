package org.tallystick.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimedBodyTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    /** Says "whole" at /whole; elsewhere it stops in the middle of the word. */
    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            byte[] word = "whole".getBytes(StandardCharsets.US_ASCII);
            boolean whole = exchange.getRequestURI().getPath().equals("/whole");
            exchange.sendResponseHeaders(200, word.length);
            exchange.getResponseBody().write(word, 0, whole ? word.length : 2);
            exchange.getResponseBody().flush();
            if (!whole) {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private InputStream body(String path) throws Exception {
        URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    @Test
    void whatEndsInTimeIsReadWhole() throws Exception {
        try (InputStream body = new TimedBody(body("/whole"), LONG)) {
            assertThat(body.read()).isEqualTo('w');
            assertThat(body.readAllBytes()).asString(StandardCharsets.US_ASCII).isEqualTo("hole");
            assertThat(body.read()).isEqualTo(-1);
        }
    }

    @Test
    void whatNeverEndsIsGivenUpAndNotTakenForWhole() throws Exception {
        try (InputStream body = new TimedBody(body("/half"), Duration.ofMillis(300))) {
            assertThatThrownBy(body::readAllBytes).isInstanceOf(SocketTimeoutException.class);
            assertThatThrownBy(body::read).isInstanceOf(SocketTimeoutException.class);
        }
    }
}
