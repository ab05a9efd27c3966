package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;
import org.tallystick.ear.demo.DemoClock;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.shared.JsonObject;
import org.tallystick.signing.Part;
import org.tallystick.signing.SignedBill;

/** What an institution erases of a receipt is gone, its proofs are not, and last week's backup does not bring it back. */
class ErasureIT {
    private static final String TEA = "Longjing tea";
    private static final String PAGE = "/institution/erasures";

    /** A receipt with its lines. */
    private record Sold(String number, String code) {
        static Sold by(TestTill till) throws IOException {
            byte[] lines = ("[{\"name\":\"" + TEA + "\",\"quantity\":\"1\",\"unitPrice\":1230,\"amount\":1230}]")
                    .getBytes(StandardCharsets.UTF_8);
            SignedBill bill = till.next(new Part(Part.LINES, "application/json", new byte[Part.SALT_LENGTH], lines));
            TestAnswer answer = till.send(bill);
            assertThat(answer.outcome()).isEqualTo("201");
            return new Sold(answer.json().string("number"), TestTill.codeOf(bill));
        }

        boolean isReadAt(ServerProcess server) throws IOException {
            return TestAnswer.get(server, "/r/" + code).text().contains(TEA);
        }

        /** Whether somebody with the link still reads what was bought, and what verification says of the parts. */
        String partsAt(ServerProcess server) throws IOException {
            byte[] file = TestAnswer.get(server, "/r/" + code + ".json").body();
            JsonObject report =
                    TestAnswer.post(server, "/api/v1/verifications", file).json();
            String parts = report.objects("checks").stream()
                    .filter(check -> check.string("id").equals("parts-match"))
                    .findFirst()
                    .orElseThrow()
                    .string("result");
            return (isReadAt(server) ? "read " : "gone ") + report.string("outcome") + " " + parts;
        }
    }

    @Test
    void neitherABackupOfBeforeNorOneOfAfterBringsItBackFromH2() throws Exception {
        Path lastWeek;
        Path today;
        String newest;
        Path register;
        Sold erased;
        Sold kept;
        TestTill till;
        try (ServerProcess server =
                TestShop.configure(ServerProcess.fresh("erasure")).start()) {
            till = TestTill.enrol(server, TestShop.terminal(0));
            erased = Sold.by(till);
            kept = Sold.by(till);
            Files.writeString(server.base().resolve("passphrase"), "correct horse battery\n");
            TestLedger.of(server).awaitPublished(till.send(till.next()).index());
            lastWeek = backup(server, "last-week");

            erase(server, erased, kept);

            TestLedger ledger = TestLedger.of(server);
            ledger.awaitPublished(till.send(till.next()).index());
            assertThat(ledger.entries()).extracting(LedgerEntry::kind).contains(EntryKind.ERASURE);
            newest = checkpoints(server);
            server.stop();
            today = backup(server, "today");
            register = server.data().resolve("keys/erasures");
        }
        String outside = newest + "--erasures " + register;
        try (ServerProcess server = restored("erasure-week", lastWeek, outside)) {
            assertThat(erased.partsAt(server)).isEqualTo("gone GENUINE UNKNOWN");
            assertThat(kept.partsAt(server)).isEqualTo("read GENUINE PASS");
            TestTill there = till.at(server);
            assertThat(there.send(there.next()).outcome())
                    .as("others have seen a longer log")
                    .isEqualTo("503 not-confirmed");
            assertThat(TestLedger.of(server).entries())
                    .extracting(LedgerEntry::kind)
                    .doesNotContain(EntryKind.ERASURE);
        }
        outside = newest + "--nothing-erased-since";
        try (ServerProcess server = restored("erasure-today", today, outside)) {
            assertThat(erased.partsAt(server)).isEqualTo("gone GENUINE UNKNOWN");
            till = till.at(server);
            Sold later = Sold.by(till);
            whatHasBeenKeptLongEnoughIsErasedUnlessSomethingOpenHoldsIt(server, kept, later);
        }
    }

