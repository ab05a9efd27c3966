package org.tallystick.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.coverage.TerminalCondition.Certificate;
import org.tallystick.coverage.TerminalCondition.Failures;
import org.tallystick.coverage.TerminalCondition.Reported;

/** Which conditions of a terminal hint at its failing soon, at their limits. */
class HealthSignTest {
    private static final Instant NOW = Instant.parse("2026-11-24T04:00:00Z");
    private static final Certificate GOOD = until(Duration.ofDays(300));
    private static final Reported WELL = new Reported(List.of(0, 0, 0, 0), Optional.of(0L), 0, false);
    private static final Optional<Instant> JUST_NOW = Optional.of(NOW);

    private static Certificate until(Duration left) {
        return new Certificate(true, Optional.of(NOW.plus(left)));
    }

    private static Reported outbox(Integer... newestFirst) {
        return new Reported(List.of(newestFirst), Optional.of(0L), 0, false);
    }

    private static List<HealthSign> signs(Optional<Instant> heard, Certificate certificate, Reported reported) {
        CaseHead.Owner owner = new CaseHead.Owner("48023310", "898331054110027", "m", "m");
        return new TerminalCondition("20000001", "s", owner, heard, certificate, reported, Failures.NONE).signs(NOW);
    }

    private static List<HealthSign> signs(Certificate certificate) {
        return signs(JUST_NOW, certificate, WELL);
    }

    private static List<HealthSign> signs(Reported reported) {
        return signs(JUST_NOW, GOOD, reported);
    }

    @Test
    void aTerminalThatIsWellHasNoSign() {
        assertThat(signs(GOOD)).isEmpty();
    }

    @Test
    void aCertificateIsASignFromThirtyDaysBeforeItsEnd() {
        assertThat(signs(until(Duration.ofDays(30).plusSeconds(1)))).isEmpty();
        assertThat(signs(until(Duration.ofDays(30)))).containsExactly(HealthSign.CERTIFICATE);
        assertThat(signs(until(Duration.ofDays(-1)))).containsExactly(HealthSign.CERTIFICATE);
        assertThat(signs(new Certificate(true, Optional.empty())))
                .as("suspended")
                .containsExactly(HealthSign.CERTIFICATE);
    }

    @Test
    void aTerminalIsSilentAfterADayButNotBeforeItsFirstWord() {
        assertThat(signs(Optional.of(NOW.minus(Duration.ofHours(24))), GOOD, WELL))
                .isEmpty();
        assertThat(signs(Optional.of(NOW.minus(Duration.ofHours(24)).minusMillis(1)), GOOD, WELL))
                .containsExactly(HealthSign.SILENT);
        assertThat(signs(Optional.empty(), GOOD, WELL)).isEmpty();
    }

    @Test
    void anOutboxIsASignWhenItGrowsAndNeverShrinks() {
        assertThat(signs(outbox(8, 5, 3, 1))).containsExactly(HealthSign.OUTBOX);
        assertThat(signs(outbox(3, 3, 3, 2))).containsExactly(HealthSign.OUTBOX);
        assertThat(signs(outbox(3, 3, 3, 3))).as("waits, but does not grow").isEmpty();
        assertThat(signs(outbox(8, 9, 3, 1))).as("goes down").isEmpty();
        assertThat(signs(outbox(8, 5, 6, 1))).as("went down in between").isEmpty();
        assertThat(signs(outbox(2, 1, 0, 0))).as("too few").isEmpty();
        assertThat(signs(outbox(8, 5, 3))).as("too few heartbeats").isEmpty();
    }

    @Test
    void troubleWithThePadIsASignTheThirdTime() {
        assertThat(signs(new Reported(List.of(), Optional.empty(), 2, false))).isEmpty();
        assertThat(signs(new Reported(List.of(), Optional.empty(), 3, false))).containsExactly(HealthSign.PAD);
    }

    @Test
    void aClockIsASignBeyondAMinuteEitherWay() {
        assertThat(signs(new Reported(List.of(), Optional.of(60_000L), 0, false)))
                .isEmpty();
        assertThat(signs(new Reported(List.of(), Optional.of(60_001L), 0, false)))
                .containsExactly(HealthSign.CLOCK);
        assertThat(signs(new Reported(List.of(), Optional.of(-60_001L), 0, false)))
                .containsExactly(HealthSign.CLOCK);
    }

    @Test
    void whatIsNotAtWorkCannotFailButWhatWorksWithoutCertificateDoes() {
        Certificate none = new Certificate(false, Optional.empty());
        Reported bad = new Reported(List.of(8, 5, 3, 1), Optional.of(90_000L), 3, false);

        assertThat(signs(Optional.empty(), none, bad)).isEmpty();
        assertThat(signs(Optional.of(NOW.minus(Duration.ofDays(2))), none, bad)).isEmpty();
        assertThat(signs(JUST_NOW, none, WELL)).containsExactly(HealthSign.CERTIFICATE);
    }

    @Test
    void severalSignsStandTogether() {
        Reported bad = new Reported(List.of(8, 5, 3, 1), Optional.of(90_000L), 3, true);

        assertThat(signs(Optional.of(NOW.minus(Duration.ofDays(2))), until(Duration.ofDays(1)), bad))
                .containsExactly(HealthSign.values());
    }
}
