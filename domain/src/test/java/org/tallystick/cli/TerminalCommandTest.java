package org.tallystick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.StrictJson;
import org.tallystick.signing.Bill;
import org.tallystick.terminal.TestPlatform;

class TerminalCommandTest {
    private TestPlatform platform;
    private Path till;
    private StringWriter out;
    private StringWriter err;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        platform = new TestPlatform();
        till = folder.resolve("till");
        Files.write(folder.resolve("ca.pem"), platform.ca());
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private int run(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return Tallystick.commandLine(Clock.systemUTC())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private int terminal(String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of("terminal", command, "--state", till.toString()));
        arguments.addAll(List.of(options));
        if (command.equals("sell")) {
            arguments.addAll(List.of("--timeout", "60"));
        }
        return run(arguments.toArray(String[]::new));
    }

    private int enrol() {
        return terminal(
                "enrol",
                "--server",
                platform.address().toString(),
                "--ca",
                folder.resolve("ca.pem").toString(),
                "--terminal",
                TestPlatform.TERMINAL,
                "--code",
                TestPlatform.CODE,
                "--merchant",
                "Lakeside Tea House");
    }

    private JsonObject json() {
        return StrictJson.parse(
                out.toString().strip().getBytes(java.nio.charset.StandardCharsets.UTF_8), StrictJson.Limits.ENVELOPE);
    }

    @Test
    void fromACodeToAReceipt() {
        assertThat(enrol()).as(() -> err.toString()).isZero();
        assertThat(out.toString()).contains("series 3").contains("terminal sell");
        int code = terminal(
                "sell",
                "--line",
                "龙井茶 Longjing tea;2;18.00",
                "--line",
                "Sesame cake;1;6.50",
                "--tip",
                "1.00",
                "--entry-mode",
                "INSERT",
                "--card",
                "622588******0123",
                "--scheme",
                "UnionPay",
                "--operator",
                "01");
        assertThat(code).as(() -> err.toString()).isZero();
        assertThat(out.toString())
                .contains("CNY 43.50", "622588******0123 /I", platform.address() + "/r/", "RECEIPT NO", "LEDGER INDEX")
                .contains("免签名", "Lakeside Tea House");
        Bill bill = platform.storedBill(1);
        assertThat(bill.amount()).isEqualTo(4350);
        assertThat(bill.tip()).contains(100L);
        assertThat(bill.city()).as("of the time zone").isEqualTo("Shanghai");
        assertThat(till.resolve("receipts/1.json")).exists();
    }

    @Test
    void machinesGetOneLineOfJson() {
        enrol();
        assertThat(terminal("sell", "--amount", "1000.01", "--entry-mode", "TAP", "--json"))
                .isZero();
        assertThat(out.toString().strip()).doesNotContain("\n");
        assertThat(json().string("state")).isEqualTo("DELIVERED");
        assertThat(json().integer("amount")).isEqualTo(100_001);
        assertThat(json().string("url")).endsWith(json().string("code"));
        assertThat(json().string("receiptFile")).endsWith("1.json");
        assertThat(platform.storedBill(1).cardholderSignature())
                .hasValueSatisfying(s -> assertThat(s.requirement().name()).isEqualTo("REQUIRED"));
        assertThat(terminal("status", "--json")).isZero();
        assertThat(json().integer("lastCounter")).isEqualTo(1);
        assertThat(terminal("send", "--json")).isZero();
        assertThat(json().integer("waiting")).isZero();
    }

    @Test
    void aRefundNamesItsSale() {
        enrol();
        terminal("sell", "--amount", "12.30");
        assertThat(terminal("sell", "--amount", "12.30", "--type", "REFUND", "--original", "1"))
                .isZero();
        assertThat(platform.storedBill(2).original())
                .flatMap(Bill.Original::counter)
                .contains(1L);
        assertThat(terminal("sell", "--amount", "1", "--type", "VOID", "--original", "traceNo=000001"))
                .isZero();
        assertThat(platform.storedBill(3).original().orElseThrow().slipNumbers())
                .containsEntry("traceNo", "000001");
    }

