package org.tallystick.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.signing.SignedBill;

/** The load tool against real TLS servers of all manners. How long anything took is looked at only from below. */
class LoadTest {
    private static final CpuTimes NO_TIME = new CpuTimes(0, 0, 0);

    @TempDir
    private Path folder;

    private static BenchTill till(ScriptedServer server, int number, int bills, int batch) {
        AtomicInteger counter = new AtomicInteger();
        BenchTill till = new BenchTill(
                () -> SignedBill.of(
                        ("till %d bill %d".formatted(number, counter.incrementAndGet()))
                                .getBytes(StandardCharsets.US_ASCII),
                        Optional.empty(),
                        List.of(),
                        Optional.empty()),
                server.target().host(),
                batch);
        till.fill(bills);
        return till;
    }

    private static List<BenchTill> tills(ScriptedServer server, int count, int bills) {
        return IntStream.range(0, count)
                .mapToObj(i -> till(server, i, bills, 1))
                .toList();
    }

    /** Ends when a terminal has no bill left. */
    private static Load.Result closedLoop(ScriptedServer server, int connections, List<BenchTill> tills)
            throws IOException, InterruptedException {
        return Load.run(server.target(), new Load.Plan(connections, 20, OptionalDouble.empty()), tills, () -> NO_TIME);
    }

