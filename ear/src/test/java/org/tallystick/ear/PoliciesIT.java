package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;
import org.tallystick.ledger.EntryKind;
import org.tallystick.policies.PolicyKind;
import org.tallystick.shared.ShopTime;

/** Rules have pages: versions are added from a day on, by whoever may, seen by nobody else, and never changed. */
class PoliciesIT {
    private static final ServerProcess SERVER = TestShop.server();
    private static final LocalDate LATER =
            LocalDate.now(Clock.system(ShopTime.ZONE)).plusDays(400);

    private static PortalClient operator;
    private static PortalClient officer;

    @BeforeAll
    static void signIn() throws IOException {
        operator = PortalAccounts.of(SERVER).signIn(Role.OPERATOR);
        officer = PortalAccounts.of(SERVER).signIn(Role.INSTITUTION_OFFICER);
    }

    @Test
    void everyKindIsListedWithWhatTheProductCameWith() throws IOException {
        String all = operator.get("/admin/policies").text();
        assertThat(all)
                .contains("When the cardholder has to sign", "Largest amount without a signature: CNY", "1,000.00")
                .contains("Advice on paying out", "large-risky-cny", "hold")
                .contains("Risk of merchants", "Late bills", "Time that cases leave", "Applications")
                .contains("Matching of settlements", "reference number, another day");
        for (PolicyKind kind : PolicyKind.values()) {
            assertThat(operator.get("/admin/policies/" + kind.word()).status()).isEqualTo(200);
            assertThat(officer.get("/institution/policies/" + kind.word()).status())
                    .isEqualTo(200);
        }
        assertThat(operator.get("/admin/policies/none").status()).isEqualTo(404);
        assertThat(officer.get("/institution/policies").text()).contains("in force");
    }

    @Test
    void theOperatorsVersionIsAddedRecordedAndInTheLedger() throws Exception {
        String page = "/admin/policies/signature";
        Map<String, String> form = form(operator, page, "*~TAP~GBP");
        form.put("small_limit", "100.5");
        form.put("cdcvm", "yes");
        assertThat(operator.post(page, form).status()).isEqualTo(303);

        assertThat(operator.get(page).text())
                .contains("GBP 100.50", LATER.toString(), "to come", "ledger entry ", "GBP 100.00");
        assertThat(operator.get("/admin/audit").text()).contains("policy.add");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(TestLedger.of(SERVER).entries())
                        .anyMatch(entry -> entry.kind() == EntryKind.CONFIGURATION));
    }

    @Test
    void anInstitutionAddsItsOwnAndNobodyElses() throws IOException {
        String page = "/institution/policies/late-bill";
        Map<String, String> form = new HashMap<>(Map.of("do", "add", "version", "0"));
        form.put("late_hours", "36");
        form.put("valid_from", LATER.toString());
        form.put("owner", "*");
        assertThat(officer.post(page, form).status())
                .as("whose it is to be is not the form's to say")
                .isEqualTo(303);
        assertThat(officer.get(page).text()).contains("Hours after the day of the sale: 36", "48023310");
        assertThat(operator.get("/admin/policies/late-bill").text()).contains("Hours after the day of the sale: 36");

        form.put("rule", "*");
        form.put("version", "1");
        assertThat(officer.post(page, form).status()).as("everybody's").isEqualTo(422);
        assertThat(officer.get(page + "?rule=*").text()).doesNotContain("name=\"late_hours\"");
        assertThat(officer.post(
                                "/institution/policies/deadline",
                                form(operator, "/admin/policies/deadline", "*~DEVICE"))
                        .status())
                .isEqualTo(422);
        form.put("rule", "99999999");
        assertThat(officer.post(page, form).status()).isEqualTo(404);
        form.remove("rule");
        form.put("version", "0");
        form.put("owner", "99999999");
        assertThat(operator.post("/admin/policies/late-bill", form).text())
                .contains("There is no institution with this code.");
    }

    @Test
    void whatIsWrongIsSaidBesideItsFieldAndNothingIsStored() throws IOException {
        String page = "/admin/policies/hold";
        Map<String, String> form = form(operator, page, "*~risky");
        form.putAll(Map.of(
                "currency", "*", "least_amount", "a lot", "least_risk", "HIGH", "advice", "HOLD", "most_hours", "24"));
        assertThat(operator.post(page, form).text())
                .contains("An amount such as 1000.00.")
                .contains("value=\"a lot\"");
        form.put("least_amount", "10");
        form.put("most_hours", "0");
        assertThat(operator.post(page, form).text()).contains("Hours are given where the advice is to hold");
        form.put("most_hours", "24");
        form.put("valid_from", LocalDate.now(Clock.system(ShopTime.ZONE)).toString());
        assertThat(operator.post(page, form).text()).contains("A day from tomorrow on");
        assertThat(operator.get(page).text()).doesNotContain("a lot").doesNotContain("ledger entry ");
    }

    @Test
    void ofTwoAtOnceOneIsToldThatTheOtherWasFaster() throws Exception {
        String page = "/admin/policies/risk";
        Map<String, String> form = form(operator, page, "*");
        form.putAll(Map.of("days", "60", "least_receipts", "20", "normal_from", "10", "high_from", "50"));
        ExecutorService hands = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> presses = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                presses.add(() -> operator.post(page, form).status());
            }
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : hands.invokeAll(presses)) {
                answers.add(answer.get());
            }
            assertThat(answers).containsExactlyInAnyOrder(303, 409, 409, 409);
        } finally {
            hands.shutdownNow();
        }
        assertThat(operator.post(page, form).text()).contains("changed");
    }

    @Test
    void thePagesAreReadableForEverybodyOnAPhoneToo() throws IOException {
        PortalLogin login =
                new PortalLogin(SERVER.url("").toString(), SERVER.data().resolve("demo-accounts.json"));
        try (Browser browser = Browser.open();
                BrowserContext phone = PageLook.window(browser, "zh-CN", ColorScheme.DARK, 360);
                BrowserContext desk = PageLook.window(browser, "en", ColorScheme.LIGHT, 1280)) {
            for (BrowserContext window : List.of(phone, desk)) {
                Page page = window.newPage();
                login.signIn(page, "officer@acquirer.example");
                for (String path : List.of("", "/hold", "/late-bill?rule=48023310", "/onboarding")) {
                    page.navigate(SERVER.url("/institution/policies" + path).toString());
                    PageLook.assertGood(page);
                }
            }
        }
    }

    /** A form that goes on from the newest version of a rule, for a day long ahead. */
    private static Map<String, String> form(PortalClient person, String page, String rule) throws IOException {
        String shown = person.get(page + "?rule=" + rule).text();
        Map<String, String> form = new HashMap<>();
        form.put("do", "add");
        form.put("rule", rule);
        form.put("version", WebhookPage.found("name=\"version\" value=\"(\\d+)\"", shown));
        form.put("valid_from", LATER.toString());
        return form;
    }
}
