package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.coverage.CaseState;
import org.tallystick.ear.CaseBoard.Row;
import org.tallystick.ear.Post.Figures;
import org.tallystick.shared.JsonObject;
import org.tallystick.signing.Cause;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.terminal.BillState;

/**
 * Something happens to a real terminal's key or certificate: its own program goes on selling and says why nothing is signed, the platform
 * finds the right cause, and the terminal signs the same bills with its key of later, of the same enrolment or of a new one.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MissingSignatureTerminalIT {
    private static final Pattern CODE = Pattern.compile("id=\"code\"[^>]*>([^<]+)<");

    private static TrialServer trial;
    private static CaseBoard board;

    @BeforeAll
    static void open() {
        trial = TrialServer.shared();
        board = new CaseBoard(trial);
        trial.moveBy(Duration.ofHours(1));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(SpoiltFiles.class)
    @Order(1)
    void theTillGoesOnAndSignsTheSameBillLater(SpoiltFiles spoilt) throws IOException {
        ShopTill till = new ShopTill(trial.till().state(), trial.clock());
        String terminalNo = till.status().profile().terminalNo();
        assertThat(status(till.sell().state())).isEqualTo(ReceiptStatus.SIGNED);
        byte[] key = Files.readAllBytes(till.state().resolve("key.pem"));
        byte[] certificate = Files.readAllBytes(till.state().resolve("certificate.pem"));
        spoilt.spoil(till.state());

        ShopTill.Sold sold = till.sell();

        assertThat(status(sold.state())).isEqualTo(ReceiptStatus.UNSIGNED);
        assertThat(sold.slip()).contains("缺少终端签名").contains(spoilt.words()).contains("signature is missing");
        if (!spoilt.words().isEmpty()) {
            assertThat(sold.slip()).contains("请勿重复付款");
            assertThat(till.status().unsignedFor()).contains(spoilt.cause());
        }
        Row row = board.awaitCase(terminalNo, any -> any.cause() == spoilt.cause());
        assertThat(row.state()).isEqualTo(spoilt.first());
        assertThat(board.figures(terminalNo)).isEqualTo(new Figures(2, 1, 0, 0));

        if (spoilt.isRestored()) {
            Files.write(till.state().resolve("key.pem"), key);
            Files.write(till.state().resolve("certificate.pem"), certificate);
            assertThat(till.send()).isEqualTo(1);
        } else {
            assertThat(enrolledAgain(terminalNo).send(till.state())).isEqualTo(1);
        }

        closedByASignature(row, new Figures(2, 2, 0, 0));
        assertThat(status(till.stateOf(2))).isEqualTo(ReceiptStatus.SIGNED);
        neverShownAsMadeAtTheSale(till, sold);
    }

    /** The last one: it leaves the server a year older. */
    @Test
    @Order(2)
    void anExpiredCertificateIsReplacedByANewEnrolment() throws IOException {
        ShopTill till = new ShopTill(trial.till().state(), trial.clock());
        String terminalNo = till.status().profile().terminalNo();
        FailingTill first = trial.till();
        trial.moveBy(Duration.ofDays(366));
        Post probe = first.signedAnyway();
        await("the seal's own certificate has ended too: its successor seals")
                .atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .until(() -> probe.send(trial.server()).outcome().equals("201"));
        ShopTill.Sold sold = till.sell();
        assertThat(status(sold.state())).isEqualTo(ReceiptStatus.UNSIGNED);
        Row row = board.awaitCase(terminalNo, any -> any.cause() == Cause.CERT_EXPIRED);
        assertThat(row.state()).isEqualTo(CaseState.AWAIT_TERMINAL);

        ShopTill again = enrolledAgain(terminalNo);
        assertThat(again.send(till.state())).isEqualTo(1);
        closedByASignature(row, new Figures(1, 1, 0, 0));
        assertThat(again.send(till.state())).as("nothing is asked for twice").isZero();
        neverShownAsMadeAtTheSale(till, sold);
    }

    private static ShopTill enrolledAgain(String terminalNo) throws IOException {
        String page = "/merchant/terminals/" + terminalNo;
        Matcher code =
                CODE.matcher(trial.owner().post(page, Map.of("do", "code")).text());
        assertThat(code.find()).isTrue();
        Path state =
                trial.enrol(terminalNo, code.group(1).strip(), trial.clock()).state();
        return new ShopTill(state, trial.clock());
    }

    private static void closedByASignature(Row row, Figures figures) throws IOException {
        Row closed = board.awaitCase(row.terminalNo(), any -> any.state() == CaseState.CLOSED);
        assertThat(closed.cause()).isEqualTo(row.cause());
        assertThat(closed.remedy())
                .isEqualTo(row.cause().name().startsWith("CERT_") ? "CERT_RENEWED_RESIGNED" : "RESIGNED");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> board.figures(row.terminalNo()).equals(figures));
        await("every step is in the ledger").atMost(Duration.ofSeconds(20)).until(() -> !trial.officer()
                .get("/institution/unsigned/" + row.number())
                .text()
                .contains("on its way into the ledger"));
    }

    private static void neverShownAsMadeAtTheSale(ShopTill till, ShopTill.Sold sold) throws IOException {
        String code = sold.issued().bill().code();
        assertThat(TestAnswer.get(trial.server(), "/r/" + code).text()).contains("事后补签");
        byte[] kept = Files.readAllBytes(
                till.state().resolve("receipts/" + sold.issued().counter() + ".json"));
        JsonObject report =
                TestAnswer.post(trial.server(), "/api/v1/verifications", kept).json();
        assertThat(report.string("outcome")).isEqualTo("GENUINE");
        List<JsonObject> late = report.objects("checks").stream()
                .filter(check -> check.string("id").equals("late"))
                .toList();
        assertThat(late).singleElement().satisfies(check -> {
            assertThat(check.string("result")).isEqualTo("WARN");
            assertThat(check.string("reason")).contains("Not signed at the sale");
        });
    }

    private static ReceiptStatus status(BillState state) {
        return state.receipt().map(BillState.InLedger::status).orElseThrow();
    }
}
