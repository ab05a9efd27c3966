package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;
import org.tallystick.ear.WebhookReceiver.Arrived;
import org.tallystick.shared.ShopTime;
import org.tallystick.signing.SignedBill;

/** Everybody concerned hears at once: in the portal, by a signed webhook, by e-mail; and nobody else does. */
class NoticesIT {
    private static final ServerProcess SERVER = TestShop.server();
    private static final String SHOP = "/merchant/webhooks";
    private static final String BANK = "/institution/webhooks";

    private static PortalClient owner;
    private static PortalClient officer;
    private static LetterBox letters;
    private static WebhookReceiver receiver;

    @BeforeAll
    static void open() throws IOException {
        letters = LetterBox.open(SERVER);
        receiver = WebhookReceiver.open();
        owner = PortalAccounts.of(SERVER).signIn(Role.MERCHANT_OWNER);
        officer = PortalAccounts.of(SERVER).signIn(Role.INSTITUTION_OFFICER);
        write(Map.of("language", "en"));
    }

    @AfterAll
    static void close() {
        letters.close();
        receiver.close();
    }

    @Test
    void anUnsignedBillIsToldInThePortalByWebhookAndByLetterUntilItIsSigned() throws IOException {
        WebhookPage shop = WebhookPage.add(owner, SHOP, receiver, "/shop");
        WebhookPage bank = WebhookPage.add(officer, BANK, receiver, "/bank");
        TestTill till = TestTill.enrol(SERVER, TestShop.freeTerminal());
        String terminal = till.profile().terminalNo();
        SignedBill signed = till.next();
        assertThat(unsigned(till, signed)).isEqualTo("201");

        Arrived told =
                receiver.await(1, WebhookReceiver.at(shop.path(), terminal)).get(0);
        assertThat(told.isGenuine(shop.secret())).isTrue();
        assertThat(told.isGenuine(bank.secret())).isFalse();
        assertThat(told.text())
                .contains("\"type\":\"notice.told\"", "\"kind\":\"SIGNATURE_MISSING\"", "SIGNING_UNIT_FAILED");
        Arrived toBank =
                receiver.await(1, WebhookReceiver.at(bank.path(), terminal)).get(0);
        assertThat(toBank.isGenuine(bank.secret())).isTrue();
        assertThat(toBank.text()).contains("/institution/unsigned/M").contains("\"severity\":\"INFO\"");

        String link = WebhookPage.found(
                "href=\"(/merchant/unsigned/M[0-9A-Z]{8})\"[^>]*>A payment of terminal " + terminal, list());
        assertThat(owner.get(link).status()).isEqualTo(200);
        assertThat(list()).contains("Do not charge again.");
        assertThat(owner.get("/merchant").text()).containsPattern("aria-label=\"Notices: [0-9+]+ unread\"");
        LetterBox.Letter letter = letters.await("terminal " + terminal);
        assertThat(letter.to()).isEqualTo("owner@merchant.example");
        assertThat(letter.text()).contains(SERVER.url(link).toString(), "Do not charge again.", "/notices/settings");
        assertThat(letters.about(terminal))
                .as("an institution is not written to of every bill")
                .noneMatch(one -> one.to().equals("officer@acquirer.example"));

        assertThat(till.send(signed).outcome()).isEqualTo("201");

        Arrived over = receiver.await(
                        1,
                        WebhookReceiver.at(shop.path(), link.substring(link.lastIndexOf('/') + 1))
                                .and(one -> one.text().contains("notice.settled")))
                .get(0);
        assertThat(over.message().id()).isNotEqualTo(told.message().id());
        until(() -> !list().contains("terminal " + terminal));
        assertThat(owner.get("/notices?which=all").text())
                .contains("terminal " + terminal)
                .contains("Settled");
        assertThat(receiver.all(WebhookReceiver.at(shop.path(), terminal)
                        .and(one -> one.text().contains("notice.told"))))
                .as("the same thing is told once")
                .hasSize(1);
        shop.remove();
        bank.remove();
    }

