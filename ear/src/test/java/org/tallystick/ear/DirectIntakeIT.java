package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bills with an announced length are taken before the servlets, others by them: both say the same. And what connections do that break off,
 * dawdle, or do not wait for answers. {@link BadInputIT} has what is wrong with bills themselves.
 */
class DirectIntakeIT {
    private static final String BATCH = "/api/v1/receipts/batch";

    private static ServerProcess server;
    private static TestTill till;

    @BeforeAll
    static void start() {
        server = TestShop.server();
        till = TestTill.enrol(server, TestShop.freeTerminal());
    }

    static Stream<Arguments> bodies() throws IOException {
        byte[] sold = till.next().toJson();
        assertThat(TestAnswer.post(server, TestTill.RECEIPTS, sold).outcome()).isEqualTo("201");
        byte[] wrong = "{\"payload\":1}".getBytes(StandardCharsets.US_ASCII);
        byte[] both = "{\"bills\":[%s,%s]}".formatted(text(sold), text(wrong)).getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                arguments("a bill sent again", TestTill.RECEIPTS, sold, "200"),
                arguments("no bill", TestTill.RECEIPTS, wrong, "400 malformed"),
                arguments("no signature", TestTill.RECEIPTS, "{\"payload\":\"e30\",\"signatures\":[]}", ""),
                arguments("two bills, one wrong", BATCH, both, "200"),
                arguments("no batch", BATCH, wrong, "400 malformed"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void aBodyOfUnknownLengthIsAnsweredAsOneOfKnownLength(String name, String path, Object body, String outcome)
            throws IOException {
        byte[] bytes = body instanceof byte[] given ? given : body.toString().getBytes(StandardCharsets.UTF_8);

        TestAnswer known = TestAnswer.post(server, path, bytes);
        TestAnswer unknown = TestAnswer.to(HttpRequest.newBuilder(server.url(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))));

        assertThat(known.outcome()).startsWith(outcome).isEqualTo(unknown.outcome());
        assertThat(headers(known)).isEqualTo(headers(unknown)).containsKeys("cache-control", "x-content-type-options");
        assertThat(withoutChance(known)).isEqualTo(withoutChance(unknown));
    }

    @Test
    void requestsThatDoNotWaitForEachOtherAreAnsweredInTheirOrder() throws IOException {
        List<byte[]> bills =
                List.of(till.next().toJson(), till.next().toJson(), till.next().toJson());
        try (SSLSocket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            for (byte[] bill : bills) {
                out.write(request(bill));
            }
            out.flush();
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < bills.size(); i++) {
                answers.add(answer(socket.getInputStream()));
            }
            assertThat(answers).allSatisfy(answer -> assertThat(answer).startsWith("HTTP/1.1 201"));
            assertThat(answers).doesNotHaveDuplicates();
        }
        assertThat(TestAnswer.post(server, TestTill.RECEIPTS, bills.get(0)).outcome())
                .isEqualTo("200");
    }

    @Test
    void aBodyThatComesInPiecesIsTakenWhole() throws IOException {
        byte[] whole = request(till.next().toJson());
        try (SSLSocket socket = connect()) {
            for (int at = 0; at < whole.length; at += 97) {
                socket.getOutputStream().write(whole, at, Math.min(97, whole.length - at));
                socket.getOutputStream().flush();
            }
            assertThat(answer(socket.getInputStream())).startsWith("HTTP/1.1 201");
        }
    }

    @Test
    void aBodyThatBreaksOffLeavesNothing() throws IOException {
        byte[] bill = till.next().toJson();
        byte[] whole = request(bill);
        for (int length : new int[] {whole.length / 2, whole.length - 1}) {
            try (SSLSocket socket = connect()) {
                socket.getOutputStream().write(whole, 0, length);
                socket.getOutputStream().flush();
            }
        }

        assertThat(TestAnswer.post(server, TestTill.RECEIPTS, bill).outcome()).isEqualTo("201");
    }

    @Test
    void whoDoesNotWaitForTheAnswerFindsTheReceiptLater() throws IOException {
        byte[] bill = till.next().toJson();
        try (SSLSocket socket = connect()) {
            socket.getOutputStream().write(request(bill));
            socket.getOutputStream().flush();
        }

        assertThat(TestAnswer.post(server, TestTill.RECEIPTS, bill).outcome()).startsWith("20");
        assertThat(TestAnswer.post(server, TestTill.RECEIPTS, bill).outcome()).isEqualTo("200");
    }

    @Test
    void manySilentConnectionsHoldUpNobody() throws IOException {
        List<SSLSocket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                SSLSocket socket = connect();
                silent.add(socket);
                socket.getOutputStream()
                        .write("POST /api/v1/receipts HTTP/1.1\r\nHost: localhost\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
            assertThat(till.send(till.next()).outcome()).isEqualTo("201");
        } finally {
            for (SSLSocket socket : silent) {
                socket.close();
            }
        }
    }

    /** Each announces more than what all of them together may have in memory at once. */
    @Test
    void whoAnnouncesMuchAndSendsNothingTakesNobodysMemory() throws IOException {
        List<SSLSocket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 150; i++) {
                SSLSocket socket = connect();
                silent.add(socket);
                String head =
                        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n{"
                                .formatted(i % 2 == 0 ? BATCH : TestTill.RECEIPTS, i % 2 == 0 ? 1 << 20 : 400 << 10);
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
            assertThat(till.send(till.next()).outcome()).isEqualTo("201");
        } finally {
            for (SSLSocket socket : silent) {
                socket.close();
            }
        }
        assertThat(till.send(till.next()).outcome()).isEqualTo("201");
    }

    private static byte[] request(byte[] body) {
        byte[] head = ("POST " + TestTill.RECEIPTS
                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + "Content-Length: "
                        + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    /** All but what is another one each time. */
    private static Map<String, List<String>> headers(TestAnswer answer) {
        Map<String, List<String>> headers =
                new TreeMap<>(answer.response().headers().map());
        headers.remove("date");
        headers.remove("content-length");
        headers.remove("connection");
        return headers;
    }

    private static String withoutChance(TestAnswer answer) {
        return answer.text().replaceAll("\"instance\":\"[^\"]*\"", "").replaceAll("\"proof\":\"[^\"]*\"", "");
    }

    private static SSLSocket connect() throws IOException {
        SSLSocket socket =
                (SSLSocket) LocalHttp.trustingContext().getSocketFactory().createSocket("localhost", server.port(8443));
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Status line, headers and body of one answer. */
    private static String answer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection was closed after: " + head);
            }
            head.append((char) next);
        }
        String length = head.toString().replaceAll("(?is).*content-length: *(\\d+).*", "$1");
        return head + text(in.readNBytes(Integer.parseInt(length)));
    }
}