    @Test
    void withoutAPlatformTheSlipSaysSoAndSendingComesLater() {
        enrol();
        platform.close();
        assertThat(terminal("sell", "--amount", "12.30")).isEqualTo(ExitCode.NOT_CONFIRMED);
        assertThat(out.toString()).contains("/r/").contains("请勿重复付款").contains("Do not pay again");
        assertThat(err.toString()).contains("cannot be reached");
        assertThat(terminal("status")).isEqualTo(ExitCode.NOT_CONFIRMED);
        assertThat(out.toString()).contains("Waiting      1");
        assertThat(terminal("send", "--patience", "0")).isEqualTo(ExitCode.NOT_CONFIRMED);
        assertThat(terminal("status", "--online")).isEqualTo(ExitCode.NOT_CONFIRMED);
    }

    @Test
    void offlineIsAWish() {
        enrol();
        assertThat(terminal("sell", "--amount", "12.30", "--offline")).isZero();
        assertThat(platform.received).isEmpty();
        assertThat(terminal("send")).isZero();
        assertThat(platform.storedCounters()).containsExactly(1L);
    }

    @Test
    void whatHappenedAtTheTerminalIsReported() {
        enrol();
        assertThat(terminal("report", "PAD_ERROR", "--data", "traceNo=000123")).isZero();
        JsonObject event = platform.events().get(platform.events().size() - 1);
        assertThat(event.string("type")).isEqualTo("PAD_ERROR");
        assertThat(event.object("data").string("traceNo")).isEqualTo("000123");
        platform.close();
        assertThat(terminal("report", "PAD_ERROR")).isEqualTo(ExitCode.NOT_CONFIRMED);
    }

    @Test
    void sendingAsksWhatThePlatformLacks() {
        enrol();
        terminal("sell", "--amount", "12.30");
        platform.lose(1);
        assertThat(terminal("send")).isZero();
        assertThat(out.toString()).contains("1 sent again at the platform's request");
        assertThat(platform.storedCounters()).containsExactly(1L);
    }

    @Test
    void aKeyThatMustNotSignIsToldWithWhatToDo() throws Exception {
        enrol();
        Files.writeString(till.resolve("key.pem"), "scratched");
        terminal("sell", "--amount", "12.30");
        assertThat(out.toString()).contains("签名单元故障").contains("Do not pay again");
        assertThat(terminal("status")).isZero();
        assertThat(out.toString())
                .contains("Degraded")
                .contains("SIGNING_UNIT_FAILED")
                .contains("terminal send");
        assertThat(terminal("send", "--earlier", till.toString())).isZero();
        assertThat(err.toString()).contains("cannot prove who it is");
    }

    @Test
    void onlineStatusAsksThePlatform() {
        enrol();
        terminal("sell", "--amount", "12.30");
        assertThat(terminal("status", "--online")).isZero();
        assertThat(out.toString()).contains("Heartbeat").contains("last number there 1");
    }

    @Test
    void anOldCopyOfADirectoryIsFoundOut() {
        enrol();
        platform.lastCounterIs(17);
        assertThat(terminal("status", "--online")).isEqualTo(ExitCode.REFUSED);
        assertThat(out.toString()).contains("old copy");
    }

    @Test
    void aWrongCodeExitsWith1() {
        assertThat(terminal(
                        "enrol",
                        "--server",
                        platform.address().toString(),
                        "--ca",
                        folder.resolve("ca.pem").toString(),
                        "--terminal",
                        TestPlatform.TERMINAL,
                        "--code",
                        "XXXX"))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains("does not give a certificate").doesNotContain("XXXX");
    }