    @Test
    void anotherMerchantsBillIsToldToItsInstitutionAndToNobodyElse() throws IOException {
        WebhookPage shop = WebhookPage.add(owner, SHOP, receiver, "/not-mine");
        WebhookPage bank = WebhookPage.add(officer, BANK, receiver, "/of-neighbour");
        TestTill till = TestTill.enrol(SERVER, TestShop.FOREIGN_TERMINAL);
        assertThat(unsigned(till, till.next())).isEqualTo("201");

        assertThat(receiver.await(1, WebhookReceiver.at(bank.path(), TestShop.FOREIGN_TERMINAL)))
                .isNotEmpty();
        assertThat(officer.get("/notices").text()).contains("Neighbour: A payment of terminal");
        assertThat(list()).doesNotContain(TestShop.FOREIGN_TERMINAL);
        assertThat(receiver.all(WebhookReceiver.at(shop.path(), TestShop.FOREIGN_TERMINAL)))
                .isEmpty();
        String id = WebhookPage.found(
                "name=\"notice\" value=\"([^\"]+)\"", officer.get("/notices").text());
        assertThat(owner.post("/notices", Map.of("do", "read", "notice", id)).status())
                .isEqualTo(404);
        assertThat(officer.get(shop.page().replace(SHOP, BANK)).status()).isEqualTo(404);
        assertThat(officer.post(shop.page().replace(SHOP, BANK), Map.of("do", "remove"))
                        .status())
                .isEqualTo(404);
        shop.remove();
        bank.remove();
    }

    @Test
    void quietHoursHoldLettersBackButForAlarms() throws IOException {
        LocalTime now = LocalTime.now(Clock.system(ShopTime.ZONE)).truncatedTo(ChronoUnit.MINUTES);
        write(Map.of(
                "language",
                "en",
                "from",
                now.minusHours(1).toString(),
                "to",
                now.plusHours(1).toString(),
                "alarms",
                "yes"));
        try {
            TestTill quiet = TestTill.enrol(SERVER, TestShop.freeTerminal());
            assertThat(unsigned(quiet, quiet.next())).isEqualTo("201");
            until(() -> list().contains("terminal " + quiet.profile().terminalNo()));
            TestTill alarm = TestTill.enrol(SERVER, TestShop.freeTerminal());
            assertThat(alarm.send(alarm.next()).outcome()).isEqualTo("201");
            Map<String, Object> other = alarm.bill(1);
            other.put("amount", 999_999L);
            assertThat(alarm.send(alarm.sign(other)).outcome()).isEqualTo("409 counter-conflict");

            LetterBox.Letter letter =
                    letters.await("terminal " + alarm.profile().terminalNo());

            assertThat(letter.subject()).contains("is not what was signed");
            assertThat(letters.about("terminal " + quiet.profile().terminalNo()))
                    .isEmpty();

            write(Map.of("language", "en"));
            letters.await("terminal " + quiet.profile().terminalNo());
        } finally {
            write(Map.of("language", "en"));
        }
    }

    @Test
    void anotherAddressIsWrittenToOnceItsHolderHasTypedTheCode() throws IOException {
        PortalClient staff = PortalAccounts.of(SERVER).signIn(Role.MERCHANT_STAFF);
        String settings = "/notices/settings";
        assertThat(staff.post(settings, Map.of("do", "address", "address", "nobody"))
                        .text())
                .contains("An e-mail address.");
        assertThat(staff.post(settings, Map.of("do", "address", "address", "counter@shop.example"))
                        .status())
                .isEqualTo(303);
        LetterBox.Letter letter = letters.await("staff@merchant.example");
        assertThat(letter.to()).isEqualTo("counter@shop.example");
        String code = WebhookPage.found("([0-9A-Z]{4}(?:-[0-9A-Z]{4}){2})", letter.text());
        assertThat(staff.post(settings, Map.of("do", "confirm", "code", "0000-0000-0000"))
                        .text())
                .contains("This is not the code");
        assertThat(staff.get(settings).text()).contains("A code is on its way to counter@shop.example");

        assertThat(staff.post(settings, Map.of("do", "confirm", "code", code)).status())
                .isEqualTo(303);
        assertThat(staff.post(settings, Map.of("digest", "IMMEDIATELY", "kinds", "SIGNATURE_MISSING", "language", "en"))
                        .status())
                .isEqualTo(303);
        TestTill till = TestTill.enrol(SERVER, TestShop.freeTerminal());
        assertThat(unsigned(till, till.next())).isEqualTo("201");

        String terminal = "terminal " + till.profile().terminalNo();
        until(() -> letters.about(terminal).stream().anyMatch(one -> one.to().equals("counter@shop.example")));
        assertThat(letters.about(terminal)).noneMatch(one -> one.to().equals("staff@merchant.example"));
        assertThat(staff.post(settings, Map.of("digest", "IMMEDIATELY")).status())
                .isEqualTo(303);
        assertThat(staff.post(settings, Map.of("do", "forget")).status()).isEqualTo(303);
    }

