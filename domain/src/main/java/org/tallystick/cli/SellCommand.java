package org.tallystick.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tallystick.terminal.BillState;
import org.tallystick.terminal.DeliveryReport;
import org.tallystick.terminal.IssuedBill;
import org.tallystick.terminal.Sale;
import org.tallystick.terminal.Slip;
import org.tallystick.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code terminal sell}. */
@Command(
        name = "sell",
        description = {
            "Issue one bill, send it (and what waits before it), and print the slip.",
            "",
            "The bill is durable and has its link before anything is sent. If the platform does not confirm in time,"
                    + " the slip says so and the bill is sent later: never pay again.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.FAULT,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:in the ledger; the receipt is in the state directory",
            "1:refused for good, or no bill can say this",
            "2:issued, and not confirmed yet",
            "64:the command was not understood; nothing was issued"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tallystick terminal sell --state till-1 --amount 12.30",
            "  tallystick terminal sell --state till-1 --line 'Longjing tea;2;18.00' --line 'Sesame cake;1;6.50' \\",
            "      --entry-mode INSERT --card 622588******0123 --scheme UnionPay --kind DEBIT --operator 01",
            "  tallystick terminal sell --state till-1 --type REFUND --amount 12.30 --original 17"
        })
final class SellCommand implements Callable<Integer> {
    private final Clock clock;

    @Mixin
    private TerminalOptions options;

    @Mixin
    private SaleOptions sale;

    @Option(
            names = "--timeout",
            defaultValue = "6",
            paramLabel = "SECONDS",
            description = "How long the cashier waits for the platform; 6 by default.")
    private int timeout;

    @Option(names = "--offline", description = "Only issue: leave the sending to a later command.")
    private boolean offline;

    SellCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        try (Terminal terminal = Terminal.open(options.state(), timeout(), clock)) {
            Sale wanted = sale.toSale(terminal, clock);
            IssuedBill issued = terminal.issue(wanted);
            if (!offline) {
                DeliveryReport report = terminal.deliver(Duration.ZERO, left -> {});
                report.trouble().ifPresent(options::tell);
                report.parked()
                        .forEach(parked ->
                                options.tell("Bill %d was refused: %s".formatted(parked.counter(), parked.detail())));
                report.findings().getOrDefault(issued.counter(), List.of()).forEach(options::tell);
            }
            BillState state = terminal.stateOf(issued.counter());
            options.print(members(issued, state), Slip.text(issued, state));
            if (!offline) {
                RenewalText.onTheWay(terminal, options);
            }
            return exitCode(state);
        }
    }

    private Duration timeout() {
        if (timeout < 1) {
            throw options.usage("--timeout is a number of seconds from 1.");
        }
        return Duration.ofSeconds(timeout);
    }

    private int exitCode(BillState state) {
        return switch (state.kind()) {
            case DELIVERED -> ExitCode.OK;
            case WAITING -> offline ? ExitCode.OK : ExitCode.NOT_CONFIRMED;
            case PARKED, LOST -> ExitCode.REFUSED;
        };
    }

    private Map<String, Object> members(IssuedBill issued, BillState state) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("counter", issued.counter());
        members.put("series", issued.bill().series());
        members.put("type", issued.bill().type().name());
        members.put("amount", issued.bill().amount());
        members.put("currency", issued.bill().currency());
        members.put("time", issued.bill().time().toString());
        members.put("traceNo", issued.bill().traceNo());
        members.put("code", issued.bill().code());
        members.put("url", issued.link());
        members.put("signed", issued.signed());
        members.put("state", state.kind().name());
        members.put("reason", state.reason());
        state.receipt().ifPresent(place -> {
            members.put("status", place.status().name());
            members.put("number", place.number());
            members.put("index", place.index());
            members.put(
                    "receiptFile",
                    SaleOptions.receiptFile(options.state(), issued.counter()).toString());
        });
        return members;
    }
}
