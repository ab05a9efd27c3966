package org.tallystick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.terminal.TerminalProfile;
import org.tallystick.terminal.TestPlatform;

/** What the terminal keeps is what the verifier checks: one program, offline. */
class ReceiptInteropTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    private int run(String... arguments) {
        return Tallystick.commandLine(Clock.systemUTC())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(arguments);
    }

    @Test
    void theReceiptOfASaleIsGenuineAndAChangedOneIsNot() throws Exception {
        Path till = folder.resolve("till");
        Path ca = folder.resolve("ca.pem");
        TerminalProfile profile;
        try (TestPlatform platform = new TestPlatform()) {
            Files.write(ca, platform.ca());
            profile = platform.enrol(till);
            assertThat(run("terminal", "sell", "--state", till.toString(), "--line", "Tea;1;12.30", "--timeout", "60"))
                    .as(out::toString)
                    .isZero();
        }
        Path receipt = till.resolve("receipts/1.json");
        String log = profile.logs().get(0).key().vkey();
        assertThat(run("verify", receipt.toString(), "--ca", ca.toString(), "--log", log))
                .as(out::toString)
                .isZero();
        assertThat(run("verify", receipt.toString())).as("nothing pinned").isEqualTo(2);
        String text = Files.readString(receipt);
        Files.writeString(
                receipt, text.replaceFirst("(\"data\":\")(.)", "$1" + (text.contains("\"data\":\"A") ? "B" : "A")));
        assertThat(run("verify", receipt.toString(), "--ca", ca.toString(), "--log", log))
                .as(out::toString)
                .isEqualTo(1);
    }
}
