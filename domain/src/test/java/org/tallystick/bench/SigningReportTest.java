package org.tallystick.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.shared.JsonWriter;

/** What is made of what was counted. */
class SigningReportTest {
    private static SigningStep step(int connections, OptionalDouble rate, long accepted) {
        return step(connections, 0, rate, accepted);
    }

    private static SigningStep step(int connections, int idle, OptionalDouble rate, long accepted) {
        Tally tally = new Tally();
        tally.accepted(accepted);
        for (int i = 1; i <= 100; i++) {
            tally.answered(i * 1_000_000L);
        }
        tally.error("503", 2);
        Load.Result load = new Load.Result(new Load.Plan(connections, 10, rate), tally, 10, new CpuTimes(1, 3, 0.5));
        return new SigningStep(load, 1, idle, 480);
    }

    private static SigningReport report(double before, double after) {
        return new SigningReport(
                new SigningReport.How("PostgreSQL", "ES256", "ACCP"),
                new DiskSync(0.42, 3.06, 250.9),
                before,
                after,
                List.of(step(16, OptionalDouble.empty(), 50_000), step(64, OptionalDouble.of(4_000), 40_000)));
    }

    @Test
    void theRatioIsThatOfTheBestStepToTheMeanOfBothCeilings() {
        assertThat(JsonWriter.text(report(18_000, 22_000).members()))
                .contains("\"receiptsPerSecond\":5000,\"ceilingPerSecond\":20000,\"ratio\":0.250")
                .contains("\"ceilingBefore\":18000,\"ceilingAfter\":22000")
                .contains("\"serverRssMb\":480")
                .contains("\"errors\":{\"503\":2}");
    }

    @Test
    void processorTimeIsThatOfOneAcceptedBill() {
        assertThat(JsonWriter.text(report(1, 1).members()))
                .contains("\"clientMicros\":20.0,\"serverMicros\":60.0,\"databaseMicros\":10.0");
    }

    @Test
    void everyStepIsThereWithItsOwnFigures() {
        assertThat(JsonWriter.text(report(10_000, 10_000).members()))
                .contains("\"steps\":[{\"connections\":16,\"batch\":1,")
                .contains("{\"connections\":64,\"openLoopPerSecond\":4000,")
                .contains("\"ratio\":0.400");
        assertThat(report(10_000, 10_000).text())
                .contains("| 16 | closed | 5,000 | 0.50 | 50.0 | 90.0 | 99.0 | 100.0 | 20 | 60 | 10 | 480 | 503: 2 |")
                .contains("| 64 | 4,000/s | 4,000 | 0.40 |");
    }

    @Test
    void silentConnectionsStandBesideThoseOfTheLoad() {
        SigningStep step = step(256, 9_999, OptionalDouble.empty(), 10);

        assertThat(step.row(1)).startsWith("| 256 + 9,999 idle | closed |");
        assertThat(JsonWriter.text(step.members(1))).contains("\"idleConnections\":9999");
    }

    @Test
    void whatTheDiskAloneTakesIsSaid() {
        assertThat(report(1, 1).text()).contains("64 KB in 0.4 ms (p50), 3.1 ms (p99), 251 ms at the longest.");
        assertThat(JsonWriter.text(report(1, 1).members()))
                .contains("\"diskSyncP50ms\":0.4,\"diskSyncP99ms\":3.1,\"diskSyncMaxMs\":250.9");
    }

    @Test
    void aDiskIsTimedByWhatItSyncs(@TempDir Path folder) throws IOException, InterruptedException {
        DiskSync disk = DiskSync.measure(folder, 1);

        assertThat(disk.p50Millis()).isPositive().isLessThanOrEqualTo(disk.p99Millis());
        assertThat(disk.p99Millis()).isLessThanOrEqualTo(disk.maxMillis());
        assertThat(folder.resolve("synced")).hasSize(16L << 20);
    }

    @Test
    void withoutACeilingThereIsNoRatio() {
        assertThat(report(0, 0).text()).contains("was not measured");
        assertThat(JsonWriter.text(report(0, 0).members())).contains("\"ratio\":0.000");
    }
}
