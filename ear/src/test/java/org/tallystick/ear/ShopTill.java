package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.tallystick.ear.demo.DemoClock;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Money;
import org.tallystick.signing.BillType;
import org.tallystick.signing.EntryMode;
import org.tallystick.terminal.BillState;
import org.tallystick.terminal.IssuedBill;
import org.tallystick.terminal.RenewalReport;
import org.tallystick.terminal.Sale;
import org.tallystick.terminal.Slip;
import org.tallystick.terminal.SlipNumbers;
import org.tallystick.terminal.StatusReport;
import org.tallystick.terminal.Terminal;

/** A till as a shop runs it: the terminal's own program in its state directory, started anew for each command. */
final class ShopTill {
    private final Path state;
    private final Clock clock;

    ShopTill(Path state, Clock clock) {
        this.state = state;
        this.clock = clock;
    }

    /** A bill, what became of it, and the slip. */
    record Sold(IssuedBill issued, BillState state, String slip) {}

    Path state() {
        return state;
    }

    StatusReport status() {
        return StatusReport.of(state);
    }

    /** As {@code terminal sell} does. */
    Sold sell() {
        try (Terminal terminal = open()) {
            IssuedBill issued = terminal.issue(sale(terminal.nextCounter()));
            assertThat(terminal.deliver(Duration.ZERO, left -> {}).waiting()).isZero();
            BillState now = terminal.stateOf(issued.counter());
            return new Sold(issued, now, Slip.text(issued, now));
        }
    }

    /** As {@code terminal sell --offline} does. */
    IssuedBill issue() {
        try (Terminal terminal = open()) {
            return terminal.issue(sale(terminal.nextCounter()));
        }
    }

    /** As {@code terminal send --earlier} does. @return how many bills were signed anew */
    int send(Path... earlier) {
        try (Terminal terminal = open()) {
            assertThat(terminal.deliver(Duration.ZERO, left -> {}).waiting()).isZero();
            JsonObject standing = terminal.heartbeat();
            int signed = terminal.resign(standing);
            for (Path directory : earlier) {
                signed += terminal.resign(standing, directory);
            }
            return signed;
        }
    }

    RenewalReport renew() {
        try (Terminal terminal = open()) {
            return terminal.renew();
        }
    }

    BillState stateOf(long counter) {
        try (Terminal terminal = open()) {
            return terminal.stateOf(counter);
        }
    }

    private Terminal open() {
        return Terminal.open(state, Terminal.UNATTENDED, clock);
    }

    private Sale sale(long counter) {
        OffsetDateTime now = OffsetDateTime.now(clock.withZone(DemoClock.ZONE)).truncatedTo(ChronoUnit.SECONDS);
        return new Sale(
                BillType.SALE,
                new Money(1_230, Currency.getInstance("CNY")),
                now,
                EntryMode.SCAN,
                SlipNumbers.of(counter, "shop", now.toLocalDateTime()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }
}