    @Test
    void everyBillIsSentOnceInItsTerminalsOrderOverKeptConnections() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.start(folder, n -> ScriptedServer.answer("201 Created", "x".repeat(20_000)))) {
            Load.Result result = closedLoop(server, 3, tills(server, 6, 10));

            assertThat(server.connections()).isEqualTo(3);
            assertThat(server.bodies()).doesNotHaveDuplicates();
            assertThat(result.tally().requests()).isEqualTo(server.bodies().size());
            assertThat(result.tally().errors()).isEmpty();
            assertThat(server.bodies().size()).isGreaterThanOrEqualTo(20);
        }
    }

    @Test
    void anythingButCreatedIsNoAcceptance() throws Exception {
        List<String> answers = List.of("201 Created", "200 OK", "422 Unprocessable", "201 Created", "500 Error");
        try (ScriptedServer server =
                ScriptedServer.start(folder, n -> ScriptedServer.answer(answers.get((n - 1) % answers.size()), "{}"))) {
            Load.Result result = closedLoop(server, 1, tills(server, 1, 10));

            assertThat(result.tally().errors())
                    .containsExactlyInAnyOrderEntriesOf(Map.of("refused in a batch", 2L, "422", 2L, "500", 2L));
            assertThat(result.tally().requests()).isEqualTo(4);
        }
    }

    @Test
    void aBusyServerIsAskedAgainWithTheSameBill() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(
                folder, n -> ScriptedServer.answer(n == 2 || n == 3 ? "503 Busy" : "201 Created", ""))) {
            Load.Result result = closedLoop(server, 1, tills(server, 1, 3));

            assertThat(result.tally().errors()).isEqualTo(Map.of("503", 2L));
            assertThat(result.tally().requests()).isEqualTo(3);
            assertThat(server.bodies().get(1))
                    .isEqualTo(server.bodies().get(2))
                    .isEqualTo(server.bodies().get(3));
            assertThat(result.tally().millis(100)).as("waited twice").isGreaterThanOrEqualTo(100);
        }
    }

    @Test
    void aConnectionThatBreaksIsOpenedAgainAndItsBillSentAgain() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.start(folder, n -> n == 2 ? "" : ScriptedServer.answer("201 Created", ""))) {
            Load.Result result = closedLoop(server, 1, tills(server, 1, 3));

            assertThat(server.connections()).isEqualTo(2);
            assertThat(result.tally().errors()).isEqualTo(Map.of("closed", 1L));
            assertThat(result.tally().requests()).isEqualTo(3);
            assertThat(server.bodies().get(1)).isEqualTo(server.bodies().get(2));
        }
    }

    @Test
    void aServerThatAnnouncesTheEndOfItsConnectionIsNoError() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(
                folder,
                n -> n == 2
                        ? "HTTP/1.1 201 Created\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                        : ScriptedServer.answer("201 Created", ""))) {
            Load.Result result = closedLoop(server, 1, tills(server, 1, 4));

            assertThat(server.connections()).isEqualTo(2);
            assertThat(result.tally().errors()).isEmpty();
            assertThat(result.tally().requests()).isEqualTo(4);
        }
    }

    @Test
    void inOpenLoopAStallCountsForEveryBillThatShouldHaveBeenSentMeanwhile() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(folder, n -> {
            if (n == 1) {
                TimeUnit.MILLISECONDS.sleep(500);
            }
            return ScriptedServer.answer("201 Created", "");
        })) {
            Load.Result result = Load.run(
                    server.target(), new Load.Plan(1, 1, OptionalDouble.of(20)), tills(server, 1, 40), () -> NO_TIME);

            // One each 50 ms: the first waited 500 ms, the second 450, and so on.
            assertThat(result.tally().requests()).isEqualTo(20);
            assertThat(result.tally().millis(100)).isGreaterThanOrEqualTo(500);
            assertThat(result.tally().millis(75)).isGreaterThanOrEqualTo(200);
        }
    }

    @Test
    void inOpenLoopWhatCouldNotBeSentInTimeIsSentAfterwardsAndCountsItsWholeWait() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(folder, n -> {
            TimeUnit.MILLISECONDS.sleep(100);
            return ScriptedServer.answer("201 Created", "");
        })) {
            Load.Result result = Load.run(
                    server.target(), new Load.Plan(1, 1, OptionalDouble.of(20)), tills(server, 1, 40), () -> NO_TIME);

            // Twenty are due within the second; each takes twice as long as there is.
            assertThat(result.tally().requests()).isEqualTo(20);
            assertThat(result.tally().accepted()).isLessThanOrEqualTo(10);
            assertThat(result.tally().millis(100)).isGreaterThanOrEqualTo(1_000);
        }
    }

    @Test
    void aBatchCountsWithEachBillThatItsAnswerAccepts() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(
                folder,
                n -> ScriptedServer.answer(
                        "200 OK", "{\"results\":[{\"status\":201},{\"status\":201},{\"status\":409}]}"))) {
            Load.Result result = closedLoop(server, 1, List.of(till(server, 0, 4, 3)));

            assertThat(server.bodies().get(0)).startsWith("{\"bills\":[{");
            assertThat(result.tally().requests()).isEqualTo(4);
            assertThat(result.tally().errors()).isEqualTo(Map.of("refused in a batch", 4L));
        }
    }

    @Test
    void aRequestThatDoesNotFitTheSocketIsWrittenInPieces() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.start(folder, n -> ScriptedServer.answer("201 Created", "x".repeat(300_000)))) {
            List<String> sent = new ArrayList<>();
            BenchTill till = new BenchTill(
                    () -> {
                        String payload = "y".repeat(3_000_000) + sent.size();
                        sent.add(payload);
                        return SignedBill.of(
                                payload.getBytes(StandardCharsets.US_ASCII),
                                Optional.empty(),
                                List.of(),
                                Optional.empty());
                    },
                    server.target().host(),
                    1);
            till.fill(3);

            Load.Result result = closedLoop(server, 1, List.of(till));

            assertThat(result.tally().errors()).isEmpty();
            assertThat(server.bodies()).hasSize(3).allMatch(body -> body.length() > 4_000_000);
        }
    }

    @Test
    void aServerWithAnotherCertificateIsNotTalkedTo() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(folder, n -> ScriptedServer.answer("201 Created", ""));
                ScriptedServer other = ScriptedServer.start(folder, n -> "")) {
            LoadTarget wrong =
                    new LoadTarget(server.target().address(), other.target().tls(), LoadTarget.USUAL_PATIENCE);

            assertThatThrownBy(() -> Load.run(
                            wrong, new Load.Plan(1, 1, OptionalDouble.empty()), tills(server, 1, 1), () -> NO_TIME))
                    .isInstanceOf(IOException.class);
            assertThat(server.bodies()).isEmpty();
        }
    }

    @Test
    void aCertificateForAnotherNameIsNone() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(folder, n -> ScriptedServer.answer("201 Created", ""))) {
            LoadTarget byNumber = new LoadTarget(
                    new InetSocketAddress("127.0.0.1", server.target().address().getPort()),
                    server.target().tls(),
                    LoadTarget.USUAL_PATIENCE);

            assertThatThrownBy(() -> Load.run(
                            byNumber, new Load.Plan(1, 1, OptionalDouble.empty()), tills(server, 1, 1), () -> NO_TIME))
                    .isInstanceOf(IOException.class);
            assertThat(server.bodies()).isEmpty();
        }
    }

    @Test
    void aServerThatSaysNothingIsGivenUpAndAskedAgainOverAnotherConnection() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(folder, n -> {
            if (n == 2) {
                over.await();
            }
            return ScriptedServer.answer("201 Created", "");
        })) {
            LoadTarget impatient =
                    new LoadTarget(server.target().address(), server.target().tls(), Duration.ofSeconds(5));

            Load.Result result = Load.run(
                    impatient, new Load.Plan(1, 20, OptionalDouble.empty()), tills(server, 1, 3), () -> NO_TIME);
            over.countDown();

            assertThat(result.tally().errors()).isEqualTo(Map.of("no answer", 1L));
            assertThat(result.tally().requests()).isEqualTo(3);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void whereNobodyListensItSaysSo() throws Exception {
        ScriptedServer server = ScriptedServer.start(folder, n -> "");
        server.close();

        assertThatThrownBy(() -> closedLoop(server, 2, tills(server, 2, 1))).isInstanceOf(IOException.class);
    }
}
