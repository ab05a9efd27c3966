package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;
import org.tallystick.ear.WebhookReceiver.Arrived;
import org.tallystick.notices.WebhookSecret;
import org.tallystick.notices.WebhookSignature;
import org.tallystick.shared.ShopTime;
import org.tallystick.signing.SignedBill;

/** Everybody concerned hears at once: in the portal, by a signed webhook, by e-mail; and nobody else does. */
class NoticesIT {
    private static final ServerProcess SERVER = TestShop.server();
    private static final String SECRET = "id=\"secret\">(whsec_[^<]+)<";
    private static final String SHOP = "/merchant/webhooks";
    private static final String BANK = "/institution/webhooks";
    /** What the forms' boxes send one by one. */
    private static final String HOOK_KINDS =
            "SIGNATURE_MISSING,DEADLINE_NEAR,ESCALATED,RECEIPT_ALTERED,TERMINAL_SILENT";

    private static PortalClient owner;
    private static PortalClient officer;
    private static LetterBox letters;
    private static WebhookReceiver receiver;

    /** A webhook of the tests: its page, and the secret that was shown once. */
    private record Hook(String page, String path, WebhookSecret secret) {}

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
        Hook shop = add(owner, SHOP, "/shop");
        Hook bank = add(officer, BANK, "/bank");
        TestTill till = TestTill.enrol(SERVER, TestShop.freeTerminal());
        String terminal = till.profile().terminalNo();
        SignedBill signed = till.next();
        assertThat(unsigned(till, signed)).isEqualTo("201");

        Arrived told = receiver.await(1, at(shop.path(), terminal)).get(0);
        assertThat(genuine(told, shop.secret())).isTrue();
        assertThat(genuine(told, bank.secret())).isFalse();
        assertThat(told.text())
                .contains("\"type\":\"notice.told\"", "\"kind\":\"SIGNATURE_MISSING\"", "SIGNING_UNIT_FAILED");
        Arrived toBank = receiver.await(1, at(bank.path(), terminal)).get(0);
        assertThat(genuine(toBank, bank.secret())).isTrue();
        assertThat(toBank.text()).contains("/institution/unsigned/M").contains("\"severity\":\"INFO\"");

        String link =
                found("href=\"(/merchant/unsigned/M[0-9A-Z]{8})\"[^>]*>A payment of terminal " + terminal, list());
        assertThat(owner.get(link).status()).isEqualTo(200);
        assertThat(list()).contains("Do not charge again.");
        assertThat(owner.get("/merchant").text()).containsPattern("aria-label=\"Notices: [0-9+]+ unread\"");
        LetterBox.Letter letter = letters.await("terminal " + terminal);
        assertThat(letter.to()).isEqualTo("owner@merchant.example");
        assertThat(letter.text()).contains(SERVER.url(link).toString(), "Do not charge again.", "/notices/settings");
        assertThat(letters.about("终端 " + terminal))
                .as("an institution is not written to of every bill")
                .isEmpty();

        assertThat(till.send(signed).outcome()).isEqualTo("201");

