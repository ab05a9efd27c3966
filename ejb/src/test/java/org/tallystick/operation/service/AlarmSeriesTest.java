package org.tallystick.operation.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.service.LedgerProgress.Progress;
import org.tallystick.operation.Condition;
import org.tallystick.operation.Condition.State;

/** An alarm is 1 in the state in which health shows it, 0 in the others, and 0, not absent, once it is over. */
class AlarmSeriesTest {
    private static final String LOG = "pos.example/ledger/1/2026q4";

    @Test
    void aStateIsOneAndTheOthersAreZero() {
        GaugeSnapshot alarms = alarms(new Condition("disk", "", State.WARN, List.of("1", "2")));
        assertThat(value(alarms, "disk", "", "warn")).contains(1.0);
        assertThat(value(alarms, "disk", "", "bad")).contains(0.0);
        assertThat(value(alarms, "disk", "", "unknown")).contains(0.0);
    }

    @Test
    void whatIsWellIsThere() {
        assertThat(value(alarms(new Condition("disk", "", State.OK, List.of())), "disk", "", "bad"))
                .contains(0.0);
    }

    @Test
    void twoIncidentsOfOneLogAreOneAlarm() {
        Condition incident = new Condition("incident", LOG, State.BAD, List.of("1"));
        assertThat(value(alarms(incident, incident), "incident", LOG, "bad")).contains(1.0);
    }

    @Test
    void anIncidentThatIsOverIsZero() {
        assertThat(value(alarms(), "incident", LOG, "bad")).contains(0.0);
        assertThat(value(alarms(), "rolled-back", LOG, "bad")).contains(0.0);
        assertThat(value(alarms(), "seal-stand-in", "", "warn")).contains(0.0);
    }

    @Test
    void logsThatAreOverAndWellAreNotCountedForEver() {
        GaugeSnapshot alarms = alarms(
                new Condition("timestamp", "over", State.OK, List.of()),
                new Condition("timestamp", "late", State.BAD, List.of()),
                new Condition("timestamp", LOG, State.OK, List.of()));
        assertThat(value(alarms, "timestamp", "over", "bad")).isEmpty();
        assertThat(value(alarms, "timestamp", "late", "bad")).contains(1.0);
        assertThat(value(alarms, "timestamp", LOG, "bad")).contains(0.0);
    }

    private static GaugeSnapshot alarms(Condition... conditions) {
        LedgerHealth.Standing logs =
                new LedgerHealth.Standing(List.of(new Progress(LOG, 1, 1, 1, 0, 1)), List.of(), Map.of());
        Series series = new Series();
        AlarmSeries.add(
                series, new Health.Sight(List.of(conditions), Optional.empty(), Optional.of(logs), Optional.empty()));
        return (GaugeSnapshot) series.snapshots().get(0);
    }

    private static Optional<Double> value(GaugeSnapshot alarms, String alarm, String subject, String state) {
        return alarms.getDataPoints().stream()
                .filter(point -> alarm.equals(point.getLabels().get("alarm"))
                        && subject.equals(point.getLabels().get("subject"))
                        && state.equals(point.getLabels().get("state")))
                .map(GaugeSnapshot.GaugeDataPointSnapshot::getValue)
                .findFirst();
    }
}
