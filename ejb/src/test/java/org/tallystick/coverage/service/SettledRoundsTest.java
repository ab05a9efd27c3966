package org.tallystick.coverage.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.reconciliation.SettlementChange;
import org.tallystick.shared.service.FixedSettings;
import org.tallystick.shared.service.MovableClock;

/** When settled rows are looked at: at once when something has changed, else from time to time, and never too many in one go. */
class SettledRoundsTest {
    private static final SettlementChange CHANGE = new SettlementChange(CaseShop.ACQUIRER);

    private final MovableClock clock = new MovableClock("2026-11-24T04:00:00Z");
    private final List<String> done = new ArrayList<>();
    private long rows = 1;
    private final SettledRounds rounds = new SettledRounds(
            new SettledBatch() {
                @Override
                public Optional<String> review(String after) {
                    done.add("review");
                    return Optional.empty();
                }

                @Override
                public Optional<Long> open(long after) {
                    done.add("open " + after);
                    return after + 1 < rows ? Optional.of(after + 1) : Optional.empty();
                }
            },
            FixedSettings.of(Map.of("tallystick.coverage.settled-interval", "PT1M")),
            clock);

    @Test
    void theFirstLookIsARoundAndTheNextWaits() {
        rounds.look();
        rounds.look();

        assertThat(done).containsExactly("review", "open 0");
    }

    @Test
    void aRoundFollowsAChangeOrTheInterval() {
        rounds.look();
        done.clear();

        rounds.changed(CHANGE);
        rounds.look();
        assertThat(done).containsExactly("review", "open 0");

        clock.advance(Duration.ofMinutes(1));
        rounds.look();
        assertThat(done).hasSize(4);
    }

    @Test
    void aLongRoundGoesOnInStepsAndALateBillDoesNotWaitForItsEnd() {
        rows = 25;
        rounds.look();
        assertThat(done).hasSize(11).endsWith("open 9");

        rounds.changed(CHANGE);
        rounds.look();

        assertThat(done.subList(11, done.size()))
                .startsWith("review", "open 10")
                .endsWith("open 19");
        rounds.look();
        assertThat(done).endsWith("open 24");
        rounds.look();
        assertThat(done).endsWith("open 9");
    }
}
