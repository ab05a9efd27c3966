package org.tallystick.timestamping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampRhythmTest {
    private static final Instant STAMPED = Instant.parse("2027-01-01T00:00:00Z");
    private static final StampRhythm.Stamped LAST = new StampRhythm.Stamped(
            100, 104, STAMPED, STAMPED, STAMPED.plus(Duration.ofDays(900)), ImprintDigest.SHA256);
    private final StampRhythm rhythm = new StampRhythm(Duration.ofHours(1), ImprintDigest.SHA256);

    @Test
    void theFirstCheckpointWithEntriesIsStamped() {
        assertThat(rhythm.isDue(Optional.empty(), 0, STAMPED)).isFalse();
        assertThat(rhythm.isDue(Optional.empty(), 1, STAMPED)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // published, after, due
        "110, PT1H, true", // grown, and the interval is over
        "110, PT59M, false", // the interval is not over
        "104, PT2H, false", // the record of the last timestamp, entry 104, is not covered yet
        "105, P599D, true", // grown by more than that record
    })
    void aLogThatHasGrownIsStampedOnceAnInterval(long published, Duration after, boolean due) {
        assertThat(rhythm.isDue(Optional.of(LAST), published, STAMPED.plus(after)))
                .isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({"P599D, false", "P601D, true"})
    void aQuietLogIsStampedInTheLastThirdOfTheCertificatesLife(Duration after, boolean due) {
        StampRhythm.Stamped quiet = new StampRhythm.Stamped(
                100, 100, STAMPED, LAST.certifiedFrom(), LAST.certifiedTo(), ImprintDigest.SHA256);

        assertThat(rhythm.isDue(Optional.of(quiet), 101, STAMPED.plus(after))).isEqualTo(due);
    }

    @Test
    void aStrongerDigestCoversTheWeakerOneAtOnceAndAWeakerOneDoesNot() {
        StampRhythm stronger = new StampRhythm(Duration.ofHours(1), ImprintDigest.SHA512);
        StampRhythm.Stamped strong =
                new StampRhythm.Stamped(100, 104, STAMPED, STAMPED, LAST.certifiedTo(), ImprintDigest.SHA512);

        assertThat(stronger.isDue(Optional.of(LAST), 105, STAMPED)).isTrue();
        assertThat(rhythm.isDue(Optional.of(strong), 105, STAMPED)).isFalse();
    }
}
