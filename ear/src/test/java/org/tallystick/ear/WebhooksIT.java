package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;
import org.tallystick.ear.WebhookReceiver.Arrived;
import org.tallystick.notices.WebhookSecret;
import org.tallystick.notices.WebhookSignature;

/** Receivers that do not take what they are sent, do not answer, are gone, stand in our own network, or exchange their secret. */
class WebhooksIT {
    private static final ServerProcess SERVER = TestShop.server();
    private static final String SHOP = "/merchant/webhooks";

    private static PortalClient owner;
    private static WebhookReceiver receiver;

    @BeforeAll
    static void open() throws IOException {
        receiver = WebhookReceiver.open();
        owner = PortalAccounts.of(SERVER).signIn(Role.MERCHANT_OWNER);
    }

    @AfterAll
    static void close() {
        receiver.close();
    }

    @Test
    void aMessageThatIsNotTakenComesAgainUnderTheSameIdUntilItIs() throws IOException {
        WebhookPage hook = WebhookPage.add(owner, SHOP, receiver, "/shaky");
        receiver.willAnswer(hook.path(), 500, 302);
        hook.test();

        List<Arrived> tries = receiver.await(3, WebhookReceiver.at(hook.path(), "webhook.test"));
        assertThat(tries)
                .extracting(one -> one.message().id())
                .containsOnly(tries.get(0).message().id());
        assertThat(tries).allMatch(one -> one.isGenuine(hook.secret()));
        assertThat(receiver.all(one -> one.path().equals("/elsewhere")))
                .as("redirects are not followed")
                .isEmpty();
        until(() -> hook.text().contains("delivered"));
        assertThat(hook.text())
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
        assertThat(receiver.await(4, WebhookReceiver.at(hook.path(), "webhook.test")))
                .extracting(one -> one.message().id())
                .containsOnly(tries.get(0).message().id());
        hook.remove();
    }

    @Test
    void aReceiverThatDoesNotAnswerHoldsUpNobodyElse() throws IOException {
        WebhookPage lively = WebhookPage.add(owner, SHOP, receiver, "/lively");
        try (WebhookReceiver stuck = WebhookReceiver.open()) {
            Runnable release = stuck.hold();
            WebhookPage dead = WebhookPage.add(owner, SHOP, stuck, "/stuck");
            dead.test();
            dead.test();
            stuck.await(1, WebhookReceiver.at("/stuck", "webhook.test"));

            lively.test();

            assertThat(receiver.await(1, WebhookReceiver.at(lively.path(), "webhook.test")))
                    .hasSize(1);
            assertThat(stuck.all(WebhookReceiver.at("/stuck", "webhook.test")))
                    .as("no second message while the first has no answer")
                    .hasSize(1);
            release.run();
            stuck.await(2, WebhookReceiver.at("/stuck", "webhook.test"));
            dead.remove();
        }
        lively.remove();
    }

    @Test
    void whileASecretIsExchangedBothCountAndAReplayIsTooOld() throws IOException {
        WebhookPage hook = WebhookPage.add(owner, SHOP, receiver, "/exchange");
        WebhookSecret fresh = WebhookPage.secret(
                owner.post(hook.page(), Map.of("do", "exchange")).text());
        assertThat(fresh).isNotEqualTo(hook.secret());
        assertThat(hook.text())
                .contains("The secret before is valid as well until")
                .doesNotContain("whsec_");

        hook.test();

        Arrived one = receiver.await(1, WebhookReceiver.at(hook.path(), "webhook.test"))
                .get(0);
        assertThat(one.isGenuine(fresh)).isTrue();
        assertThat(one.isGenuine(hook.secret())).isTrue();
        Instant later = Clock.systemUTC().instant().plus(6, ChronoUnit.MINUTES);
        assertThat(WebhookSignature.isGenuine(one.message(), fresh, later, Duration.ofMinutes(5)))
                .isFalse();
        hook.remove();
    }

    @Test
    void privateAddressesAreNotCalledAndAReceiverThatIsGoneIsLeftAlone() throws IOException {
        WebhookPage inside = WebhookPage.add(owner, SHOP, "https://localhost:" + SERVER.port(9990) + "/", "/");
        inside.test();
        until(() -> inside.text().contains("the name leads to a private address"));
        inside.remove();

        WebhookPage gone = WebhookPage.add(owner, SHOP, receiver, "/gone");
        receiver.willAnswer(gone.path(), 410);
        gone.test();

        until(() -> gone.text().contains("not called any more"));
        until(() -> list().contains("Messages to 127.0.0.1 could not be delivered"));
        assertThat(gone.text()).contains("given up").contains("answered 410");
        gone.test();
        receiver.await(2, WebhookReceiver.at(gone.path(), "webhook.test"));
        until(() -> !gone.text().contains("not called any more"));
        gone.remove();
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

    private static String list() throws IOException {
        return owner.get("/notices").text();
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .until(condition);
    }
}