        Arrived over = receiver.await(
                        1,
                        at(shop.path(), link.substring(link.lastIndexOf('/') + 1))
                                .and(one -> one.text().contains("notice.settled")))
                .get(0);
        assertThat(over.message().id()).isNotEqualTo(told.message().id());
        until(() -> !list().contains("terminal " + terminal));
        assertThat(owner.get("/notices?which=all").text())
                .contains("terminal " + terminal)
                .contains("Settled");
        assertThat(receiver.all(at(shop.path(), terminal).and(one -> one.text().contains("notice.told"))))
                .as("the same thing is told once")
                .hasSize(1);
        remove(shop, owner);
        remove(bank, officer);
    }

    @Test
    void anotherMerchantsBillIsToldToItsInstitutionAndToNobodyElse() throws IOException {
        Hook shop = add(owner, SHOP, "/not-mine");
        Hook bank = add(officer, BANK, "/of-neighbour");
        TestTill till = TestTill.enrol(SERVER, TestShop.FOREIGN_TERMINAL);
        assertThat(unsigned(till, till.next())).isEqualTo("201");

        assertThat(receiver.await(1, at(bank.path(), TestShop.FOREIGN_TERMINAL)))
                .isNotEmpty();
        assertThat(officer.get("/notices").text()).contains("Neighbour: A payment of terminal");
        assertThat(list()).doesNotContain(TestShop.FOREIGN_TERMINAL);
        assertThat(receiver.all(at(shop.path(), TestShop.FOREIGN_TERMINAL))).isEmpty();
        String id = found(
                "name=\"notice\" value=\"([^\"]+)\"", officer.get("/notices").text());
        assertThat(owner.post("/notices", Map.of("do", "read", "notice", id)).status())
                .isEqualTo(404);
        assertThat(officer.get(shop.page().replace(SHOP, BANK)).status()).isEqualTo(404);
        assertThat(officer.post(shop.page().replace(SHOP, BANK), Map.of("do", "remove"))
                        .status())
                .isEqualTo(404);
        remove(shop, owner);
        remove(bank, officer);
    }

    @Test
    void aMessageThatIsNotTakenComesAgainUnderTheSameIdUntilItIs() throws IOException {
        Hook hook = add(owner, SHOP, "/shaky");
        receiver.willAnswer(hook.path(), 500, 302);
        test(hook);

        List<Arrived> tries = receiver.await(3, at(hook.path(), "webhook.test"));
        assertThat(tries)
                .extracting(one -> one.message().id())
                .containsOnly(tries.get(0).message().id());
        assertThat(tries).allMatch(one -> genuine(one, hook.secret()));
        assertThat(receiver.all(one -> one.path().equals("/elsewhere")))
                .as("redirects are not followed")
                .isEmpty();
        until(() -> page(hook).contains("delivered"));
        assertThat(page(hook))
                .contains("answered 500 after")
                .contains("answered 302 after")
                .contains("answered 200 after");

        assertThat(owner.post(
                                hook.page(),
                                Map.of(
                                        "do",
                                        "again",
                                        "message",
                                        tries.get(0).message().id()))
                        .status())
                .isEqualTo(303);
        assertThat(receiver.await(4, at(hook.path(), "webhook.test")))
                .extracting(one -> one.message().id())
                .containsOnly(tries.get(0).message().id());
        remove(hook, owner);
    }

    @Test
    void aReceiverThatDoesNotAnswerHoldsUpNobodyElse() throws IOException {
        Hook lively = add(owner, SHOP, "/lively");
        try (WebhookReceiver stuck = WebhookReceiver.open()) {
            Runnable release = stuck.hold();
            Hook dead = add(owner, SHOP, stuck.url("/stuck"), "/stuck");
            test(dead);
            test(dead);
            stuck.await(1, at("/stuck", "webhook.test"));

            test(lively);

            assertThat(receiver.await(1, at(lively.path(), "webhook.test"))).hasSize(1);
            assertThat(stuck.all(at("/stuck", "webhook.test")))
                    .as("no second message while the first has no answer")
                    .hasSize(1);
            release.run();
            stuck.await(2, at("/stuck", "webhook.test"));
            remove(dead, owner);
        }
        remove(lively, owner);
    }

    @Test
    void whileASecretIsExchangedBothCountAndAReplayIsTooOld() throws IOException {
        Hook hook = add(owner, SHOP, "/exchange");
        WebhookSecret fresh =
                secret(owner.post(hook.page(), Map.of("do", "exchange")).text());
        assertThat(fresh).isNotEqualTo(hook.secret());
        assertThat(page(hook))
                .contains("The secret before is valid as well until")
                .doesNotContain("whsec_");

        test(hook);

        Arrived one = receiver.await(1, at(hook.path(), "webhook.test")).get(0);
        assertThat(genuine(one, fresh)).isTrue();
        assertThat(genuine(one, hook.secret())).isTrue();
        Instant later = Clock.systemUTC().instant().plus(6, ChronoUnit.MINUTES);
        assertThat(WebhookSignature.isGenuine(one.message(), fresh, later, Duration.ofMinutes(5)))
                .isFalse();
        remove(hook, owner);
    }

    @Test
    void privateAddressesAreNotCalledAndAReceiverThatIsGoneIsLeftAlone() throws IOException {
        Hook inside = add(owner, SHOP, "https://localhost:" + SERVER.port(9990) + "/", "/");
        test(inside);
        until(() -> page(inside).contains("the name leads to a private address"));
        remove(inside, owner);

        Hook gone = add(owner, SHOP, "/gone");
        receiver.willAnswer(gone.path(), 410);
        test(gone);

        until(() -> page(gone).contains("not called any more"));
        until(() -> list().contains("Messages to 127.0.0.1 could not be delivered"));
        assertThat(page(gone)).contains("given up").contains("answered 410");
        test(gone);
        receiver.await(2, at(gone.path(), "webhook.test"));
        until(() -> !page(gone).contains("not called any more"));
        remove(gone, owner);
        assertThat(list()).doesNotContain("Messages to 127.0.0.1 could not be delivered");
    }

    @Test
    void aBadAddressIsRefusedInWordsAndNothingIsStored() throws IOException {
        for (String url : List.of("ftp://shop.example/", "https://user:secret@shop.example/", "shop", "")) {
            TestAnswer answer = owner.post(SHOP, Map.of("do", "add", "url", url, "kinds", "ESCALATED"));
            assertThat(answer.status()).as(url).isEqualTo(422);
            assertThat(answer.text())
                    .contains("An https address without user and fragment")
                    .doesNotContain("whsec_");
        }
        assertThat(owner.post(SHOP, Map.of("do", "add", "url", "https://shop.example/"))
                        .text())
                .contains("Tick at least one.");
        assertThat(owner.get(SHOP).text()).doesNotContain("shop.example/\"");
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
        Hook hook = add(owner, SHOP, "/looked-at");
        test(hook);
        receiver.await(1, at(hook.path(), "webhook.test"));
        until(() -> page(hook).contains("delivered"));
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
        remove(hook, owner);
    }

    private static Hook add(PortalClient person, String list, String path) throws IOException {
        return add(person, list, receiver.url(path), path);
    }

    private static Hook add(PortalClient person, String list, String url, String path) throws IOException {
        String answer = person.post(list, Map.of("do", "add", "url", url, "kinds", HOOK_KINDS))
                .text();
        return new Hook(
                found("href=\"(" + list + "/[^\"]+)\">" + Pattern.quote(url) + "<", answer), path, secret(answer));
    }

    private static void remove(Hook hook, PortalClient person) throws IOException {
        assertThat(person.post(hook.page(), Map.of("do", "remove")).status()).isEqualTo(303);
    }

    private static void test(Hook hook) throws IOException {
        assertThat(owner.post(hook.page(), Map.of("do", "test")).status()).isEqualTo(303);
    }

    private static String page(Hook hook) throws IOException {
        return owner.get(hook.page()).text();
    }

    private static String list() throws IOException {
        return owner.get("/notices").text();
    }

    /** The owner wants letters about everything. */
    private static void write(Map<String, String> rhythm) throws IOException {
        Map<String, String> form = new HashMap<>(rhythm);
        form.put("digest", "IMMEDIATELY");
        form.put("kinds", HOOK_KINDS + ",WEBHOOK_GIVEN_UP");
        assertThat(owner.post("/notices/settings", form).status()).isEqualTo(303);
    }

    private static WebhookSecret secret(String page) {
        return new WebhookSecret(found(SECRET, page));
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }

    private static Predicate<Arrived> at(String path, String text) {
        return one -> one.path().equals(path) && one.text().contains(text);
    }

    private static boolean genuine(Arrived arrived, WebhookSecret secret) {
        return WebhookSignature.isGenuine(
                arrived.message(), secret, Clock.systemUTC().instant(), Duration.ofMinutes(5));
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
