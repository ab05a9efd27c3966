package org.tallystick.ear;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.WitnessPolicy;
import org.tallystick.shared.JsonObject;
import org.tallystick.signing.SignedBill;

/** The log with a witness, a mirror and an auditor, each the program that a regulator runs. */
class WitnessIT {
    private static final ServerProcess SERVER = TestShop.server();

    @TempDir
    private Path directory;

    private final TestTill till = TestTill.enrol(SERVER, TestShop.freeTerminal());

    @Test
    void nobodyHasToTrustTheOperator() throws Exception {
        SignedBill bill = till.next();
        long index = till.send(bill).index();
        TestLedger ledger = TestLedger.of(SERVER).awaitPublished(index);
        WitnessPolicy policy = policy(ledger);
        // Sales do not wait for a witness, and nothing is shown as witnessed that is not.
        assertThat(policy.accepts(ledger.checkpoint())).isFalse();
        assertThat(verify(bill).exit()).isEqualTo(2);
        assertThat(witnessed(bill)).isNotEqualTo("PASS");
        String[] log = {"log", ledger.key().name()};
        assertThat(Scrape.of(SERVER).value("tallystick_ledger_checkpoint_witnessed", log))
                .isZero();

        byte[] cosigned;
        try (TestWitness witness = TestWitness.start(SERVER, ledger.key().vkey())) {
            // What was published while the witness was away is cosigned once it is back, though nothing is sold.
            awaitAccepted(policy, ledger, index);
            assertThat(verify(bill).out()).contains("Ledger state co-signed by witness.example/w1");
            assertThat(verify(bill).exit()).isZero();
            assertThat(witnessed(bill)).isEqualTo("PASS");
            Scrape scrape = Scrape.of(SERVER);
            assertThat(scrape.value("tallystick_ledger_checkpoint_witnessed", log))
                    .isEqualTo(1);
            assertThat(scrape.values("witness")).hasSize(1);
            assertThat(scrape.sum("tallystick_witness_cosignature_age_seconds", log))
                    .isBetween(0.0, 60.0);
            long next = till.send(till.next()).index();
            awaitAccepted(policy, ledger, next);
            cosigned = ledger.checkpoint();
        }

        Path mirror = directory.resolve("mirror");
        String mirrored = "ledger mirror " + logUrl(ledger) + " " + mirror + " --log '"
                + ledger.key().vkey() + "'";
        assertThat(run(mirrored).exit()).isZero();
        Path old = Files.write(directory.resolve("old"), cosigned);
        long last = till.send(till.next()).index();
        ledger.awaitPublished(last);
        Shell.Result again = run(mirrored + " --old " + old);
        assertThat(again.exit()).as(again.out()).isZero();
        Shell.Result audit =
                run("ledger audit " + mirror + " --log '" + ledger.key().vkey() + "' --old " + old + " --report "
                        + directory.resolve("report") + " --report-key " + directory.resolve("auditor.key"));
        assertThat(audit.exit()).as(audit.out()).isZero();
        assertThat(audit.out()).contains("The log keeps its promise: every entry");
    }

    private static void awaitAccepted(WitnessPolicy policy, TestLedger ledger, long index) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> policy.accepts(ledger.checkpoint())
                        && Checkpoint.open(ledger.checkpoint(), policy.keys()).size() > index);
    }

    private WitnessPolicy policy(TestLedger ledger) throws IOException {
        Path file = directory.resolve("policy");
        Files.writeString(
                file, "log " + ledger.key().vkey() + "\n" + Files.readString(TestWitness.policy(SERVER)), UTF_8);
        return WitnessPolicy.parse(Files.readAllBytes(file));
    }

    private static String logUrl(TestLedger ledger) {
        return SERVER.url(ledger.prefix()).toString();
    }

    /** What the platform's own verification says about witnesses. */
    private static String witnessed(SignedBill bill) throws IOException {
        byte[] file = receipt(bill);
        JsonObject report =
                TestAnswer.post(SERVER, "/api/v1/verifications", file).json();
        Optional<JsonObject> check = report.objects("checks").stream()
                .filter(one -> one.string("id").equals("witnessed"))
                .findFirst();
        return check.orElseThrow().string("result");
    }

    private static byte[] receipt(SignedBill bill) throws IOException {
        return TestAnswer.get(SERVER, "/r/" + TestTill.codeOf(bill) + ".json").body();
    }

    private Shell.Result verify(SignedBill bill) throws Exception {
        Path file = Files.write(directory.resolve("receipt.json"), receipt(bill));
        return run("verify " + file + " --policy " + directory.resolve("policy"));
    }

    private Shell.Result run(String arguments) throws Exception {
        return new Shell(directory, Map.of("TALLYSTICK_AUDITOR_TOKEN", TestShop.AUDITOR_TOKEN))
                .runTallystick(arguments + " --ca " + SERVER.data().resolve("root.pem"));
    }
}
