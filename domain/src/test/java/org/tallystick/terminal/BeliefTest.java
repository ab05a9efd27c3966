package org.tallystick.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tallystick.terminal.TestTill.ONCE;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.signing.SignedBill;
import org.tallystick.terminal.TestPlatform.Reply;

/** What a terminal believes of a platform, and what not. */
class BeliefTest {
    private TestTill till;

    @TempDir
    Path folder;

    @BeforeEach
    void enrol() throws Exception {
        till = new TestTill(folder);
    }

    @AfterEach
    void stop() {
        till.close();
    }

    /** Each row spoils one thing that an answer must prove. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "another bill",
                "receipt",
                "proof",
                "number",
                "status",
                "log",
                "index",
                "audience",
                "seal",
                "role",
                "role of its authority",
                "stolen signature"
            })
    void anAnswerThatDoesNotProveItselfIsNotBelieved(String spoilt) throws Exception {
        till.terminal.issue(TestBills.sale(500));
        till.deliver(ONCE);
        Map<String, Object> otherAnswer = till.platform.sealer.answer(till.platform.received.get(0));
        till.platform.next(bill -> Reply.json(201, spoiled(bill, spoilt, otherAnswer)));
        till.terminal.issue(TestBills.sale(100));
        DeliveryReport report = till.deliver(ONCE);
        assertThat(report.delivered()).as(spoilt).isZero();
        assertThat(report.trouble()).hasValueSatisfying(text -> assertThat(text).contains("not believed"));
        assertThat(folder.resolve("receipts/2.json")).doesNotExist();
        till.deliver(ONCE);
        assertThat(till.terminal.stateOf(2).kind()).isEqualTo(BillState.Kind.DELIVERED);
    }

    private Map<String, Object> spoiled(SignedBill bill, String what, Map<String, Object> other) {
        try {
            Map<String, Object> answer = new LinkedHashMap<>(
                    switch (what) {
                        case "another bill" -> other;
                        case "audience" ->
                            till.platform.sealer.seal(bill, till.platform.sealer.authority(), "tallystick:elsewhere");
                        case "seal" ->
                            till.platform.sealer.seal(
                                    bill,
                                    TestAuthority.root("Stranger").signer("Seal", CertificatePaths.SEAL_ROLE),
                                    TestSealer.AUDIENCE);
                        case "role" ->
                            till.platform.sealer.seal(
                                    bill,
                                    till.platform.terminalCa.signer("Seal", CertificatePaths.TERMINAL_ROLE),
                                    TestSealer.AUDIENCE);
                        case "role of its authority" ->
                            till.platform.sealer.seal(
                                    bill,
                                    till.platform.terminalCa.signer("Seal", CertificatePaths.SEAL_ROLE),
                                    TestSealer.AUDIENCE);
                        case "stolen signature" ->
                            till.platform.sealer.seal(
                                    SignedBill.of(
                                            bill.payload(),
                                            till.platform.received.get(0).signature(),
                                            List.of(),
                                            Optional.empty()),
                                    till.platform.sealer.authority(),
                                    TestSealer.AUDIENCE);
                        default -> till.platform.sealer.answer(bill);
                    });
            switch (what) {
                case "receipt", "proof", "number" -> answer.put(what, other.get(what));
                case "status" -> answer.put(what, "UNSIGNED");
                case "log" -> answer.put(what, "localhost/ledger/other");
                case "index" -> answer.put(what, 99);
                default -> {}
            }
            return answer;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aLedgerThatForgetsIsNoticed() {
        till.issue(3);
        till.deliver(ONCE);
        till.platform.sealer.ledger.rewrite();
        till.issue(4);
        assertThatThrownBy(() -> till.deliver(ONCE))
                .isInstanceOfSatisfying(
                        TerminalException.class, e -> assertThat(e.trouble()).isEqualTo(Trouble.REFUSED))
                .hasMessageContaining("two pasts");
        assertThat(folder.resolve("checkpoints")).isDirectoryContaining("glob:**.conflict");
    }

    @Test
    void theLedgerMayGrow() {
        for (int i = 1; i <= 4; i++) {
            till.issue(i);
            assertThat(till.deliver(ONCE).delivered()).isEqualTo(i);
        }
        assertThat(till.platform.requests)
                .as("consistency is proved from tiles")
                .anyMatch(r -> r.contains("/tile/0/000.p/10"));
    }

    @Test
    void aLogOfALaterQuarterIsLearnt() {
        till.issue(1);
        till.deliver(ONCE);
        till.platform.sealer.ledger = new TestLedger("localhost/ledger/48023310/2027q2");
        till.issue(1);
        assertThat(till.deliver(ONCE).delivered()).isEqualTo(1);
        assertThat(TerminalProfile.load(StateDirectory.existing(folder)).logs()).hasSize(2);
    }
}
