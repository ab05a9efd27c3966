package org.tallystick.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.tallystick.shared.Money;
import org.tallystick.signing.BillType;
import org.tallystick.signing.LineItem;
import org.tallystick.terminal.Sale;
import org.tallystick.terminal.SlipNumbers;
import org.tallystick.terminal.Terminal;
import org.tallystick.terminal.TerminalProfile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The transaction that a cashier types in. */
final class SaleOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--amount", paramLabel = "12.30", description = "What is paid, tip included; or give lines.")
    private Optional<String> amount;

    @Option(names = "--currency", paramLabel = "CUR", description = "The shop's currency by default.")
    private Optional<String> currency;

    @Option(names = "--type", defaultValue = "SALE", paramLabel = "TYPE", description = "SALE (default), REFUND, VOID.")
    private String type;

    @Option(
            names = "--line",
            paramLabel = "'name;qty;price'",
            description = "An item, such as 'Longjing tea;2;18.00'. May be repeated; the items and the tip must come to"
                    + " the amount.")
    private List<String> lines = new ArrayList<>();

    @Option(names = "--tip", paramLabel = "1.00", description = "Part of the amount.")
    private Optional<String> tip;

    @Option(names = "--operator", paramLabel = "NO", description = "Number of the cashier.")
    private Optional<String> operator;

    @Option(
            names = "--original",
            paramLabel = "N",
            description = "What a refund or void is about: the counter of a bill of this terminal, or"
                    + " TERMINAL.SERIES.COUNTER, or a number of its slip as traceNo=000123.")
    private Optional<String> original;

    @Option(
            names = "--reference",
            paramLabel = "NO",
            description = "Reference number from the host, up to 12 characters.")
    private Optional<String> reference;

    @Option(names = "--auth", paramLabel = "CODE", description = "Authorisation code from the host, 6 characters.")
    private Optional<String> authCode;

    @Mixin
    private CardOptions card;

    private record Items(List<LineItem> lines, long sum) {}

    Sale toSale(Terminal terminal, Clock clock) {
        TerminalProfile profile = terminal.profile();
        Currency used = currency.map(this::currency).orElse(profile.shop().currency());
        Items items = items(used);
        Optional<Long> tipped = tip.map(text -> paid("--tip", text, used).minorUnits());
        Money total = total(items, tipped.orElse(0L), used);
        OffsetDateTime now = OffsetDateTime.ofInstant(
                clock.instant().truncatedTo(ChronoUnit.SECONDS), profile.shop().zone());
        SlipNumbers numbers = numbers(terminal.nextCounter(), now);
        BillType kind = type();
        CardOptions.CardFacts facts = card.facts(profile, total, now.toLocalDate(), numbers);
        return new Sale(
                kind,
                total,
                now,
                facts.entryMode(),
                numbers,
                facts.card(),
                tipped,
                original.map(text -> OriginalOption.parse(text, terminal, this::usage)),
                operator,
                kind == BillType.SALE ? facts.signature() : Optional.empty(),
                facts.image(),
                items.lines(),
                Optional.empty());
    }

    private BillType type() {
        return switch (type) {
            case "SALE" -> BillType.SALE;
            case "REFUND" -> BillType.REFUND;
            case "VOID" -> BillType.VOID;
            default -> throw usage("--type is SALE, REFUND or VOID.");
        };
    }

    private SlipNumbers numbers(long counter, OffsetDateTime now) {
        SlipNumbers own = SlipNumbers.of(counter, now.toString(), now.toLocalDateTime());
        return new SlipNumbers(
                own.traceNo(),
                own.batchNo(),
                reference.orElse(own.referenceNo()),
                authCode.orElse(own.authCode()),
                own.settlementDate());
    }

    private Money total(Items items, long tipped, Currency used) {
        long sum = Math.addExact(items.sum(), tipped);
        if (amount.isEmpty()) {
            if (items.lines().isEmpty()) {
                throw usage("Say what is paid: --amount, or --line for each item.");
            }
            return paid("--line", new Money(sum, used).decimal(), used);
        }
        Money total = paid("--amount", amount.get(), used);
        if (!items.lines().isEmpty() && total.minorUnits() != sum) {
            throw usage(
                    "The items and the tip come to %s, not to the amount.".formatted(new Money(sum, used).decimal()));
        }
        return total;
    }

    private Items items(Currency used) {
        List<LineItem> items = new ArrayList<>();
        long sum = 0;
        for (String line : lines) {
            String[] fields = line.split(";", -1);
            if (fields.length != 3
                    || fields[0].isBlank()
                    || !fields[1].strip().matches("-?[0-9]{1,9}(\\.[0-9]{1,6})?")) {
                throw usage("--line is 'name;quantity;unit price', such as 'Longjing tea;2;18.00'.");
            }
            String quantity = fields[1].strip();
            Money price = money("--line", fields[2].strip(), used);
            long lineAmount = new BigDecimal(quantity)
                    .multiply(BigDecimal.valueOf(price.minorUnits()))
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
            sum = Math.addExact(sum, lineAmount);
            items.add(new LineItem(
                    fields[0].strip(),
                    Optional.of(quantity),
                    Optional.of(price.minorUnits()),
                    lineAmount,
                    Optional.empty()));
        }
        return new Items(items, sum);
    }

    private Money paid(String option, String text, Currency used) {
        Money money = money(option, text, used);
        if (money.minorUnits() < 0) {
            throw usage(option + " is never negative: --type says the direction.");
        }
        return money;
    }

    private Money money(String option, String text, Currency used) {
        try {
            return Money.parse(text, used);
        } catch (IllegalArgumentException e) {
            throw usage(option + ": " + e.getMessage());
        }
    }

    private Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw usage("--currency is a code of ISO 4217, such as CNY.");
        }
    }

    /** Where the receipt of a delivered bill stands. */
    static Path receiptFile(Path state, long counter) {
        return state.resolve("receipts").resolve(counter + ".json");
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