    /** Ten years, and what everybody's rule says. */
    private static void whatHasBeenKeptLongEnoughIsErasedUnlessSomethingOpenHoldsIt(
            ServerProcess server, Sold held, Sold free) throws IOException {
        DemoClock time = new DemoClock(server.base().resolve("clock"));
        time.moveTo(Clock.systemUTC().instant().plus(Duration.ofDays(3_652)));
        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(20)).until(() -> free.isReadAt(server));
        time.moveTo(Clock.systemUTC().instant().plus(Duration.ofDays(3_654)));
        await().atMost(Duration.ofSeconds(30)).until(() -> !free.isReadAt(server));
        await().atMost(Duration.ofSeconds(30)).until(() -> listed(server).contains(free.number()));

        assertThat(listed(server)).contains("its time was over", "PARTS, version 1: 3653 days");
        assertThat(held.isReadAt(server)).as("a complaint is open").isTrue();
    }

    private static String listed(ServerProcess server) throws IOException {
        return PortalAccounts.of(server)
                .signIn(Role.INSTITUTION_OFFICER)
                .get(PAGE)
                .text();
    }

    @Test
    void aPostgresOfBeforeDoesNotBringItBack() throws Exception {
        try (PostgresCluster postgres = new PostgresCluster("erasure-db", List.of("p", "old"))) {
            postgres.startPrimary("p");
            postgres.createDatabase("p", "shops");
            try (ServerProcess server = TestShop.configure(
                            ServerProcess.fresh("erasure-postgres").with(postgres.database("shops", List.of("p"))))
                    .start()) {
                TestTill till = TestTill.enrol(server, TestShop.terminal(0));
                Sold erased = Sold.by(till);
                Sold kept = Sold.by(till);
                // Beyond its public checkpoint, a database that is refused proves nothing.
                TestLedger.of(server).awaitPublished(till.send(till.next()).index());
                postgres.backup("p", "old");
                erase(server, erased, kept);
                server.stop();
                postgres.stop("p");
                postgres.startPrimary("old");
                assertThat(postgres.ask("old", "shops", "SELECT COUNT(*) FROM receipt_key"))
                        .isEqualTo(2);

                server.with(postgres.database("shops", List.of("old"))).start();

                assertThat(postgres.ask("old", "shops", "SELECT COUNT(*) FROM receipt_key"))
                        .isEqualTo(1);
                assertThat(erased.partsAt(server)).isEqualTo("gone GENUINE UNKNOWN");
                assertThat(kept.partsAt(server)).isEqualTo("read GENUINE PASS");
                assertThat(till.send(till.next()).outcome()).isEqualTo("503 not-confirmed");
                assertThat(Scrape.of(server).alarm("rolled-back", "bad")).isTrue();

                server.stop();
                server.with("TALLYSTICK_LEDGER_ACCEPT_ROLLBACK", "true").start();
                assertThat(till.send(till.next()).status())
                        .as("in the next log")
                        .isEqualTo(201);
                theOperatorAcknowledgesTheRestore(server);
            }
        }
    }

    /** On the page, as a person would; the alarm is over wherever it was shown. */
    private static void theOperatorAcknowledgesTheRestore(ServerProcess server) throws IOException {
        Scrape before = Scrape.of(server);
        assertThat(before.alarm("rolled-back", "bad")).isFalse();
        assertThat(before.alarm("incident", "bad")).isTrue();
        double open = before.sum("tallystick_ledger_incidents_open");
        String base = server.url("").toString();
        try (Browser browser = Browser.open();
                BrowserContext person = browser.visitor("en")) {
            Page page = person.newPage();
            PortalLogin login = new PortalLogin(base, server.data().resolve("demo-accounts.json"));
            login.signIn(page, login.account(Role.OPERATOR.name()));
            page.navigate(base + "/admin/health");
            assertThat(page.locator("main").textContent()).contains("Incident of a log");
            page.navigate(base + "/admin/logs");
            PageLook.assertGood(page);
            Locator forms = page.locator("form:has(input[value=acknowledge])");
            assertThat(forms.count()).isEqualTo((int) open);

            acknowledge(forms, "short");
            assertThat(page.locator("main").textContent()).contains("10 to 1,000");
            for (int left = (int) open; left > 0; left--) {
                acknowledge(forms, "The newest backup there was; what came later is lost.");
                assertThat(page.locator("[role=status]").textContent()).contains("The master log says so");
                assertThat(forms.count()).isEqualTo(left - 1);
            }
            assertThat(page.locator("main").textContent()).contains("Acknowledged by", "ended by an incident");
            page.navigate(base + "/admin/health");
            assertThat(page.locator("main").textContent()).doesNotContain("Incident of a log");
        }
        Scrape after = Scrape.of(server);
        assertThat(after.alarm("incident", "bad")).isFalse();
        assertThat(after.sum("tallystick_ledger_incidents_open")).isZero();
    }

    private static void acknowledge(Locator forms, String reason) {
        forms.first().locator("input[name=reason]").fill(reason);
        forms.first().locator("button").click();
    }

    /** The newest one of every log, as a mirror would have them: options of the command. */
    static String checkpoints(ServerProcess server) throws IOException {
        StringBuilder options = new StringBuilder();
        for (TestLedger log : TestLedger.all(server)) {
            Path file = server.base().resolve("newest-" + options.length());
            options.append("--checkpoint ")
                    .append(Files.write(file, log.checkpoint()))
                    .append(' ');
        }
        return options.toString();
    }

    /** One of two; the other one is held by a complaint. */
    private static void erase(ServerProcess server, Sold erased, Sold kept) throws IOException {
        assertThat(erased.partsAt(server)).isEqualTo("read GENUINE PASS");
        ComplaintForms consumer = new ComplaintForms(server);
        String link = "/r/" + kept.code();
        ComplaintForms.opened(consumer.post(link + "/problem", consumer.form(link, "OTHER", "please look")));
        PortalClient officer = PortalAccounts.of(server).signIn(Role.INSTITUTION_OFFICER);

        assertThat(order(officer, kept.number(), "request 7").text()).contains("is open and may need its parts");
        assertThat(order(officer, "X", "request 7").text()).contains("no receipt with this number in your area");
        assertThat(order(officer, erased.number(), "").text()).contains("1 to 1,000 characters");
        assertThat(order(officer, erased.number(), "request 7").status()).isEqualTo(303);
        assertThat(order(officer, erased.number(), "request 8").text()).contains("or they are erased already");
        assertThat(officer.get(PAGE).text())
                .contains(erased.number(), "request 7")
                .doesNotContain("request 8");
        assertThat(erased.partsAt(server)).isEqualTo("gone GENUINE UNKNOWN");
        assertThat(kept.partsAt(server)).isEqualTo("read GENUINE PASS");
    }

    private static TestAnswer order(PortalClient officer, String number, String reason) throws IOException {
        return officer.post(PAGE, Map.of("do", "erase", "number", number, "ground", "CONSUMER", "reason", reason));
    }

    static Path backup(ServerProcess server, String name) throws Exception {
        Path file = server.base().resolve(name + ".backup");
        platform(server.base(), "backup --data " + server.data() + " --to " + file);
        return file;
    }

    /** A server on another machine, as far as its files are concerned. */
    static ServerProcess restored(String name, Path backup, String outside) throws Exception {
        ServerProcess server = TestShop.configure(ServerProcess.fresh(name));
        platform(backup.getParent(), "restore " + backup + " --data " + server.data() + " " + outside);
        // Passwords are the test's affair; the accounts are in the database.
        String accounts = "demo-accounts.json";
        Files.copy(
                backup.resolveSibling("data/tallystick").resolve(accounts),
                server.data().resolve(accounts));
        DemoClock time = new DemoClock(server.base().resolve("clock"));
        time.govern(server);
        time.moveTo(Clock.systemUTC().instant());
        return server.with("TALLYSTICK_RETENTION_INTERVAL", "PT0.3S").start();
    }

    /** @param directory with the passphrase */
    private static void platform(Path directory, String arguments) throws Exception {
        new Shell(directory, Map.of()).tallystick("platform " + arguments + " --passphrase-file passphrase");
    }
}
