package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;
import org.tallystick.ledger.EntryKind;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonWriter;
import org.tallystick.signing.FeatureCode;
import org.tallystick.signing.Part;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;

/** What is missing is found, explained with the right cause, mended by its remedy and counted, through the real server. */
class CoverageIT {
    private static final Pattern CASE = Pattern.compile("href=\"/merchant/unsigned/(M[0-9A-Z]{8})\">([^<]+)<");
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");

    private static ServerProcess server;
    private static PortalClient shop;
    private static PortalClient bank;
    private static int taken;

    @BeforeAll
    static void start() throws IOException {
        server = TestShop.configure(ServerProcess.fresh("coverage"))
                .with("TALLYSTICK_COVERAGE_INTERVAL", "PT0.2S")
                .with("TALLYSTICK_COVERAGE_HOLE_GRACE", "PT0.1S")
                .with("TALLYSTICK_LATE_LINK_LIFE", "PT0.001S")
                .start();
        shop = PortalAccounts.of(server).signIn(Role.MERCHANT_OWNER);
        bank = PortalAccounts.of(server).signIn(Role.INSTITUTION_OFFICER);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static synchronized TestTill till() {
        return TestTill.enrol(server, TestShop.terminal(taken++));
    }

    @Test
    void aSignedSaleIsNoCase() throws IOException {
        TestTill till = till();
        assertThat(till.send(till.next()).outcome()).isEqualTo("201");
        settle(till);

        assertThat(shop.get("/merchant/unsigned?which=all&q=" + till.profile().terminalNo())
                        .text())
                .contains("There is none of this choice");
    }

    @Test
    void anAbsentPadReportedAfterTheSaleExplainsTheSkippedSignature() throws IOException {
        TestTill till = till();
        assertThat(till.send(card(till, "BYPASSED", Optional.empty())).outcome())
                .isEqualTo("201");
        String number = caseOf(till, "The cashier skipped signing");

        event(till, "PAD_ABSENT");

        awaitPage(number, "The terminal had no signature pad");
        assertThat(page(number)).contains("Needs service").contains("rule").contains("Text for the service");
        assertThat(page(number)).contains("Do not charge again.");
    }

    @Test
    void aFailedSigningUnitIsMendedBySigningTheSameBill() throws IOException {
        TestTill till = till();
        SignedBill signed = till.next();
        assertThat(unsigned(till, signed, "SIGNING_UNIT_FAILED").outcome()).isEqualTo("201");
        String number = caseOf(till, "The terminal’s signing unit failed");
        assertThat(till.send(signed).outcome()).isEqualTo("201");

        awaitPage(number, "Signed again");
        assertThat(page(number)).contains("Closed").contains("level 2");
        assertLogged(number);
    }

    @Test
    void aCertificateThatDidNotCountIsMendedByTheRenewedOne() throws IOException {
        TestTill till = till();
        SignedBill signed = till.next();
        assertThat(unsigned(till, signed, "CERT_EXPIRED").outcome()).isEqualTo("201");
        String number = caseOf(till, "The terminal’s certificate had expired");
        assertThat(page(number)).contains("Waits for the terminal").contains("Renew the terminal’s certificate");

        assertThat(till.send(signed).outcome()).isEqualTo("201");

        awaitPage(number, "Signed again after the certificate was renewed");
    }

    @Test
    void aHoleIsFoundAndClosesByItselfWhenTheBillComes() throws IOException {
        TestTill till = till();
        assertThat(till.send(till.next()).outcome()).isEqualTo("201");
        SignedBill late = till.next();
        assertThat(till.send(till.next()).outcome()).isEqualTo("201");
        String number = caseOf(till, "Not known yet; under inquiry");
        assertThat(page(number)).contains("The bill").contains("counter 2").contains("a hole in the counter");

        assertThat(till.send(late).outcome()).isEqualTo("201");

        awaitPage(number, "Bill resent");
        assertThat(page(number)).contains("Closed").contains("level 1");
    }

    @Test
    void aSecondBillForACounterIsFrozenAndOffersNoSignature() throws IOException {
        TestTill till = till();
        SignedBill first = till.next();
        assertThat(till.send(first).outcome()).isEqualTo("201");
        Map<String, Object> other = till.bill(1);
        other.put("amount", 999_999L);
        assertThat(till.send(till.sign(other)).outcome()).isEqualTo("409 counter-conflict");

        String number = caseOf(till, "Another bill came under the same counter");

        assertThat(page(number))
                .contains("Frozen")
                .contains("Signing again is not offered")
                .doesNotContain("value=\"PAPER_SCAN\"")
                .doesNotContain("value=\"EXPLAINED\"");
        assertThat(shop.post(
                                "/merchant/unsigned/" + number,
                                Map.of("do", "EXPLAINED", "version", version(shop, number), "words", "x"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aBlankImageAndAnotherSalesCodeAreNoSignatures() throws IOException {
        TestTill till = till();
        byte[] blank = CoverageImages.blank();
        assertThat(till.send(card(till, "CAPTURED", Optional.of(blank))).outcome())
                .isEqualTo("201");
        caseOf(till, "The signature image is blank");

        TestTill other = till();
        Map<String, Object> bill = cardBill(other, "CAPTURED");
        members(bill).put("featureCode", "DEADBEEF");
        assertThat(other.send(withImage(other, bill, CoverageImages.writing(1))).outcome())
                .isEqualTo("201");
        caseOf(other, "The feature code of the signature image belongs to another sale");
    }

    @Test
    void anImageThatServedAnotherSaleIsFound() throws IOException {
        TestTill till = till();
        byte[] image = CoverageImages.writing(77);
        assertThat(till.send(card(till, "CAPTURED", Optional.of(image))).outcome())
                .isEqualTo("201");
        TestTill other = till();
        assertThat(other.send(card(other, "CAPTURED", Optional.of(image))).outcome())
                .isEqualTo("201");

        caseOf(other, "The signature image is that of another sale");
        assertThat(shop.get("/merchant/unsigned?which=all&q=" + till.profile().terminalNo())
                        .text())
                .contains("There is none of this choice");
    }

    @Test
    void aWrongClockIsTheCauseOfAnUnsignedBillWithAWrongTime() throws IOException {
        TestTill till = till();
        Map<String, Object> bill = till.bill(1);
        bill.put("time", "2019-01-01T10:00:00+08:00");
        SignedBill sent = SignedBill.of(JsonWriter.write(bill), Optional.empty(), List.of(), Optional.of("UNKNOWN"));
        assertThat(till.sendVouched(sent, till.secret()).outcome()).isEqualTo("201");

        caseOf(till, "The terminal’s clock was wrong");
    }

    @Test
    void aShopExplainsAndItsInstitutionDecides() throws IOException {
        TestTill till = till();
        assertThat(till.send(card(till, "TIMEOUT", Optional.empty())).outcome()).isEqualTo("201");
        String number = caseOf(till, "Nobody signed in time");
        String path = "/merchant/unsigned/" + number;
        String seen = version(shop, number);
        assertThat(shop.post(path, Map.of("do", "take", "version", seen)).status())
                .isEqualTo(303);

        assertThat(shop.post(path, Map.of("do", "EXPLAINED", "version", seen, "words", "too late")))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(409))
                .satisfies(answer -> assertThat(answer.text()).contains("Somebody has changed this case"));
        assertThat(shop.post(
                                path,
                                Map.of(
                                        "do",
                                        "EXPLAINED",
                                        "version",
                                        version(shop, number),
                                        "words",
                                        "the customer left"))
                        .status())
                .isEqualTo(303);
        assertThat(page(number))
                .contains("Handed in")
                .contains("the customer left")
                .doesNotContain("too late");
        String officers = "/institution/unsigned/" + number;
        Map<String, String> decision = new LinkedHashMap<>();
        decision.put("do", "accept");
        decision.put("version", versionAt(bank, officers));
        decision.put("words", "plausible");
        assertThat(bank.post(officers, decision).status()).isEqualTo(303);
        assertThat(page(number)).contains("plausible").contains("Closed");
        assertLogged(number);
    }

    /** Here links live for a millisecond: they have expired when anybody opens them. */
    @Test
    void anExpiredLinkSaysWhatToDoAndTakesNoSignature() throws IOException {
        TestTill till = till();
        assertThat(till.send(card(till, "CANCELLED", Optional.empty())).outcome())
                .isEqualTo("201");
        String number = caseOf(till, "Signing was cancelled");
        LateCustomer customer = LateCustomer.asked(server, shop, "/merchant/unsigned/" + number);

        assertThat(customer.open().status()).isEqualTo(410);
        assertThat(customer.open().text()).contains("This link has expired").contains("ask the shop for a new one");
        assertThat(customer.types("Ann Lee").status()).isEqualTo(303);
        assertThat(customer.open().text()).contains("This link has expired");
        assertThat(page(number)).contains("Waits for the cardholder").doesNotContain("late-signatures/");
    }

    @Test
    void theScanOfASignedSlipIsKeptForThoseWhoMaySeeTheCase() throws IOException {
        TestTill till = till();
        assertThat(till.send(card(till, "PAPER", Optional.empty())).outcome()).isEqualTo("201");
        String number = caseOf(till, "The upload failed several times");

        assertThat(handIn(number, "MZ no picture at all").status()).isEqualTo(422);
        assertThat(handIn(number, "%PDF-1.7 the slip").status()).isEqualTo(303);

        assertThat(page(number)).contains("Handed in").contains("level 2");
        Matcher file = Pattern.compile("/merchant(/slips/[^\"]+)\"").matcher(page(number));
        assertThat(file.find()).isTrue();
        assertThat(shop.get("/merchant" + file.group(1)).text()).isEqualTo("%PDF-1.7 the slip");
        assertThat(bank.get("/institution" + file.group(1)).status()).isEqualTo(200);
        assertThat(shop.get("/institution" + file.group(1)).status()).isEqualTo(403);
        assertThat(shop.get("/merchant/unsigned/" + number + "/letter").text())
                .contains("Confirmation of a card payment");
    }

    private static TestAnswer handIn(String number, String content) throws IOException {
        String path = "/merchant/unsigned/" + number;
        String edge = "edge-of-the-parts";
        String body = "--" + edge + "\r\nContent-Disposition: form-data; name=\"do\"\r\n\r\nPAPER_SCAN\r\n--" + edge
                + "\r\nContent-Disposition: form-data; name=\"version\"\r\n\r\n" + version(shop, number) + "\r\n--"
                + edge
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"slip.pdf\"\r\n"
                + "Content-Type: application/pdf\r\n\r\n" + content + "\r\n--" + edge + "--\r\n";
        return TestAnswer.to(HttpRequest.newBuilder(server.url(path))
                .header("Cookie", "__Host-session=" + shop.session())
                .header("Origin", "https://localhost:" + server.port(8443))
                .header("Accept-Language", "en")
                .header("Content-Type", "multipart/form-data; boundary=" + edge)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void anotherPlacesCaseIsNotFoundAndRatesAreCountedToTheUnit() throws IOException {
        TestTill till = TestTill.enrol(server, TestShop.FOREIGN_TERMINAL);
        assertThat(unsigned(till, till.next(), "SIGNING_UNIT_FAILED").outcome()).isEqualTo("201");
        assertThat(till.send(till.next()).outcome()).isEqualTo("201");
        String list = "/institution/unsigned?which=all&q=" + TestShop.FOREIGN_TERMINAL;
        until(() -> bank.get(list).text().contains("SIGNING_UNIT_FAILED")
                || bank.get(list).text().contains("signing unit failed"));
        Matcher found = Pattern.compile("/institution/unsigned/(M[0-9A-Z]{8})")
                .matcher(bank.get(list).text());
        assertThat(found.find()).isTrue();

        assertThat(shop.get("/merchant/unsigned/" + found.group(1)).status()).isEqualTo(404);
        assertThat(shop.post("/merchant/unsigned/" + found.group(1), Map.of("do", "take", "version", "4"))
                        .status())
                .isEqualTo(404);
        PortalClient country = PortalAccounts.of(server).signIn(Role.REGULATOR);
        until(() -> country.get("/regulator/coverage.csv?by=merchant").text().contains("Neighbour,2,1,1,0,0,0"));
    }

    private static TestAnswer unsigned(TestTill till, SignedBill signed, String cause) throws IOException {
        SignedBill bare = SignedBill.of(signed.payload(), Optional.empty(), List.of(), Optional.of(cause));
        return till.sendVouched(bare, till.secret());
    }

    private static SignedBill card(TestTill till, String status, Optional<byte[]> image) {
        Map<String, Object> bill = cardBill(till, status);
        return image.isPresent() ? withImage(till, bill, image.get()) : till.follow(bill);
    }

    private static Map<String, Object> cardBill(TestTill till, String status) {
        Map<String, Object> bill = till.bill(till.nextCounter());
        bill.put("entryMode", "SWIPE");
        Map<String, Object> signature = new LinkedHashMap<>();
        signature.put("requirement", "REQUIRED");
        signature.put("status", status);
        signature.put("featureCode", FeatureCode.offline((String) bill.get("batchNo"), (String) bill.get("traceNo")));
        bill.put("card", Map.of("masked", "621234******5678"));
        bill.put("cardholderSignature", signature);
        return bill;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> members(Map<String, Object> bill) {
        return (Map<String, Object>) bill.get("cardholderSignature");
    }

    private static SignedBill withImage(TestTill till, Map<String, Object> bill, byte[] png) {
        Part part = new Part(Part.CARDHOLDER_SIGNATURE, "image/png", new byte[Part.SALT_LENGTH], png);
        bill.put("parts", Map.of(part.name(), Base64Url.encode(part.digest())));
        SignedBill signed = till.follow(bill);
        return SignedBill.of(signed.payload(), signed.signature(), List.of(part), Optional.empty());
    }

    private static void event(TestTill till, String type) throws IOException {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", 1);
        event.put("terminalNo", till.profile().terminalNo());
        event.put("series", till.profile().series());
        Instant now = Clock.systemUTC().instant();
        event.put("time", now.toString());
        event.put("type", type);
        event.put("data", Map.of());
        SignedBill message = till.signed(JsonWriter.write(event), till.header(Typ.EVENT));
        assertThat(TestAnswer.post(server, "/api/v1/terminal-events", message.toJson())
                        .status())
                .isEqualTo(200);
    }

    /** Waits for the terminal's only case and its cause. @return its number */
    private static String caseOf(TestTill till, String cause) {
        String list = "/merchant/unsigned?which=all&q=" + till.profile().terminalNo();
        until(() -> CASE.matcher(shop.get(list).text()).find());
        try {
            String text = shop.get(list).text();
            assertThat(text).contains(cause);
            List<String> numbers =
                    CASE.matcher(text).results().map(found -> found.group(1)).toList();
            assertThat(numbers).hasSize(1);
            return numbers.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String page(String number) throws IOException {
        return shop.get("/merchant/unsigned/" + number).text();
    }

    private static void awaitPage(String number, String words) {
        until(() -> page(number).contains(words));
    }

    /** Waits until the receipts so far have been looked at: another terminal's later failure has been. */
    private static void settle(TestTill before) throws IOException {
        TestTill later = till();
        assertThat(before.nextCounter()).isGreaterThan(1);
        assertThat(unsigned(later, later.next(), "FORMAT").outcome()).isEqualTo("201");
        caseOf(later, "A message was malformed");
    }

    private static void assertLogged(String number) throws IOException {
        until(() -> !page(number).contains("on its way into the ledger"));
        assertThat(page(number)).contains("ledger entry");
        assertThat(TestLedger.of(server).entries()).anyMatch(entry -> entry.kind() == EntryKind.CASE);
    }

    private static String version(PortalClient person, String number) throws IOException {
        return versionAt(person, "/merchant/unsigned/" + number);
    }

    private static String versionAt(PortalClient person, String path) throws IOException {
        Matcher version = VERSION.matcher(person.get(path).text());
        return version.find() ? version.group(1) : "0";
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(200))
                .until(condition);
    }
}
