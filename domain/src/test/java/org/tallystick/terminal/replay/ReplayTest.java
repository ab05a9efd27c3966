package org.tallystick.terminal.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillType;
import org.tallystick.terminal.Terminal;
import org.tallystick.terminal.TestPlatform;

class ReplayTest {
    private static final String CSV =
            """
            InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
            536365,A,WHITE LANTERN,6,12/1/2010 8:26,3.39,17850,United Kingdom
            536366,B,HAND WARMER,6,12/1/2010 8:28,1.85,17850,United Kingdom
            536589,C,,-10,12/1/2010 16:50,0,,United Kingdom
            536370,D,card 4111 1111 1111 1111,1,12/1/2010 16:55,1.00,12583,France
            C536543,A,WHITE LANTERN,-1,12/1/2010 17:30,3.39,17850,United Kingdom
            """;

    private final Clock clock = Clock.systemUTC();
    private TestPlatform platform;
    private Path till;
    private Path file;

    @TempDir
    Path folder;

    @BeforeEach
    void enrol() throws Exception {
        platform = new TestPlatform();
        till = folder.resolve("till");
        file = folder.resolve("sales.csv");
        platform.enrol(till);
        Files.writeString(file, CSV);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private ReplaySummary replay(OptionalInt limit, OptionalInt rate) {
        ReplayOptions options = new ReplayOptions(
                folder.resolve("report.csv"),
                UTF_8,
                Currency.getInstance("GBP"),
                ZoneId.of("Europe/London"),
                limit,
                rate,
                Duration.ofSeconds(10));
        try (Terminal terminal = Terminal.open(till, Duration.ofSeconds(20), clock)) {
            return new Replay(terminal, options, (phase, done, total) -> {}, clock).run(file);
        }
    }

    private List<String> report() throws IOException {
        return Files.readAllLines(folder.resolve("report.csv"));
    }

    @Test
    void everyInvoiceIsInTheLedgerOrListedWithAReason() throws IOException {
        ReplaySummary summary = replay(OptionalInt.empty(), OptionalInt.empty());
        assertThat(summary.outcomes()).isEqualTo(Map.of("DELIVERED", 3, "LISTED", 2));
        assertThat(summary.listed()).isEqualTo(Map.of("STOCK_ADJUSTMENT", 1, "NOT_A_BILL", 1));
        assertThat(summary.totals().get("SALE GBP").decimal()).isEqualTo("31.44");
        assertThat(summary.totals().get("REFUND GBP").decimal()).isEqualTo("3.39");
        assertThat(report()).hasSize(6);
        assertThat(report().get(1)).startsWith("536365,DELIVERED,1,").contains(",SALE,20.34,GBP,");
        assertThat(report().get(3)).startsWith("536589,LISTED,").contains("nobody paid");
        assertThat(report().get(4))
                .startsWith("536370,LISTED,")
                .contains("full-card-number")
                .doesNotContain("4111");
        assertThat(report().get(5)).startsWith("C536543,DELIVERED,3,");
    }

    @Test
    void aRefundNamesTheBillOfTheSale() {
        replay(OptionalInt.empty(), OptionalInt.empty());
        Bill refund = platform.storedBill(3);
        assertThat(refund.type()).isEqualTo(BillType.REFUND);
        assertThat(refund.original()).flatMap(Bill.Original::counter).contains(1L);
        assertThat(refund.original().orElseThrow().slipNumbers()).containsEntry("invoiceNo", "536365");
    }

    @Test
    void aSecondReplayAddsNothing() throws IOException {
        replay(OptionalInt.empty(), OptionalInt.empty());
        List<String> first = report();
        ReplaySummary second = replay(OptionalInt.empty(), OptionalInt.empty());
        assertThat(second.issued()).isZero();
        assertThat(second.alreadyIssued()).isEqualTo(3);
        assertThat(platform.received).hasSize(3);
        assertThat(report()).isEqualTo(first);
    }

    @Test
    void aLimitLeavesTheRestForALaterRun() throws IOException {
        ReplaySummary first = replay(OptionalInt.of(1), OptionalInt.empty());
        assertThat(first.outcomes()).isEqualTo(Map.of("DELIVERED", 1, "LISTED", 1, "LEFT", 3));
        assertThat(report().get(2)).startsWith("536366,LEFT,").contains("--limit");
        assertThat(replay(OptionalInt.empty(), OptionalInt.empty()).issued()).isEqualTo(2);
        assertThat(platform.storedCounters()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aRateSellsOneByOne() {
        long before = clock.millis();
        ReplaySummary summary = replay(OptionalInt.empty(), OptionalInt.of(5));
        assertThat(summary.outcomes()).containsEntry("DELIVERED", 3);
        assertThat(clock.millis() - before).as("three bills at five a second").isGreaterThanOrEqualTo(550);
    }

    @Test
    void withoutAPlatformEverythingIsIssuedAndWaits() throws IOException {
        platform.close();
        try (Terminal terminal = Terminal.open(till, Duration.ofSeconds(2), clock)) {
            ReplayOptions options = new ReplayOptions(
                    folder.resolve("report.csv"),
                    UTF_8,
                    Currency.getInstance("GBP"),
                    ZoneId.of("Europe/London"),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    Duration.ZERO);
            ReplaySummary summary = new Replay(terminal, options, (phase, done, total) -> {}, clock).run(file);
            assertThat(summary.outcomes()).isEqualTo(Map.of("WAITING", 3, "LISTED", 2));
            assertThat(summary.delivery().trouble()).isPresent();
            assertThat(terminal.counterOf("C536543")).contains(3L);
        }
        assertThat(report()).filteredOn(line -> line.contains(",WAITING,")).hasSize(3);
    }

    @Test
    void namesInTheReportAreNoFormulas() throws IOException {
        Files.writeString(file, CSV.lines().findFirst().orElseThrow() + "\n=1+1,A,X,1,12/1/2010 8:26,1,1,UK\n");
        replay(OptionalInt.empty(), OptionalInt.empty());
        assertThat(report().get(1)).startsWith("'=1+1,");
    }

    /** Real bills, with up to hundreds of lines, through the wire and back. */
    @Test
    void theRealFile() {
        file = RealFileTest.file();
        ReplaySummary summary = replay(OptionalInt.of(200), OptionalInt.empty());
        assertThat(summary.invoices()).isEqualTo(512);
        assertThat(summary.outcomes().get("DELIVERED")).isEqualTo(200);
        assertThat(Optional.of(summary.delivery().waiting())).contains(0);
    }
}
