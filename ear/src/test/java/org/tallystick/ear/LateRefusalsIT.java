package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;

/** What makes no late signature: scribbles, dead links, frozen cases, other people's cases, and a cardholder who says no. */
class LateRefusalsIT {
    private static final ServerProcess SERVER = TestShop.server();

    private static PortalClient shop;
    private static PortalClient bank;
    private static TestTill nextDoor;

    @BeforeAll
    static void start() throws IOException {
        shop = PortalAccounts.of(SERVER).signIn(Role.MERCHANT_OWNER);
        bank = PortalAccounts.of(SERVER).signIn(Role.INSTITUTION_OFFICER);
        nextDoor = TestTill.enrol(SERVER, TestShop.freeForeignTerminal());
    }

    @Test
    void whatIsNoSignatureIsRefusedInWordsAndTheLinkStillWorks() throws IOException {
        LateSale first = LateSale.at(nextDoor, bank, "institution");
        LateCustomer before = LateCustomer.asked(SERVER, bank, first.page());
        String drawing = LateCustomer.drawing(21);
        assertThat(before.draws(drawing).status()).isEqualTo(303);
        LateSale sale = LateSale.at(nextDoor, bank, "institution");
        LateCustomer customer = LateCustomer.asked(SERVER, bank, sale.page());

        refused(customer.draws(drawing), "The same drawing was used for another payment.");
        refused(customer.types(""), "Sign in the field, or type your name below.");
        refused(customer.types("Ann 4111 1111 1111 1111"), "do not write a card number");
        refused(customer.draws("{\"width\":600,\"height\":400,\"strokes\":[]}"), "Sign in the field");
        refused(
                customer.draws(
                        "{\"width\":600,\"height\":400,\"strokes\":[{\"points\":[{\"x\":9,\"y\":9},{\"x\":19,\"y\":9}]}]}"),
                "a dot or a short line");
        refused(customer.draws("x".repeat(70_000)), "The drawing is too large.");
        TestAnswer silent = customer.post(customer.origin(), Map.of("do", "sign", "name", "Ann Lee"));
        refused(silent, "Confirm the payment before you send the signature.");
        assertThat(silent.text()).contains("value=\"Ann Lee\"");
        assertThat(customer.post("https://elsewhere.example", Map.of("do", "deny"))
                        .status())
                .isEqualTo(403);

        assertThat(bank.get(sale.page()).text()).doesNotContain("/late-signatures/");
        assertThat(customer.draws(LateCustomer.drawing(22)).status()).isEqualTo(303);
        assertThat(bank.get(sale.page()).text()).contains("Closed");
    }

    @Test
    void anOlderAndARevokedLinkAreDeadAndAnUnknownOneIsNone() throws IOException {
        LateSale sale = LateSale.at(nextDoor, bank, "institution");
        LateCustomer older = LateCustomer.asked(SERVER, bank, sale.page());
        LateCustomer newer = LateCustomer.asked(SERVER, bank, sale.page());

        assertThat(older.open().status()).isEqualTo(410);
        assertThat(older.open().text()).contains("taken back").doesNotContain("12.30");
        assertThat(older.draws(LateCustomer.drawing(41)).status()).isEqualTo(303);
        assertThat(newer.open().status()).isEqualTo(200);
        assertThat(LateCustomer.press(bank, sale.page(), "revoke").status()).isEqualTo(303);
        assertThat(newer.open().status()).isEqualTo(410);
        assertThat(bank.get(sale.page()).text())
                .contains("Waits for the shop")
                .contains("The link was taken back")
                .doesNotContain("/late-signatures/");
        assertThat(LateCustomer.of(SERVER, "/sign/" + "A".repeat(22)).open().status())
                .isEqualTo(404);
        for (int i = 2; i < 5; i++) {
            assertThat(LateCustomer.ask(bank, sale.page()).status()).isEqualTo(200);
        }
        TestAnswer sixth = LateCustomer.ask(bank, sale.page());
        assertThat(sixth.status()).isEqualTo(422);
        assertThat(sixth.text()).contains("Too many links for this case today.");
    }

    @Test
    void whoeverSaysThatItIsNotTheirTransactionEndsTheLinkAndTheCaseSaysSo() throws IOException {
        LateSale sale = LateSale.at(nextDoor, bank, "institution");
        LateCustomer customer = LateCustomer.asked(SERVER, bank, sale.page());

        assertThat(customer.denies().status()).isEqualTo(303);

        assertThat(customer.open().text())
                .contains("this is not my transaction")
                .contains(sale.link() + "/problem");
        assertThat(customer.types("Ann Lee").status()).isEqualTo(303);
        assertThat(bank.get(sale.page()).text())
                .contains("Whoever has the link says: not my transaction")
                .contains("Waits for the shop")
                .doesNotContain("/late-signatures/");
    }

    @Test
    void aFrozenCaseAnotherShopsCaseAndAnotherRoleGetNoLink() throws IOException {
        TestTill doubtful = TestTill.enrol(SERVER, TestShop.freeTerminal());
        LateSale sale = LateSale.at(doubtful, shop, "merchant");
        Map<String, Object> other = doubtful.bill(doubtful.nextCounter() - 1);
        other.put("amount", 999_999L);
        assertThat(doubtful.send(doubtful.sign(other)).status()).isEqualTo(409);
        until(() -> shop.get(sale.page()).text().contains("Frozen"));

        assertThat(shop.get(sale.page()).text()).doesNotContain(sale.page() + "/late");
        TestAnswer frozen = LateCustomer.ask(shop, sale.page());
        assertThat(frozen.status()).isEqualTo(422);
        assertThat(frozen.text()).contains("The cardholder cannot sign for this case now. Nothing was changed.");
        LateSale foreign = LateSale.at(nextDoor, bank, "institution");
        String theirs = foreign.page().replace("/institution/", "/merchant/");
        assertThat(shop.get(theirs + "/late").status()).isEqualTo(404);
        assertThat(shop.post(theirs + "/late", Map.of("do", "ask", "version", "4"))
                        .status())
                .isEqualTo(404);
        assertThat(shop.get(foreign.page() + "/late").status()).isEqualTo(403);
    }

    private static void refused(TestAnswer answer, String words) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains(words);
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .until(condition);
    }
}