    @Test
    void aReplayCountsAndReports() throws Exception {
        enrol();
        Path csv = folder.resolve("shop.csv");
        Files.writeString(
                csv,
                """
                InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice
                1,A,茶,1,2026-09-20 18:42:31,12.00
                2,B,糕,-1,2026-09-20 18:43:31,0
                """);
        assertThat(terminal("replay", csv.toString(), "--currency", "CNY", "--zone", "Asia/Shanghai"))
                .isZero();
        assertThat(out.toString()).contains("2 invoices: 1 bills issued now", "STOCK_ADJUSTMENT 1", "CNY 12.00");
        assertThat(till.resolve("replay-shop.csv")).content().contains("1,DELIVERED,1,");
        assertThat(platform.storedBill(1).time()).hasToString("2026-09-20T18:42:31+08:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "terminal",
                "terminal enrol --state S",
                "terminal sell --amount 1",
                "terminal sell --state NOWHERE --amount 1",
                "terminal sell --state TILL",
                "terminal sell --state TILL --amount 1,50",
                "terminal sell --state TILL --amount 1.505",
                "terminal sell --state TILL --amount -1",
                "terminal sell --state TILL --amount 1 --currency XYZ",
                "terminal sell --state TILL --amount 1 --type RECOVERY",
                "terminal sell --state TILL --amount 1 --entry-mode MAGIC",
                "terminal sell --state TILL --amount 1 --line a;1;2",
                "terminal sell --state TILL --line a;1",
                "terminal sell --state TILL --line a;one;2",
                "terminal sell --state TILL --amount 1 --type REFUND --original 99",
                "terminal sell --state TILL --amount 1 --original ?",
                "terminal sell --state TILL --amount 1 --entry-mode SCAN --card 622588******0123",
                "terminal sell --state TILL --amount 1 --signature NOWHERE",
                "terminal sell --state TILL --amount 1 --timeout 0",
                "terminal replay --state TILL",
                "terminal replay --state TILL NOWHERE.csv",
                "terminal replay --state TILL x.csv --limit 0",
                "terminal replay --state TILL x.csv --zone Nowhere/City",
                "terminal send --state TILL --patience soon",
                "terminal report --state TILL",
                "terminal report --state TILL NOTHING_KNOWN",
                "terminal status --state FOLDER",
                "ledger",
            })
    void whatCannotBeUnderstoodExitsWith64AndChangesNothing(String line) {
        enrol();
        String[] arguments = line.isEmpty()
                ? new String[0]
                : line.replace("TILL", till.toString())
                        .replace("FOLDER", folder.toString())
                        .split(" ");
        assertThat(run(arguments)).as(() -> out + "|" + err).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).isNotBlank();
        assertThat(terminal("status", "--json")).isZero();
        assertThat(json().integer("lastCounter")).isZero();
    }

    @Test
    void whatNoBillCanSayExitsWith1AndTakesNoNumber() {
        enrol();
        assertThat(terminal("sell", "--amount", "1", "--operator", "4111 1111 1111 1111"))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains("full card number").doesNotContain("4111");
        terminal("status", "--json");
        assertThat(json().integer("lastCounter")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"enrol", "sell", "replay", "send", "report", "status"})
    void helpTeaches(String command) {
        assertThat(run("terminal", command, "--help")).isZero();
        assertThat(out.toString())
                .contains("Usage: tallystick terminal " + command)
                .contains("Exit codes:")
                .contains("64");
    }

    @Test
    void aSecondProcessIsTold() throws Exception {
        enrol();
        try (var terminal =
                org.tallystick.terminal.Terminal.open(till, java.time.Duration.ofSeconds(1), Clock.systemUTC())) {
            assertThat(terminal("sell", "--amount", "1")).isEqualTo(ExitCode.NOT_CONFIRMED);
            assertThat(err.toString()).contains("Another process");
            assertThat(terminal("status")).as("looking is allowed").isZero();
        }
    }
}
