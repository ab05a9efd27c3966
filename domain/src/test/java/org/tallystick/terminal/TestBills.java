package org.tallystick.terminal;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.Money;
import org.tallystick.signing.BillType;
import org.tallystick.signing.Cause;
import org.tallystick.signing.EntryMode;

/** Sales, and bills of a terminal that has no key. */
public final class TestBills {
    static final TerminalProfile PROFILE = new TerminalProfile(
            URI.create("https://localhost:1"),
            TestSealer.AUDIENCE,
            TestPlatform.TERMINAL,
            "898330158140001",
            "48023310",
            3,
            Optional.empty(),
            TestPlatform.shop(),
            List.of(),
            Map.of());
    private static final BillMaker MAKER = new BillMaker(
            PROFILE,
            new BillMaker.Signer(Optional.empty(), new byte[32], Cause.SIGNING_UNIT_FAILED),
            Clock.systemUTC(),
            new SecureRandom());

    private TestBills() {}

    /** What is signed of the bills that wait in a state directory, in their order. */
    public static List<byte[]> waitingPayloads(Path directory) {
        try (Outbox outbox = Outbox.open(StateDirectory.existing(directory))) {
            return outbox.index().waiting().values().stream()
                    .map(waiting -> outbox.pending(waiting).message().payload())
                    .toList();
        }
    }

    static Sale sale(long fen) {
        return sale(fen, Optional.empty());
    }

    static Sale sale(long fen, Optional<String> source) {
        OffsetDateTime time = OffsetDateTime.parse("2027-01-31T18:42:31+08:00");
        return new Sale(
                BillType.SALE,
                new Money(fen, Currency.getInstance("CNY")),
                time,
                EntryMode.SCAN,
                SlipNumbers.of(Math.max(1, fen), "x", time.toLocalDateTime()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                source);
    }

    /** The next bill of this outbox, not yet issued. */
    static PendingBill next(Outbox outbox, Optional<String> source) {
        return MAKER.make(
                sale(100, source),
                new BillMaker.Place(outbox.nextCounter(), outbox.index().last().map(OutboxMark.Last::digest)));
    }

    static PendingBill issue(Outbox outbox, String source) {
        PendingBill bill = next(outbox, Optional.of(source));
        outbox.issue(List.of(bill));
        return bill;
    }
}
