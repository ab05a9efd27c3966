package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tallystick.ear.CoverageShop.assertLogged;
import static org.tallystick.ear.CoverageShop.bank;
import static org.tallystick.ear.CoverageShop.card;
import static org.tallystick.ear.CoverageShop.caseOf;
import static org.tallystick.ear.CoverageShop.country;
import static org.tallystick.ear.CoverageShop.event;
import static org.tallystick.ear.CoverageShop.page;
import static org.tallystick.ear.CoverageShop.pileUp;
import static org.tallystick.ear.CoverageShop.server;
import static org.tallystick.ear.CoverageShop.shop;
import static org.tallystick.ear.CoverageShop.till;
import static org.tallystick.ear.CoverageShop.unsigned;
import static org.tallystick.ear.CoverageShop.until;
import static org.tallystick.ear.CoverageShop.version;
import static org.tallystick.ear.CoverageShop.versionAt;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is missing is mended by its remedy, decided by the institution, and counted, through the real server. */
class CoverageRemediesIT {
    @Test
    void aShopExplainsAndItsInstitutionDecides() throws IOException {
        TestTill till = till();
        assertThat(till.send(card(till, "TIMEOUT", Optional.empty())).outcome()).isEqualTo("201");
        String number = caseOf(till, "Nobody signed in time");
        String path = "/merchant/unsigned/" + number;
        String seen = version(shop(), number);
        assertThat(shop().post(path, Map.of("do", "take", "version", seen)).status())
                .isEqualTo(303);

        assertThat(shop().post(path, Map.of("do", "EXPLAINED", "version", seen, "words", "too late")))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(409))
                .satisfies(answer -> assertThat(answer.text()).contains("Somebody has changed this case"));
        assertThat(shop().post(
                                path,
                                Map.of(
                                        "do",
                                        "EXPLAINED",
                                        "version",
                                        version(shop(), number),
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
        decision.put("version", versionAt(bank(), officers));
        decision.put("words", "plausible");
        assertThat(bank().post(officers, decision).status()).isEqualTo(303);
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
        LateCustomer customer = LateCustomer.asked(server(), shop(), "/merchant/unsigned/" + number);

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
        assertThat(shop().get("/merchant" + file.group(1)).text()).isEqualTo("%PDF-1.7 the slip");
        assertThat(bank().get("/institution" + file.group(1)).status()).isEqualTo(200);
        assertThat(shop().get("/institution" + file.group(1)).status()).isEqualTo(403);
        assertThat(shop().get("/merchant/unsigned/" + number + "/letter").text())
                .contains("Confirmation of a card payment");
    }

    private static TestAnswer handIn(String number, String content) throws IOException {
        String path = "/merchant/unsigned/" + number;
        String edge = "edge-of-the-parts";
        String body = "--" + edge + "\r\nContent-Disposition: form-data; name=\"do\"\r\n\r\nPAPER_SCAN\r\n--" + edge
                + "\r\nContent-Disposition: form-data; name=\"version\"\r\n\r\n" + version(shop(), number) + "\r\n--"
                + edge
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"slip.pdf\"\r\n"
                + "Content-Type: application/pdf\r\n\r\n" + content + "\r\n--" + edge + "--\r\n";
        return TestAnswer.to(HttpRequest.newBuilder(server().url(path))
                .header("Cookie", "__Host-session=" + shop().session())
                .header("Origin", "https://localhost:" + server().port(8443))
                .header("Accept-Language", "en")
                .header("Content-Type", "multipart/form-data; boundary=" + edge)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void anotherPlacesCaseIsNotFoundAndRatesAreCountedToTheUnit() throws IOException {
        TestTill till = TestTill.enrol(server(), TestShop.FOREIGN_TERMINAL);
        assertThat(unsigned(till, till.next(), "SIGNING_UNIT_FAILED").outcome()).isEqualTo("201");
        assertThat(till.send(till.next()).outcome()).isEqualTo("201");
        String list = "/institution/unsigned?which=all&q=" + TestShop.FOREIGN_TERMINAL;
        until(() -> bank().get(list).text().contains("SIGNING_UNIT_FAILED")
                || bank().get(list).text().contains("signing unit failed"));
        Matcher found = Pattern.compile("/institution/unsigned/(M[0-9A-Z]{8})")
                .matcher(bank().get(list).text());
        assertThat(found.find()).isTrue();

        assertThat(shop().get("/merchant/unsigned/" + found.group(1)).status()).isEqualTo(404);
        assertThat(shop().post("/merchant/unsigned/" + found.group(1), Map.of("do", "take", "version", "4"))
                        .status())
                .isEqualTo(404);
        until(() -> country().get("/regulator/coverage.csv?by=merchant").text().contains("Neighbour,2,1,1,0,0,0"));
    }

    @Test
    void aTerminalThatMayFailSoonIsSeenByItsShopAndItsInstitutionUntilItIsWell() throws IOException {
        TestTill till = till();
        TestTill neighbour = TestTill.enrol(server(), TestShop.foreign(4));
        String own = till.profile().terminalNo();
        String foreign = neighbour.profile().terminalNo();
        String list = "/health?which=signs";
        pileUp(server(), till);
        pileUp(server(), neighbour);

        assertThat(shop().get("/merchant" + list).text())
                .contains(own, "Waiting bills pile up", "Clock is wrong", "−5 min")
                .doesNotContain(foreign, "Neighbour");
        assertThat(shop().get("/merchant").text()).contains("Terminals that report trouble: 1", "/merchant" + list);
        assertThat(bank().get("/institution" + list).text()).contains(own, foreign, "Neighbour");
        assertThat(bank().get("/institution").text()).contains("Terminals that may fail soon: ");
        assertThat(country().get("/institution" + list).status()).isEqualTo(403);

        event(till, "HEARTBEAT", Map.of("outbox", 0));
        assertThat(shop().get("/merchant" + list).text()).doesNotContain(own);
        assertThat(shop().get("/merchant").text()).doesNotContain("Terminals that report trouble");
        assertThat(bank().get("/institution" + list).text()).doesNotContain(own).contains(foreign);
    }

    @Test
    void oneExplanationServesAllCasesOfItsCauseAndNoOther() throws IOException {
        TestTill first = till();
        assertThat(first.send(card(first, "CANCELLED", Optional.empty())).outcome())
                .isEqualTo("201");
        String one = caseOf(first, "Signing was cancelled");
        TestTill second = till();
        assertThat(second.send(card(second, "CANCELLED", Optional.empty())).outcome())
                .isEqualTo("201");
        String two = caseOf(second, "Signing was cancelled");
        TestTill third = till();
        assertThat(third.send(card(third, "BYPASSED", Optional.empty())).outcome())
                .isEqualTo("201");
        String other = caseOf(third, "The cashier skipped signing");
        Map<String, String> form = new LinkedHashMap<>();
        form.put("do", "explain-all");
        form.put("cause", "SIGN_CANCELLED");
        form.put("words", "");
        assertThat(shop().post("/merchant/unsigned", form).status()).isEqualTo(422);
        form.put("words", "card 6212345678901232");
        assertThat(shop().post("/merchant/unsigned", form).status()).isEqualTo(422);
        assertThat(page(one)).doesNotContain("Handed in");

        form.put("words", "the customer was in a hurry");
        assertThat(shop().post("/merchant/unsigned", form).status()).isEqualTo(303);

        assertThat(page(one)).contains("Handed in").contains("the customer was in a hurry");
        assertThat(page(two)).contains("Handed in").contains("the customer was in a hurry");
        assertThat(page(other)).doesNotContain("the customer was in a hurry");
    }
}
