package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.tallystick.coverage.CaseState;
import org.tallystick.ear.CaseBoard.Row;
import org.tallystick.ledger.AuditFinding;
import org.tallystick.shared.JsonObject;
import org.tallystick.signing.Cause;

/**
 * The platform's own key fails: a server starts with a seal key that does not belong to its certificate. Nothing is sealed with it, terminals
 * hear at once that they keep their bills, the operator sees it; when the file is restored, everything goes on without a restart, and what
 * was missing meanwhile is explained as the platform's fault.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MissingSignatureOutageIT {
    private static final int SHOPS = 5;
    private static final String TODO = "Terminals keep their bills meanwhile";

    private static TrialServer trial;
    private static CaseBoard board;
    private static SealKeyFile key;
    private static List<FailingTill> tills;
    private static final List<Post> KEPT = new ArrayList<>();

    @BeforeAll
    static void mixUpTheKey() throws IOException, GeneralSecurityException {
        trial = TrialServer.shared();
        board = new CaseBoard(trial);
        trial.moveBy(Duration.ofHours(1));
        tills = Stream.concat(Stream.of(trial.till()), IntStream.range(0, SHOPS).mapToObj(trial::spareTillOf))
                .toList();
        for (FailingTill till : tills) {
            assertThat(till.scanned().send(trial.server()).outcome()).isEqualTo("201");
        }
        trial.server().stop();
        key = SealKeyFile.of(trial.server());
        key.mixUp();
        trial.server().start();
    }

    @AfterAll
    static void putItRight() throws IOException {
        key.restore();
        await().atMost(Duration.ofSeconds(20)).until(() -> !health().contains(TODO));
    }

    @Test
    @Order(1)
    void aKeyThatDoesNotFitItsCertificateSealsNothing() throws IOException {
        for (FailingTill till : tills) {
            Post sale = till.scanned();
            KEPT.add(sale);
            TestAnswer answer = sale.send(trial.server());

            assertThat(answer.outcome()).isEqualTo("503 not-confirmed");
            assertThat(answer.header("Retry-After")).isEqualTo("30");
            assertThat(answer.json().string("detail")).contains("Nothing of this request was stored");
        }
        assertThat(trial.server().output()).contains("does not verify with its certificate");
    }

    @Test
    @Order(2)
    void everyBillOfABatchHearsTheSame() throws IOException {
        String bills = "{\"bills\":[" + new String(KEPT.get(0).body(), StandardCharsets.UTF_8) + ","
                + new String(KEPT.get(1).body(), StandardCharsets.UTF_8) + "]}";
        TestAnswer answer =
                TestAnswer.post(trial.server(), TestTill.RECEIPTS + "/batch", bills.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(200);
        for (JsonObject result : answer.json().objects("results")) {
            assertThat(result.integer("status")).isEqualTo(503);
            assertThat(result.object("body").integer("retryAfter")).isEqualTo(30);
        }
    }

    @Test
    @Order(3)
    void theOperatorSeesItAndEverybodyElseIsServed() throws IOException {
        assertThat(health()).contains(TODO);
        assertThat(TestAnswer.get(trial.server(), "/ledger/logs").status()).isEqualTo(200);
        assertThat(trial.owner().get("/merchant").status()).isEqualTo(200);
    }

    @Test
    @Order(4)
    void withItsFileRestoredTheKeySealsAgainWithoutARestart() throws IOException {
        key.restore();

        FailingTill till = tills.get(0);
        await().atMost(Duration.ofSeconds(20)).until(() -> !health().contains(TODO));
        assertThat(till.scanned().send(trial.server()).findings()).containsExactly("COUNTER_GAP");
    }

    @Test
    @Order(5)
    void whatDidNotComeFromManyShopsAtOnceIsThePlatformsFaultAndMendsItself() throws IOException {
        for (FailingTill till : tills.subList(1, tills.size())) {
            assertThat(till.scanned().send(trial.server()).outcome()).isEqualTo("201");
        }
        trial.moveBy(Duration.ofMinutes(3));
        for (FailingTill till : tills) {
            Row row = board.awaitCase(till.terminalNo(), any -> any.cause() == Cause.PLATFORM_OUTAGE);
            assertThat(row.state()).isEqualTo(CaseState.AUTO_RETRY);
            assertThat(row.missing()).isEqualTo("BILL");
        }

        for (Post kept : KEPT) {
            assertThat(kept.send(trial.server()).outcome()).isEqualTo("201");
        }

        for (FailingTill till : tills) {
            Row row = board.awaitCase(till.terminalNo(), any -> any.state() == CaseState.CLOSED);
            assertThat(row.remedy()).isEqualTo("RESENT");
            assertThat(board.figures(till.terminalNo())).isEqualTo(new Post.Figures(3, 3, 0, 0));
        }
    }

    @Test
    @Order(6)
    void theSealedReceiptsAreGenuineAndTheLedgerIsWhole() throws IOException {
        for (Post kept : KEPT) {
            String code = TestTill.codeOf(org.tallystick.signing.SignedBill.parse(kept.body()));
            assertThat(TestAnswer.get(trial.server(), "/r/" + code).text()).contains("一致");
        }
        assertThat(TestLedger.of(trial.server()).audit(Optional.empty()).findings())
                .filteredOn(finding -> finding.severity() != AuditFinding.Severity.INFO)
                .isEmpty();
    }

    private static String health() throws IOException {
        return trial.operator().get("/admin/health").text();
    }
}
