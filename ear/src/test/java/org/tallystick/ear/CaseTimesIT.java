package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.tallystick.coverage.CaseState;
import org.tallystick.ear.CaseBoard.Row;
import org.tallystick.shared.ShopTime;

/** Time passes over cases on a real server whose clock is moved: warning, escalation, the end of links, rules from their day on. */
class CaseTimesIT {
    private final TrialServer trial = TrialServer.shared();
    private final CaseBoard board = new CaseBoard(trial);

    @Test
    void aCaseIsWarnedOfEscalatedAndItsLinkEndsByTheClockAlone() throws IOException {
        FailingTill slow = trial.till();
        FailingTill asked = trial.till();
        assertThat(slow.swiped("TIMEOUT").send(trial.server()).outcome()).isEqualTo("201");
        assertThat(asked.swiped("TIMEOUT").send(trial.server()).outcome()).isEqualTo("201");
        Row one = board.awaitCase(slow.terminalNo(), row -> row.state() == CaseState.AWAIT_MERCHANT);
        Row two = board.awaitCase(asked.terminalNo(), row -> row.state() == CaseState.AWAIT_MERCHANT);
        LateCustomer customer = LateCustomer.asked(trial.server(), trial.owner(), "/merchant/unsigned/" + two.number());
        assertThat(page("/merchant/unsigned/" + two.number())).contains("Waits for the cardholder");
        String near = "of terminal " + slow.terminalNo() + " is nearly over";
        String over = "of terminal " + slow.terminalNo() + " is over";
        assertThat(notices()).doesNotContain(near, over);

        trial.moveBy(Duration.ofHours(25));

        until(() -> notices().contains(near));
        assertThat(notices()).as("24 hours of 72").doesNotContain(over);
        assertThat(page("/merchant/unsigned/" + one.number())).doesNotContain("Time is over: passed on");

        trial.moveBy(Duration.ofDays(7));

        until(() -> page("/merchant/unsigned/" + one.number()).contains("Time is over: passed on"));
        until(() -> notices().contains(over));
        assertThat(trial.officer().get("/notices").text()).contains(over);
        until(() -> page("/merchant/unsigned/" + two.number()).contains("The link expired unused"));
        assertThat(page("/merchant/unsigned/" + two.number())).contains("Waits for the shop");
        assertThat(customer.open().status()).isEqualTo(410);
        assertThat(trial.operator().get("/admin/jobs").text()).contains("Deadlines of cases", "Late signatures");
    }

    @Test
    void aRuleHoldsFromItsDayOnAndForCasesOpenedFromThenOn() throws IOException {
        String page = "/admin/policies/deadline";
        String rule = "*~DEVICE";
        String before = trial.operator().get(page + "?rule=" + rule).text();
        String version = WebhookPage.found("name=\"version\" value=\"(\\d+)\"", before);
        String from = trial.now()
                .plus(Duration.ofDays(1))
                .atZone(ShopTime.ZONE)
                .toLocalDate()
                .toString();
        Map<String, String> form = Map.of(
                "do",
                "add",
                "rule",
                rule,
                "version",
                version,
                "warn_hours",
                "2",
                "due_hours",
                "4",
                "escalate_hours",
                "6",
                "escalate_to",
                "INSTITUTION_OFFICER",
                "valid_from",
                from);
        assertThat(trial.operator().post(page, form).status()).isEqualTo(303);
        assertThat(trial.operator().post(page, form).status())
                .as("somebody who has not seen the new version")
                .isEqualTo(409);
        FailingTill old = trial.till();
        assertThat(old.swiped("PAD_ERROR").send(trial.server()).outcome()).isEqualTo("201");
        board.awaitCase(old.terminalNo(), row -> row.state() == CaseState.TICKET);

        trial.moveBy(Duration.ofDays(1));
        FailingTill fresh = trial.till();
        assertThat(fresh.swiped("PAD_ERROR").send(trial.server()).outcome()).isEqualTo("201");
        board.awaitCase(fresh.terminalNo(), row -> row.state() == CaseState.TICKET);
        trial.moveBy(Duration.ofHours(7));

        until(() -> notices().contains("of terminal " + fresh.terminalNo() + " is over"));
        assertThat(notices())
                .as("what was opened before keeps its time")
                .doesNotContain("of terminal " + old.terminalNo() + " is over");
    }

    private String page(String path) throws IOException {
        return trial.owner().get(path).text();
    }

    private String notices() throws IOException {
        return page("/notices");
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .until(condition);
    }
}
