package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.tallystick.ledger.AuditFinding;
import org.tallystick.signing.Cause;

/**
 * One scenario for each cause: the terminal fails, the platform finds it and names the right cause, its remedy closes the case, and the
 * rates are right to the unit.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MissingSignatureScenariosIT {
    private static final Pattern CODE = Pattern.compile("id=\"code\"[^>]*>([^<]+)<");

    private static final Map<Failure, Scene> SCENES = new EnumMap<>(Failure.class);
    private static TrialServer trial;
    private static CaseBoard board;

    /** @param sent everything that the terminal has sent so far */
    private record Scene(FailingTill till, Injected injected, List<Post> sent) {}

    /** Each at a terminal of its own, between two sales with which nothing is wrong. */
    @BeforeAll
    static void letEverythingFail() throws IOException {
        trial = TrialServer.shared();
        board = new CaseBoard(trial);
        trial.moveBy(Duration.ofHours(1));
        for (Failure failure : Failure.values()) {
            FailingTill till = trial.till();
            List<Post> sent = new ArrayList<>();
            send(sent, till.captured(failure.ordinal()));
            Injected injected = failure.at(till);
            for (Post post : injected.now()) {
                send(sent, post);
            }
            send(sent, till.scanned());
            SCENES.put(failure, new Scene(till, injected, sent));
        }
        trial.moveBy(Duration.ofMinutes(3));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Failure.class)
    @Order(1)
    void isFoundExplainedMendedAndCounted(Failure failure) throws IOException {
        Scene scene = SCENES.get(failure);
        String terminalNo = scene.till().terminalNo();
        Row row = board.awaitCase(terminalNo, any -> any.cause() == failure.cause());
        assertThat(row.state()).isEqualTo(failure.first());
        assertThat(board.figures(terminalNo)).isEqualTo(figures(scene.sent()));

        board.mend(row, failure.mending());
        for (Post post : scene.injected().later().get()) {
            send(scene.sent(), post);
        }

        Row mended = board.awaitCase(
                terminalNo, any -> any.state() == failure.mending().end());
        assertThat(mended.cause()).isEqualTo(failure.cause());
        assertThat(mended.remedy())
                .isEqualTo(failure.mending().remedy(failure.cause().name().startsWith("CERT_")));
        assertThat(board.figures(terminalNo)).isEqualTo(figures(scene.sent()));
        awaitLogged(row);
    }

    @Test
    @Order(2)
    void aRevokedCertificateSignsNothingMoreAndANewOneDoes() throws IOException {
        FailingTill till = trial.till();
        List<Post> sent = new ArrayList<>();
        send(sent, till.scanned());
        String page = "/merchant/terminals/" + till.terminalNo();
        Map<String, String> revoke =
                Map.of("do", "revoke", "reason", "CESSATION_OF_OPERATION", "typed", till.terminalNo());
        assertThat(trial.owner().post(page, revoke).status()).isEqualTo(303);
        trial.moveBy(Duration.ofSeconds(2));
        Post sale = till.signedAnyway();
        send(sent, sale);

        Row row = board.awaitCase(till.terminalNo(), any -> any.cause() == Cause.CERT_REVOKED);
        assertThat(row.state()).isEqualTo(CaseState.AWAIT_TERMINAL);
        Matcher code =
                CODE.matcher(trial.owner().post(page, Map.of("do", "code")).text());
        assertThat(code.find()).isTrue();
        FailingTill device = trial.enrol(till.terminalNo(), code.group(1).strip(), trial.clock());
        send(sent, device.scanned());
        assertThat(device.signedNow(till.scanned()).send(trial.server()).outcome())
                .as("a key of a later enrolment issues nothing in an earlier one's name")
                .isEqualTo("422 bill-mismatch");

        send(sent, device.signedNow(sale));

        assertThat(board.awaitCase(till.terminalNo(), any -> any.state() == CaseState.CLOSED)
                        .remedy())
                .isEqualTo("CERT_RENEWED_RESIGNED");
        assertThat(board.figures(till.terminalNo())).isEqualTo(figures(sent));
        awaitLogged(row);
    }

    @Test
    @Order(2)
    void nobodySignsLaterForAKeyThatWasInOtherHands() throws IOException {
        FailingTill till = trial.till();
        List<Post> sent = new ArrayList<>();
        Post sale = till.declared(Cause.SIGNING_UNIT_FAILED);
        send(sent, sale);
        String page = "/merchant/terminals/" + till.terminalNo();
        Map<String, String> stolen = Map.of("do", "revoke", "reason", "KEY_COMPROMISE", "typed", till.terminalNo());
        assertThat(trial.owner().post(page, stolen).status()).isEqualTo(303);
        Matcher code =
                CODE.matcher(trial.owner().post(page, Map.of("do", "code")).text());
        assertThat(code.find()).isTrue();
        FailingTill device = trial.enrol(till.terminalNo(), code.group(1).strip(), trial.clock());

        Row row = board.awaitCase(till.terminalNo(), any -> any.cause() == Cause.SIGNING_UNIT_FAILED);

        assertThat(device.signedNow(sale).send(trial.server()).outcome()).isEqualTo("422 bill-mismatch");

        assertThat(board.awaitCase(till.terminalNo(), any -> true)).isEqualTo(row);
        assertThat(board.figures(till.terminalNo())).isEqualTo(figures(sent));
    }

    @Test
    @Order(2)
    void aSuspendedCertificateSignsAgainWhenItIsResumed() throws IOException {
        FailingTill till = trial.till();
        List<Post> sent = new ArrayList<>();
        send(sent, till.scanned());
        String page = "/merchant/terminals/" + till.terminalNo();
        assertThat(trial.owner().post(page, Map.of("do", "suspend")).status()).isEqualTo(303);
        Post sale = till.signedAnyway();
        send(sent, sale);
        Row row = board.awaitCase(till.terminalNo(), any -> any.cause() == Cause.CERT_SUSPENDED);
        assertThat(row.state()).isEqualTo(CaseState.AWAIT_TERMINAL);

        assertThat(trial.owner().post(page, Map.of("do", "resume")).status()).isEqualTo(303);
        send(sent, till.signedNow(sale));

        assertThat(board.awaitCase(till.terminalNo(), any -> any.state() == CaseState.CLOSED)
                        .remedy())
                .isEqualTo("CERT_RENEWED_RESIGNED");
        assertThat(board.figures(till.terminalNo())).isEqualTo(figures(sent));
    }

    @Test
    @Order(2)
    void aClaimToAUsedCounterThatNobodyHasSignedIsLookedIntoAndIsNoSaleMore() throws IOException {
        FailingTill till = trial.till();
        List<Post> sent = new ArrayList<>();
        Post first = till.declared(Cause.SIGNING_UNIT_FAILED);
        send(sent, first);
        board.awaitCase(till.terminalNo(), any -> any.cause() == Cause.SIGNING_UNIT_FAILED);

        send(sent, till.claimOfTheFirst());

        Row row = board.awaitCase(till.terminalNo(), any -> any.cause() == Cause.CONFLICT);
        assertThat(row.state()).isEqualTo(CaseState.FROZEN);
        assertThat(board.figures(till.terminalNo())).isEqualTo(new Figures(1, 0, 0, 0));
        send(sent, till.signedNow(first));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> board.figures(till.terminalNo()).equals(figures(sent)));
        board.mend(row, Mending.INVESTIGATION);
        board.awaitCase(till.terminalNo(), any -> any.state() == CaseState.CLOSED);
    }

    @Test
    @Order(2)
    void aBillThatComesBehindTheNextOneIsNoCase() throws IOException {
        FailingTill till = trial.till();
        List<Post> sent = new ArrayList<>();
        Post overtaken = till.scanned();
        send(sent, till.scanned());
        send(sent, overtaken);
        FailingTill other = trial.till();
        other.scanned();
        send(new ArrayList<>(), other.scanned());
        trial.moveBy(Duration.ofMinutes(3));

        board.awaitCase(other.terminalNo(), any -> any.missing().equals("BILL"));

        assertThat(board.of(till.terminalNo())).isEmpty();
        assertThat(board.figures(till.terminalNo())).isEqualTo(new Figures(2, 2, 0, 0));
    }

    /** The last one: it leaves the server a year older. */
    @Test
    @Order(3)
    void aYearLaterTheCertificateHasReallyExpiredAndTheSealHasASuccessor() throws IOException {
        FailingTill till = trial.till();
        trial.moveBy(Duration.ofDays(366));
        Post sale = till.signedAnyway();

        await("the seal's own certificate has ended too: its successor seals")
                .atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .until(() -> sale.send(trial.server()).outcome().equals("201"));

        Row row = board.awaitCase(till.terminalNo(), any -> any.cause() == Cause.CERT_EXPIRED);
        assertThat(row.state()).isEqualTo(CaseState.AWAIT_TERMINAL);
        assertThat(board.figures(till.terminalNo())).isEqualTo(new Figures(1, 0, 0, 0));
        board.mend(row, Mending.EXPLANATION);
        board.awaitCase(till.terminalNo(), any -> any.state() == CaseState.CLOSED);
        awaitLogged(row);
        for (TestLedger log : TestLedger.all(trial.server())) {
            assertThat(log.audit(Optional.empty()).findings())
                    .filteredOn(finding -> finding.severity() != AuditFinding.Severity.INFO)
                    .isEmpty();
        }
    }

    private static void send(List<Post> sent, Post post) throws IOException {
        assertThat(post.send(trial.server()).outcome()).isEqualTo(post.outcome());
        sent.add(post);
    }

    private static Figures figures(List<Post> sent) {
        return sent.stream().map(Post::figures).reduce(Figures.NONE, Figures::plus);
    }

    private static void awaitLogged(Row row) {
        await("every step is in the ledger").atMost(Duration.ofSeconds(20)).until(() -> !trial.officer()
                .get("/institution/unsigned/" + row.number())
                .text()
                .contains("on its way into the ledger"));
    }
}
