package org.tallystick.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Problem;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.StrictJson;
import org.tallystick.signing.Bill;
import org.tallystick.terminal.TestBills;
import org.tallystick.terminal.TestPlatform;

/** A till whose platform is dead and whose process is killed again and again, at any instant. */
class KilledTerminalTest {
    private static final int KILLS = 4;

    /** Link codes of slips that were printed, by counter. */
    private final Map<Long, String> printed = new HashMap<>();

    @TempDir
    Path folder;

    @Test
    void noNumberIsUsedTwiceAndNoPrintedSlipIsLost() throws Exception {
        try (TestPlatform platform = new TestPlatform()) {
            platform.enrol(folder);
        }
        RandomGenerator random = RandomGenerator.getDefault();
        for (int kill = 0; kill < KILLS; kill++) {
            sellAndKill(1 + random.nextInt(4), random.nextInt(60));
        }
        List<byte[]> payloads = TestBills.waitingPayloads(folder);
        assertThat(payloads).hasSizeGreaterThanOrEqualTo(printed.size()).hasSizeGreaterThanOrEqualTo(KILLS);
        Optional<byte[]> previous = Optional.empty();
        for (int i = 0; i < payloads.size(); i++) {
            Bill bill = Bill.parse(payloads.get(i));
            assertThat(bill.counter()).as("no gap, no repetition").isEqualTo(i + 1);
            assertThat(bill.previous().orElse(null)).isEqualTo(previous.orElse(null));
            assertThat(bill.code()).isEqualTo(printed.getOrDefault(bill.counter(), bill.code()));
            previous = Optional.of(Sha256.of(payloads.get(i)));
        }
        assertThat(printed.keySet()).allMatch(counter -> counter <= payloads.size());
    }

    private void sellAndKill(int slips, int millisLater) throws IOException, InterruptedException {
        Process till = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SellLoop.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(till.getInputStream(), UTF_8))) {
            for (int i = 0; i < slips; i++) {
                note(out.readLine());
            }
            till.waitFor(millisLater, TimeUnit.MILLISECONDS);
            // Process.destroyForcibly would close what is still to be read.
            till.toHandle().destroyForcibly();
            out.lines().forEach(this::note);
        }
    }

    /** The last line may be torn: then nobody has seen the slip. */
    private void note(String line) {
        assertThat(line).as("the till stopped by itself").isNotNull();
        try {
            JsonObject slip = StrictJson.parse(line.getBytes(UTF_8), StrictJson.Limits.BILL);
            assertThat(printed.put(slip.integer("counter"), slip.string("code")))
                    .as("used twice")
                    .isNull();
        } catch (Problem torn) {
            assertThat(line).doesNotEndWith("}");
        }
    }
}
