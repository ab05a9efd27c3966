package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.TlogProof;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.LateStatement;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.ReceiptNumber;
import org.tallystick.signing.SignatureSuite;
import org.tallystick.signing.SignedStatement;
import org.tallystick.signing.Typ;

/**
 * Late signatures through the real server: made once, sealed, in the ledger, never shown as made at the sale. Nobody of the shop next door
 * ever signs in, so its customers come from nowhere known; whoever signs for the first shop comes from the network of its people.
 */
class LateSigningIT {
    private static final ServerProcess SERVER = TestShop.server();
    private static final Pattern PICTURE = Pattern.compile("src=\"/[a-z]+(/late-signatures/[A-Za-z0-9_-]{22})\"");

    private static PortalClient shop;
    private static PortalClient bank;
    private static TestTill till;
    private static TestTill nextDoor;

    @BeforeAll
    static void start() throws IOException {
        shop = PortalAccounts.of(SERVER).signIn(Role.MERCHANT_OWNER);
        bank = PortalAccounts.of(SERVER).signIn(Role.INSTITUTION_OFFICER);
        till = TestTill.enrol(SERVER, TestShop.freeTerminal());
        nextDoor = TestTill.enrol(SERVER, TestShop.freeForeignTerminal());
    }

    @Test
    void aCardholderSignsOnceAndTheCaseClosesWithTheOwnTimeRoleAndLevel() throws IOException {
        LateSale sale = LateSale.at(nextDoor, bank, "institution");
        long[] before = counted();
        assertThat(TestAnswer.get(SERVER, sale.link() + ".late.json").outcome()).isEqualTo("404 not-found");
        LateCustomer customer = LateCustomer.asked(SERVER, bank, sale.page());
        assertThat(bank.get(sale.page() + "/late").text())
                .doesNotContain(customer.path())
                .contains("not opened yet");
        assertThat(bank.get(sale.page()).text()).contains("Waits for the cardholder");

        TestAnswer page = customer.open();
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("You will not be charged again.")
                .contains("records today’s time")
                .contains("Neighbour")
                .contains("12.30")
                .contains("5678")
                .contains(sale.feature());
        assertThat(page.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Set-Cookie")).isEmpty();

        assertThat(customer.draws(LateCustomer.drawing(1)).status()).isEqualTo(303);
        assertThat(customer.open().text())
                .contains("your signature is stored")
                .contains("drawn on a screen")
                .contains("3: by the link alone, after the sale");
        assertThat(customer.draws(LateCustomer.drawing(2)).status()).isEqualTo(303);
        assertThat(customer.types("Somebody Else").status()).isEqualTo(303);

        String closed = bank.get(sale.page()).text();
        assertThat(closed)
                .contains("Closed")
                .contains("The cardholder signed late")
                .contains("Late signature of the cardholder")
                .contains("drawn on a screen")
                .doesNotContain("To be looked at");
        String picture = picture(closed);
        assertThat(bank.get("/institution" + picture).text()).startsWith("<svg").contains("<path d=\"M30 200L");
        assertThat(shop.get("/merchant" + picture).status()).isEqualTo(404);
        assertThat(TestAnswer.get(SERVER, sale.link()).text()).doesNotContain(picture);
        assertThat(english(sale.link()))
                .contains("Genuine; the cardholder signed later.")
                .contains("At the sale: missing.")
                .contains("Late-signed")
                .contains("Signed by the cardholder later?")
                .contains("It is not a signature of the sale.")
                .doesNotContain("Genuine, but the cardholder signature is missing.");
        assertThat(counted())
                .as("still missing at the sale, and remedied since: missing, remedied, late, open")
                .containsExactly(before[0], before[1] + 1, before[2] + 1, before[3] - 1);
        assertThat(bank.get("/institution/unsigned?which=remedied").text())
                .contains(ReceiptNumber.grouped(sale.receipt()));
        assertThat(bank.get("/institution/unsigned").text()).doesNotContain(ReceiptNumber.grouped(sale.receipt()));
        assertThat(bank.get("/institution/coverage?by=terminal").text())
                .contains("What was missing, and what became of it")
                .contains("Cardholder signed later");
    }

    @Test
    void whatBecameOfItIsReadableForEverybodyOnAPhoneToo() throws IOException {
        PortalLogin login =
                new PortalLogin(SERVER.url("").toString(), SERVER.data().resolve("demo-accounts.json"));
        try (Browser browser = Browser.open();
                BrowserContext phone = PageLook.window(browser, "zh-CN", ColorScheme.DARK, 360);
                BrowserContext desk = PageLook.window(browser, "en", ColorScheme.LIGHT, 1280)) {
            for (BrowserContext window : List.of(phone, desk)) {
                Page page = window.newPage();
                login.signIn(page, "owner@merchant.example");
                for (String path : List.of(
                        "/merchant", "/merchant/coverage", "/merchant/receipts", "/merchant/unsigned?which=remedied")) {
                    page.navigate(SERVER.url(path).toString());
                    PageLook.assertGood(page);
                }
            }
        }
    }

    /** Of the terminal next door, as the institution's file says: missing at the sale, remedied, signed late, still missing. */
    private static long[] counted() throws IOException {
        List<String> lines =
                bank.get("/institution/coverage.csv?by=terminal").text().lines().toList();
        List<String> heads = List.of(lines.get(0).split(","));
        String[] row = lines.stream()
                .filter(line -> line.startsWith(nextDoor.profile().terminalNo() + ","))
                .findFirst()
                .orElseThrow()
                .split(",");
        return Stream.of("Missing at the sale", "Remedied since", "Cardholder signed later", "Still missing")
                .mapToLong(head -> Long.parseLong(row[heads.indexOf(head)]))
                .toArray();
    }

    @Test
    void theStatementIsSealedStandsInTheLedgerAndOutlivesWhatItNames() throws Exception {
        LateSale sale = LateSale.at(nextDoor, bank, "institution");
        LateCustomer customer = LateCustomer.asked(SERVER, bank, sale.page());
        byte[] receipt = Base64Url.decode(
                TestAnswer.get(SERVER, sale.link() + ".json").json().string("receipt"));
        assertThat(customer.types("王晓明").status()).isEqualTo(303);

        JsonObject file = TestAnswer.get(SERVER, sale.link() + ".late.json").json();
        SignedStatement sealed = SignedStatement.parse(Base64Url.decode(file.string("statement")));
        LateStatement stated = LateStatement.parse(sealed.payload());
        assertThat(stated.receipt()).isEqualTo(sale.receipt());
        assertThat(stated.receiptDigest()).isEqualTo(Receipt.parse(receipt).digest());
        assertThat(stated.consent()).isEqualTo("late-1/en");
        assertThat(stated.flags()).isEmpty();
        X509Certificate seal = certificate(file.strings("certificates").get(0));
        BillHeader header = BillHeader.parse(sealed.seal(), Typ.LATE);
        assertThat(SignatureSuite.best()
                        .verify(
                                seal.getPublicKey(),
                                header.alg(),
                                sealed.seal().signingInput(sealed.payloadB64()),
                                sealed.seal().signatureBytes()))
                .isTrue();
        TlogProof proof = TlogProof.parse(file.string("proof"));
        LedgerEntry entry = proof.entry().orElseThrow();
        proof.prove(entry.leafHash(), List.of(TestLedger.of(SERVER).key()));
        assertThat(entry.kind()).isEqualTo(EntryKind.LATE_SIGNATURE);
        assertThat(entry.digest()).isEqualTo(sealed.digest());
        assertThat(entry.subject()).startsWith(nextDoor.profile().terminalNo() + ".1.");
        assertThat(TestAnswer.get(SERVER, sale.link() + ".json").json().string("receipt"))
                .isEqualTo(Base64Url.encode(receipt));

        String picture = picture(bank.get(sale.page()).text());
        assertThat(bank.get("/institution" + picture).text()).contains("王晓明");
        String id = picture.substring(picture.lastIndexOf('/') + 1);
        Map<String, String> erase = Map.of("do", "erase", "signature", id, "words", "asked for on 29 November");
        assertThat(shop.post("/merchant/unsigned/" + sale.page().substring(22) + "/late", erase)
                        .status())
                .isIn(404, 422);
        assertThat(bank.post(sale.page() + "/late", erase).status()).isEqualTo(303);
        assertThat(bank.get("/institution" + picture).status()).isEqualTo(404);
        assertThat(bank.get(sale.page()).text())
                .contains("has been erased")
                .contains("asked for on 29 November")
                .doesNotContain("王晓明");
        assertThat(TestAnswer.get(SERVER, sale.link() + ".late.json").json().string("statement"))
                .isEqualTo(file.string("statement"));
        until(() -> TestLedger.of(SERVER).entries().stream().anyMatch(e -> e.kind() == EntryKind.ERASURE));
    }

    @Test
    void twoSubmissionsAtOnceStoreOneSignature() throws Exception {
        LateSale sale = LateSale.at(nextDoor, bank, "institution");
        LateCustomer customer = LateCustomer.asked(SERVER, bank, sale.page());
        ExecutorService hands = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> presses = List.of(
                    () -> customer.draws(LateCustomer.drawing(11)).status(),
                    () -> customer.draws(LateCustomer.drawing(12)).status(),
                    () -> customer.types("Ann Lee").status(),
                    () -> customer.types("Ann Lee").status());
            for (var answer : hands.invokeAll(presses)) {
                assertThat(answer.get()).isEqualTo(303);
            }
        } finally {
            hands.shutdownNow();
        }

        assertThat(picture(bank.get(sale.page()).text())).isNotEmpty();
        String subject = nextDoor.profile().terminalNo() + "."
                + nextDoor.profile().series() + "." + (nextDoor.nextCounter() - 1);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(TestLedger.of(SERVER).entries())
                        .filteredOn(entry -> entry.kind() == EntryKind.LATE_SIGNATURE)
                        .filteredOn(entry -> entry.subject().equals(subject))
                        .hasSize(1));
    }

    @Test
    void aSignatureFromTheShopsOwnNetworkAndBrowserIsLookedAtBeforeItCounts() throws IOException {
        LateSale sale = LateSale.at(till, shop, "merchant");
        LateCustomer customer = LateCustomer.asked(SERVER, shop, sale.page());

        assertThat(customer.with(browserOfTheShop())
                        .draws(LateCustomer.drawing(31))
                        .status())
                .isEqualTo(303);

        String officers = sale.page().replace("/merchant/", "/institution/");
        assertThat(shop.get(sale.page()).text())
                .contains("Handed in")
                .contains("from a network from which somebody of the shop has signed in")
                .contains("in a browser in which somebody of the shop has signed in");
        assertThat(english(sale.link()))
                .contains("Genuine, but the cardholder signature is missing.")
                .contains("the institution is looking at it");
        assertThat(TestAnswer.get(SERVER, sale.link() + ".late.json").status()).isEqualTo(404);
        assertThat(decide(officers, "reject").status()).isEqualTo(303);
        assertThat(bank.get(officers).text()).contains("does not count").contains("Waits for the shop");

        assertThat(shop.get("/merchant/receipts?status=lacking").text())
                .contains("/merchant/receipts/" + sale.receipt())
                .contains("Signature missing or in doubt");
        LateCustomer again = LateCustomer.asked(SERVER, bank, officers);
        assertThat(again.draws(LateCustomer.drawing(32)).status()).isEqualTo(303);
        assertThat(decide(officers, "accept").status()).isEqualTo(303);
        assertThat(shop.get("/merchant/receipts/" + sale.receipt()).text())
                .contains("Genuine; the cardholder signed later.")
                .contains("/merchant/late-signatures/");
        assertThat(shop.get("/merchant/receipts?status=lacking").text()).doesNotContain(sale.receipt());
        assertThat(shop.get("/merchant/receipts?status=remedied").text())
                .contains("/merchant/receipts/" + sale.receipt())
                .contains("missing at the sale; later: cardholder signed");
        assertThat(shop.get("/merchant/receipts.csv?status=remedied").text())
                .contains(ReceiptNumber.grouped(sale.receipt()))
                .contains("missing at the sale; later: cardholder signed");
        assertThat(shop.get("/merchant").text()).contains("remedied since:");
    }

    private static TestAnswer decide(String page, String decision) throws IOException {
        String version = Pattern.compile("name=\"version\" value=\"(\\d+)\"")
                .matcher(bank.get(page).text())
                .results()
                .map(m -> m.group(1))
                .findFirst()
                .orElse("0");
        return bank.post(page, Map.of("do", decision, "version", version, "words", "looked at"));
    }

    /** Signs in once more. @return the mark that the browser keeps, as it would send it */
    private static String browserOfTheShop() throws IOException {
        JsonObject owner = PortalAccounts.of(SERVER).account(Role.MERCHANT_OWNER);
        String form = "login=" + owner.string("name").replace("@", "%40") + "&password=" + owner.string("password");
        return TestAnswer.to(HttpRequest.newBuilder(SERVER.url("/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", "https://localhost:" + SERVER.port(8443))
                        .POST(HttpRequest.BodyPublishers.ofString(form)))
                .response()
                .headers()
                .allValues("Set-Cookie")
                .stream()
                .filter(cookie -> cookie.startsWith("__Host-browser="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    private static String picture(String page) {
        List<String> pictures =
                PICTURE.matcher(page).results().map(m -> m.group(1)).toList();
        assertThat(pictures).hasSize(1);
        return pictures.get(0);
    }

    private static String english(String path) throws IOException {
        return TestAnswer.to(HttpRequest.newBuilder(SERVER.url(path)).header("Accept-Language", "en"))
                .text();
    }

    private static X509Certificate certificate(String base64) throws Exception {
        byte[] der = Base64.getDecoder().decode(base64);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .until(condition);
    }
}
