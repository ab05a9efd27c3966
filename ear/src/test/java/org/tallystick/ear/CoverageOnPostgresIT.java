package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;
import org.tallystick.signing.SignedBill;

/** Finding, explaining and closing cases, settled sales without a bill, advice and the rates are the same on PostgreSQL. */
class CoverageOnPostgresIT {
    private static final Pattern CASE = Pattern.compile("/merchant/unsigned/M[0-9A-Z]{8}");

    /** A hole and a settlement that are one sale, a settlement alone, advice on both, and the file taken back. */
    private static void settledSales(ServerProcess server, PortalClient owner) throws IOException {
        LocalDate day = SettledSales.today().minusDays(3);
        TestTill till = TestTill.enrol(server, TestShop.terminal(2));
        SettledSales sales = new SettledSales(till, day);
        assertThat(till.send(sales.bill(1000)).status()).isEqualTo(201);
        SignedBill late = sales.bill(2000);
        assertThat(till.send(sales.bill(3000)).status()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> owner.get("/merchant/unsigned").text().contains("Cases: 1"));
        PortalClient officer = PortalAccounts.of(server).signIn(Role.INSTITUTION_OFFICER);
        String file = SettledSales.hand(
                officer, SettledSales.HEADER + sales.line(2, "20.00") + sales.line(9, "2500.00"), Map.of());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> owner.get("/merchant/unsigned").text().contains("Cases: 2"));
        assertThat(officer.get("/institution/settlement-advice.csv?date=" + day).text())
                .contains("WARN,,large-cny,1")
                .contains("NONE,,small,1");
        assertThat(officer.get("/institution/coverage?firmware=-&by=terminal").text())
                .contains(TestShop.terminal(2));
        CoverageShop.pileUp(server, till);
        assertThat(officer.get("/institution/health?which=signs").text())
                .contains(TestShop.terminal(2), "Waiting bills pile up", "Clock is wrong", "0 of 2");

        assertThat(till.send(late).status()).isEqualTo(201);
        assertThat(officer.post(file, Map.of("do", "undo", "sure", "yes")).status())
                .isEqualTo(303);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> owner.get("/merchant/unsigned").text().contains("Nothing is missing"));
        assertThat(owner.get("/merchant/unsigned?which=all&q=" + TestShop.terminal(2))
                        .text())
                .contains("Closed");
    }

    @Test
    void casesAreOpenedExplainedClosedAndCounted() throws IOException {
        try (Postgres postgres = Postgres.start();
                WebhookReceiver receiver = WebhookReceiver.open();
                ServerProcess server = LetterBox.configure(
                                WebhookReceiver.allow(TestShop.configure(ServerProcess.fresh("coverage-postgres"))))
                        .with(postgres.database("covered"))
                        .with("TALLYSTICK_COVERAGE_INTERVAL", "PT0.2S")
                        .with("TALLYSTICK_COVERAGE_HOLE_GRACE", "PT0.1S")
                        .with("TALLYSTICK_COVERAGE_SETTLED_INTERVAL", "PT0.5S")
                        .with("TALLYSTICK_RECONCILIATION_LATE_INTERVAL", "PT0.3S")
                        .start();
                LetterBox letters = LetterBox.open(server)) {
            PortalClient owner = PortalAccounts.of(server).signIn(Role.MERCHANT_OWNER);
            WebhookPage hook = WebhookPage.add(owner, "/merchant/webhooks", receiver, "/hooks");
            TestTill till = TestTill.enrol(server, TestShop.terminal(1));
            SignedBill signed = till.next();
            SignedBill bare =
                    SignedBill.of(signed.payload(), Optional.empty(), List.of(), Optional.of("SIGNING_UNIT_FAILED"));
            assertThat(till.sendVouched(bare, till.secret()).status()).isEqualTo(201);
            SignedBill late = till.next();
            assertThat(till.send(till.next()).status()).isEqualTo(201);
            PortalClient country = PortalAccounts.of(server).signIn(Role.REGULATOR);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> owner.get("/merchant/unsigned").text().contains("Cases: 2"));
            Matcher found =
                    CASE.matcher(owner.get("/merchant/unsigned?cause=UNKNOWN").text());
            assertThat(found.find()).isTrue();
            assertThat(owner.post(found.group(), Map.of("do", "note", "words", "the line was down"))
                            .status())
                    .isEqualTo(303);
            assertThat(owner.get(found.group()).text()).contains("the line was down");

            assertThat(till.send(signed).status()).isEqualTo(201);
            assertThat(till.send(late).status()).isEqualTo(201);

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> owner.get("/merchant/unsigned").text().contains("Nothing is missing"));
            assertThat(country.get("/regulator/coverage.csv?by=terminal").text())
                    .contains(TestShop.terminal(1) + ",Qinghe,3,3,0,0,0,0");
            for (String by : List.of(
                    "institution",
                    "region",
                    "brand",
                    "entry_mode",
                    "merchant",
                    "device_brand",
                    "device_model",
                    "firmware")) {
                assertThat(country.get("/regulator/coverage?by=" + by).status()).isEqualTo(200);
            }
            assertThat(country.get("/regulator/unsigned?which=all&q=qinghe").text())
                    .contains("Closed");
            assertThat(owner.get("/merchant").status()).isEqualTo(200);
            hears(owner, hook, receiver, letters);
            settledSales(server, owner);

            LateSale unsigned = LateSale.at(till, owner, "merchant");
            LateCustomer customer = LateCustomer.asked(server, owner, unsigned.page());
            assertThat(customer.draws(LateCustomer.drawing(1)).status()).isEqualTo(303);
            assertThat(customer.open().text())
                    .contains("your signature is stored")
                    .contains("entry ");
            assertThat(owner.get(unsigned.page()).text()).contains("/late-signatures/");
        }
    }

    /** What was told of the two cases, and that they are over; and the rest of what notices keep. */
    private static void hears(PortalClient owner, WebhookPage hook, WebhookReceiver receiver, LetterBox letters)
            throws IOException {
        assertThat(receiver.await(2, WebhookReceiver.at("/hooks", "notice.told")))
                .allMatch(one -> one.isGenuine(hook.secret()));
        receiver.await(2, WebhookReceiver.at("/hooks", "notice.settled"));
        assertThat(owner.get("/notices?which=all").text()).contains("A payment of terminal " + TestShop.terminal(1));
        assertThat(owner.get("/notices").text()).contains("Nothing is open");
        assertThat(owner.post("/notices", Map.of("do", "read-all")).status()).isEqualTo(303);

        WebhookPage.secret(owner.post(hook.page(), Map.of("do", "exchange")).text());
        hook.test();
        assertThat(receiver.await(1, WebhookReceiver.at("/hooks", "webhook.test")))
                .allMatch(one -> one.isGenuine(hook.secret()));
        await().atMost(Duration.ofSeconds(20)).until(() -> hook.text().contains("answered 200 after"));

        String settings = "/notices/settings";
        assertThat(owner.post(settings, Map.of("digest", "HOURLY", "from", "22:00", "to", "07:00", "language", "en"))
                        .status())
                .isEqualTo(303);
        assertThat(owner.post(settings, Map.of("do", "address", "address", "till@shop.example"))
                        .status())
                .isEqualTo(303);
        String code = WebhookPage.found(
                "([0-9A-Z]{4}(?:-[0-9A-Z]{4}){2})", letters.await("The code is").text());
        assertThat(owner.post(settings, Map.of("do", "confirm", "code", code)).status())
                .isEqualTo(303);
        assertThat(owner.get(settings).text()).contains("till@shop.example").contains("value=\"22:00\"");
        hook.remove();
    }
}
