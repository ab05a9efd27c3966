package org.tallystick.cli;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.tallystick.terminal.Terminal;
import org.tallystick.terminal.replay.Replay;
import org.tallystick.terminal.replay.ReplayOptions;
import org.tallystick.terminal.replay.ReplaySummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code terminal replay}. */
@Command(
        name = "replay",
        description = {
            "Issue and send one bill for each invoice of a CSV file; a report says of every invoice what became of it.",
            "",
            "Columns: InvoiceNo, StockCode, Description, Quantity, InvoiceDate, UnitPrice, and where present"
                    + " CustomerID, Currency, EntryMode, TipAmount, Cardholder. Amounts are quantity × price, rounded half"
                    + " up to the minor unit; a bill's amount is the sum of its lines and the tip.",
            "",
            "An invoice is billed once in a state directory, however often the file is replayed or the process killed.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.FAULT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every invoice is in the ledger, or listed in the report with a reason",
            "1:the platform refused a bill for good",
            "2:bills wait in the outbox: repeat, or run 'terminal send'",
            "64:the command or the file was not understood"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tallystick terminal replay --state till-1 online-retail-2010-12.csv",
            "  tallystick terminal replay --state till-1 --currency CNY --zone Asia/Shanghai --rate 5 shop.csv"
        })
final class ReplayCommand implements Callable<Integer> {
    private final Clock clock;

    @Mixin
    private TerminalOptions options;

    @Parameters(paramLabel = "FILE", description = "CSV file with a header line.")
    private Path file;

    @Option(names = "--limit", paramLabel = "N", description = "Issue at most N bills in this run.")
    private Optional<Integer> limit;

    @Option(names = "--rate", paramLabel = "N", description = "Sell N bills a second, one by one.")
    private Optional<Integer> rate;

    @Option(
            names = "--currency",
            defaultValue = "GBP",
            paramLabel = "CUR",
            description = "Of invoices that name none; GBP by default, as in the data set.")
    private String currency;

    @Option(
            names = "--zone",
            defaultValue = "Europe/London",
            paramLabel = "ZONE",
            description = "Of dates without offset; Europe/London by default, as in the data set.")
    private ZoneId zone;

    @Option(names = "--charset", defaultValue = "UTF-8", paramLabel = "NAME", description = "UTF-8 by default.")
    private Charset charset;

    @Option(
            names = "--report",
            paramLabel = "CSV",
            description = "Where to write the report; by default replay-FILE in the state directory.")
    private Optional<Path> report;

    @Option(
            names = "--patience",
            defaultValue = "120",
            paramLabel = "SECONDS",
            description = "How long to go on without anything getting through; 120 by default.")
    private int patience;

    ReplayCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        ReplayOptions how = new ReplayOptions(
                report.orElseGet(() -> options.state().resolve("replay-" + file.getFileName())),
                charset,
                currency(),
                zone,
                positive("--limit", limit),
                positive("--rate", rate),
                Duration.ofSeconds(patience));
        try (Terminal terminal = Terminal.open(options.state(), Terminal.UNATTENDED, clock);
                ReplayBars bars = new ReplayBars(options.json())) {
            ReplaySummary summary = new Replay(terminal, how, bars, clock).run(file);
            bars.close();
            options.print(members(summary), text(summary));
            RenewalText.onTheWay(terminal, options);
            return DeliveryText.exitCode(summary.delivery());
        }
    }

    private Currency currency() {
        try {
            return Currency.getInstance(currency);
        } catch (IllegalArgumentException e) {
            throw options.usage("--currency is a code of ISO 4217, such as CNY.");
        }
    }

    private OptionalInt positive(String option, Optional<Integer> value) {
        value.filter(number -> number < 1).ifPresent(number -> {
            throw options.usage(option + " is a number from 1.");
        });
        return value.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private static Map<String, Object> members(ReplaySummary summary) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("invoices", summary.invoices());
        members.put("issued", summary.issued());
        members.put("alreadyIssued", summary.alreadyIssued());
        members.put("outcomes", summary.outcomes());
        members.put("listed", summary.listed());
        Map<String, Object> totals = new LinkedHashMap<>();
        summary.totals().forEach((kind, money) -> totals.put(kind, money.decimal()));
        members.put("totals", totals);
        members.put("strayLines", summary.strayLines());
        members.put("report", summary.report().toString());
        members.put("delivery", DeliveryText.members(summary.delivery()));
        return members;
    }

    private static String text(ReplaySummary summary) {
        StringBuilder text = new StringBuilder("%d invoices: %d bills issued now, %d before%n"
                .formatted(summary.invoices(), summary.issued(), summary.alreadyIssued()));
        summary.outcomes().forEach((outcome, count) -> text.append("  %-10s %6d%n".formatted(outcome, count)));
        summary.listed().forEach((reason, count) -> text.append("  not billed: %s %d%n".formatted(reason, count)));
        if (summary.strayLines() > 0) {
            text.append("  lines without an invoice number: %d%n".formatted(summary.strayLines()));
        }
        summary.totals()
                .forEach((kind, money) -> text.append("  %-12s %s%n".formatted(kind, money.format(Locale.ENGLISH))));
        return text.append(DeliveryText.text(summary.delivery()))
                .append("Every invoice is in %s%n".formatted(summary.report()))
                .toString();
    }
}