    @Test
    void aCaseThatIsLookedIntoAsksForNoSignatureAnyMore() throws IOException {
        TestTill till = TestTill.enrol(SERVER, TestShop.freeTerminal());
        LateSale.at(till, officer, "institution");
        String terminal = till.profile().terminalNo();
        until(() -> list().contains("A payment of terminal " + terminal + " lacks its signature"));
        Map<String, Object> other = till.bill(1);
        other.put("amount", 999_999L);

        assertThat(till.send(till.sign(other)).outcome()).isEqualTo("409 counter-conflict");

        until(() -> list().contains("A bill of terminal " + terminal + " is not what was signed"));
        assertThat(list()).doesNotContain("A payment of terminal " + terminal + " lacks its signature");
        assertThat(owner.get("/notices?which=all").text())
                .contains("A payment of terminal " + terminal + " lacks its signature");
    }

    @Test
    void lettersAreInTheLanguageOfThePagesUntilAnotherIsChosen() throws IOException {
        PortalClient regulator = PortalAccounts.of(SERVER).signIn(Role.REGULATOR);
        String chosen = "value=\"en\" selected";
        regulator.get("/regulator");
        assertThat(regulator.get("/notices/settings").text()).contains(chosen);
        regulator.get("/regulator", "zh-CN");
        assertThat(regulator.get("/notices/settings", "zh-CN").text()).doesNotContain(chosen);
    }

    @Test
    void halfAQuietTimeIsRefusedAndWhatIsReadRingsNoMore() throws IOException {
        assertThat(owner.post("/notices/settings", Map.of("digest", "DAILY", "from", "22:00"))
                        .text())
                .contains("Give both times, and not the same.")
                .contains("value=\"22:00\"");
        assertThat(owner.post("/notices/settings", Map.of("digest", "DAILY", "kinds", "SEAL_OUT_OF_SERVICE"))
                        .status())
                .isEqualTo(422);
        TestTill till = TestTill.enrol(SERVER, TestShop.freeTerminal());
        assertThat(unsigned(till, till.next())).isEqualTo("201");
        until(() -> list().contains("terminal " + till.profile().terminalNo()));

        assertThat(owner.post("/notices", Map.of("do", "read-all", "which", "unread"))
                        .header("Location"))
                .isEqualTo("/notices?which=unread");

        assertThat(owner.get("/notices?which=unread").text())
                .doesNotContain("terminal " + till.profile().terminalNo());
        assertThat(list()).contains("terminal " + till.profile().terminalNo());
    }

    @Test
    void thePagesAreReadableForEverybodyOnAPhoneToo() throws IOException {
        WebhookPage hook = WebhookPage.add(owner, SHOP, receiver, "/looked-at");
        hook.test();
        receiver.await(1, WebhookReceiver.at(hook.path(), "webhook.test"));
        until(() -> hook.text().contains("delivered"));
        PortalLogin login =
                new PortalLogin(SERVER.url("").toString(), SERVER.data().resolve("demo-accounts.json"));
        try (Browser browser = Browser.open();
                BrowserContext phone = PageLook.window(browser, "zh-CN", ColorScheme.DARK, 360);
                BrowserContext desk = PageLook.window(browser, "en", ColorScheme.LIGHT, 1280)) {
            for (BrowserContext window : List.of(phone, desk)) {
                Page page = window.newPage();
                login.signIn(page, "owner@merchant.example");
                for (String path : List.of("/notices?which=all", "/notices/settings", SHOP, hook.page())) {
                    page.navigate(SERVER.url(path).toString());
                    PageLook.assertGood(page);
                }
            }
        }
        hook.remove();
    }

    private static String list() throws IOException {
        return owner.get("/notices").text();
    }

    /** The owner wants letters about everything. */
    private static void write(Map<String, String> rhythm) throws IOException {
        Map<String, String> form = new HashMap<>(rhythm);
        form.put("digest", "IMMEDIATELY");
        form.put("kinds", WebhookPage.KINDS + ",WEBHOOK_GIVEN_UP");
        assertThat(owner.post("/notices/settings", form).status()).isEqualTo(303);
    }

    private static String unsigned(TestTill till, SignedBill signed) throws IOException {
        SignedBill bare =
                SignedBill.of(signed.payload(), Optional.empty(), List.of(), Optional.of("SIGNING_UNIT_FAILED"));
        return till.sendVouched(bare, till.secret()).outcome();
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .until(condition);
    }
}
