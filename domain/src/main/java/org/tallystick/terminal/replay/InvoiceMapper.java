package org.tallystick.terminal.replay;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.tallystick.shared.Money;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillType;
import org.tallystick.signing.EntryMode;
import org.tallystick.signing.SignatureRequirement;
import org.tallystick.signing.SignatureStatus;
import org.tallystick.terminal.Sale;
import org.tallystick.terminal.SignatureRule;
import org.tallystick.terminal.SlipNumbers;

/**
 * Turns invoices into sales by the rules of this package, in the order of the file: a cancellation is looked up among
 * the sales before it. Not thread-safe.
 */
final class InvoiceMapper {
    /** In major units; above it the report remarks the amount. */
    private static final BigDecimal LARGE = BigDecimal.valueOf(10_000);

    private final ReplayOptions options;
    private final SignatureRule signatureRule;
    private final Function<String, Optional<Bill.Original>> originalOf;
    private final Originals originals = new Originals();

    /** @param originalOf how to name the bill of an InvoiceNo, if there is one */
    InvoiceMapper(
            ReplayOptions options, SignatureRule signatureRule, Function<String, Optional<Bill.Original>> originalOf) {
        this.options = options;
        this.signatureRule = signatureRule;
        this.originalOf = originalOf;
    }

    Mapping map(Invoice invoice) {
        Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);
        oddities.addAll(invoice.oddities());
        if (invoice.customer().isEmpty()) {
            oddities.add(Oddity.NO_CUSTOMER);
        }
        if (invoice.fault().isPresent()) {
            return Mapping.refused(Refusal.UNREADABLE, invoice.fault().get(), oddities);
        }
        if (invoice.isBadDebt()) {
            return Mapping.refused(Refusal.BAD_DEBT, "InvoiceNo begins with A", oddities);
        }
        boolean nothingSold = !invoice.isCancellation()
                && invoice.rows().stream().allMatch(InvoiceRow::isFree)
                && invoice.rows().stream().anyMatch(InvoiceRow::isTakenBack);
        if (nothingSold) {
            return Mapping.refused(Refusal.STOCK_ADJUSTMENT, "negative quantities without money", oddities);
        }
        try {
            return readable(invoice, oddities);
        } catch (ArithmeticException | IllegalArgumentException e) {
            return Mapping.refused(Refusal.UNREADABLE, "an amount or currency is not one", oddities);
        }
    }

    private Mapping readable(Invoice invoice, Set<Oddity> oddities) {
        Optional<OffsetDateTime> time = SaleTime.parse(invoice.date(), options.zone());
        if (time.isEmpty()) {
            return Mapping.refused(Refusal.UNREADABLE, "InvoiceDate is not a date and time", oddities);
        }
        Currency currency = invoice.currency().map(Currency::getInstance).orElse(options.currency());
        int digits = currency.getDefaultFractionDigits();
        InvoiceLines lines = InvoiceLines.of(invoice, invoice.isCancellation(), digits);
        oddities.addAll(lines.oddities());
        Optional<Long> tip = invoice.tip()
                .map(major -> InvoiceRow.minorUnits(major.abs(), digits))
                .filter(minor -> minor > 0);
        long amount = Math.addExact(lines.sum(), tip.orElse(0L));
        if (lines.sum() < 0) {
            return Mapping.refused(Refusal.LESS_THAN_NOTHING, "the sum of its rows", oddities);
        }
        if (BigDecimal.valueOf(amount, digits).compareTo(LARGE) > 0) {
            oddities.add(Oddity.LARGE_AMOUNT);
        }
        return sale(invoice, new Facts(time.get(), new Money(amount, currency), lines, tip), oddities);
    }

    private record Facts(OffsetDateTime time, Money amount, InvoiceLines lines, Optional<Long> tip) {}

    private Mapping sale(Invoice invoice, Facts facts, Set<Oddity> oddities) {
        InventedFacts invented = new InventedFacts(invoice);
        LocalDate day = facts.time().toLocalDate();
        Optional<Originals.Match> match = Optional.empty();
        if (invoice.isCancellation()) {
            match = originals.takeBack(invoice, day);
            if (match.isEmpty()) {
                oddities.add(Oddity.NO_ORIGINAL);
            }
        } else {
            originals.remember(invoice, day);
        }
        boolean paid = facts.amount().minorUnits() > 0;
        Optional<EntryMode> wished = invoice.entryMode().map(mode -> EntryMode.valueOf(mode.toUpperCase(Locale.ROOT)));
        EntryMode mode = paid ? wished.orElseGet(invented::entryMode) : EntryMode.NONE;
        SlipNumbers numbers = invented.slipNumbers(facts.time().toLocalDateTime());
        boolean yuan = facts.amount().currency().getCurrencyCode().equals("CNY");
        Sale sale = new Sale(
                type(invoice, match),
                facts.amount(),
                facts.time(),
                mode,
                numbers,
                mode.isCard() ? Optional.of(invented.card(yuan)) : Optional.empty(),
                facts.tip(),
                match.flatMap(found -> originalOf.apply(found.number())),
                Optional.of(invented.operator()),
                cardholderSignature(invoice, facts, mode, oddities),
                Optional.empty(),
                facts.lines().lines(),
                Optional.of(invoice.number()));
        return Mapping.sold(sale, oddities);
    }

    private static BillType type(Invoice invoice, Optional<Originals.Match> match) {
        if (!invoice.isCancellation()) {
            return BillType.SALE;
        }
        return match.filter(Originals.Match::whole).isPresent() ? BillType.VOID : BillType.REFUND;
    }

    /** Where the file says nothing, a required signature was given on paper: nobody drew anything for a replay. */
    private Optional<Bill.CardholderSignature> cardholderSignature(
            Invoice invoice, Facts facts, EntryMode mode, Set<Oddity> oddities) {
        if (invoice.isCancellation() || mode == EntryMode.NONE) {
            return Optional.empty();
        }
        InventedFacts invented = new InventedFacts(invoice);
        SignatureRequirement requirement =
                signatureRule.of(mode, facts.amount(), facts.time().toLocalDate(), invented.deviceVerified());
        boolean required = requirement == SignatureRequirement.REQUIRED;
        SignatureStatus usual = required ? SignatureStatus.PAPER : SignatureStatus.NOT_REQUIRED;
        Optional<SignatureStatus> told = invoice.cardholder().flatMap(InvoiceMapper::status);
        if (invoice.cardholder().isPresent() && told.isEmpty()) {
            oddities.add(Oddity.CARDHOLDER_UNKNOWN);
        }
        return Optional.of(new Bill.CardholderSignature(
                requirement,
                told.orElse(usual),
                required
                        ? Optional.of(invented.slipNumbers(facts.time().toLocalDateTime())
                                .featureCode())
                        : Optional.empty()));
    }

    private static Optional<SignatureStatus> status(String text) {
        return Arrays.stream(SignatureStatus.values())
                .filter(status -> status.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst();
    }
}
