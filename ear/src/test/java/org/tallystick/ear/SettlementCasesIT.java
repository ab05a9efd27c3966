package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.tallystick.ear.CoverageShop.awaitPage;
import static org.tallystick.ear.CoverageShop.bank;
import static org.tallystick.ear.CoverageShop.caseOf;
import static org.tallystick.ear.CoverageShop.country;
import static org.tallystick.ear.CoverageShop.event;
import static org.tallystick.ear.CoverageShop.page;
import static org.tallystick.ear.CoverageShop.server;
import static org.tallystick.ear.CoverageShop.shop;
import static org.tallystick.ear.CoverageShop.till;
import static org.tallystick.ear.CoverageShop.unsigned;
import static org.tallystick.ear.CoverageShop.until;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.JsonObject;
import org.tallystick.signing.SignedBill;

/**
 * Settled sales without a bill are cases, one for a sale, whoever tells of it first; programs of an institution hand settlements in and are
 * advised on paying out; rates tell terminal programs apart. Through the real server.
 */
class SettlementCasesIT {
    private static final Pattern SECRET = Pattern.compile("id=\"secret\">([^<]+)<");
    /** Long enough ago for a late bill to have come. */
    private static final LocalDate DAY = SettledSales.today().minusDays(3);

    @Test
    void holeSettlementAndLateBillAreOneCase() throws IOException {
        TestTill till = till();
        SettledSales sales = new SettledSales(till, DAY);
        assertThat(till.send(sales.bill(1000)).status()).isEqualTo(201);
        SignedBill late = sales.bill(2000);
        assertThat(till.send(sales.bill(3000)).status()).isEqualTo(201);
        String number = caseOf(till, "Not known yet; under inquiry");

        SettledSales.hand(bank(), SettledSales.HEADER + sales.line(2, "20.00"), Map.of());

        awaitPage(number, "the settlement");
        assertThat(page(number)).contains("a hole in the counter").contains("20.00");
        assertThat(caseOf(till, "The bill of a settled sale")).isEqualTo(number);
        assertThat(till.send(late).status()).isEqualTo(201);
        awaitPage(number, "Bill resent");
        assertThat(page(number)).contains("Closed");
    }

    @Test
    void aHoleThatIsFoundAfterItsSettlementIsTheSameCase() throws IOException {
        TestTill till = till();
        SettledSales sales = new SettledSales(till, DAY);
        SignedBill first = sales.bill(1000);
        sales.bill(2000);
        SignedBill third = sales.bill(3000);
        SettledSales.hand(bank(), SettledSales.HEADER + sales.line(2, "20.00"), Map.of());
        String number = caseOf(till, "The bill of a settled sale");
        assertThat(page(number)).doesNotContain("a hole in the counter");

        assertThat(till.send(first).status()).isEqualTo(201);
        assertThat(till.send(third).status()).isEqualTo(201);

        awaitPage(number, "a hole in the counter");
        assertThat(caseOf(till, "The bill of a settled sale")).isEqualTo(number);
    }

    @Test
    void aLateBillClosesWhatOnlyTheSettlementToldOf() throws IOException {
        TestTill till = till();
        SettledSales sales = new SettledSales(till, DAY);
        SignedBill late = sales.bill(1000);
        SettledSales.hand(bank(), SettledSales.HEADER + sales.line(1, "10.00"), Map.of());
        String number = caseOf(till, "The bill of a settled sale");

        assertThat(till.send(late).status()).isEqualTo(201);

        awaitPage(number, "Bill resent");
        assertThat(page(number)).contains("Closed").contains("level 1");
    }

    @Test
    void aLateBillWithoutASignatureGoesOnAsTheSameCase() throws IOException {
        TestTill till = till();
        SettledSales sales = new SettledSales(till, DAY);
        SignedBill late = sales.bill(1000);
        SettledSales.hand(bank(), SettledSales.HEADER + sales.line(1, "10.00"), Map.of());
        String number = caseOf(till, "The bill of a settled sale");

        assertThat(unsigned(till, late, "SIGNING_UNIT_FAILED").status()).isEqualTo(201);

        awaitPage(number, "The terminal’s signing unit failed");
        assertThat(caseOf(till, "The terminal’s signing unit failed")).isEqualTo(number);
    }

    @Test
    void undoneTheSettlementTakesItsWordBack() throws IOException {
        TestTill till = till();
        SettledSales sales = new SettledSales(till, DAY);
        sales.bill(1000);
        String file = SettledSales.hand(bank(), SettledSales.HEADER + sales.line(1, "10.00"), Map.of());
        String number = caseOf(till, "The bill of a settled sale");
        assertThat(bank().get("/institution/unsigned/" + number).text())
                .contains("href=\"" + file + "\"")
                .contains("Advice on paying out");
        assertThat(page(number)).doesNotContain("Advice on paying out");

        assertThat(bank().post(file, Map.of("do", "undo", "sure", "yes")).status())
                .isEqualTo(303);

        awaitPage(number, "Settlement taken back");
        assertThat(page(number)).contains("Closed");
    }

    @Test
    void aProgramHandsAFileInOnceAndIsAdvisedOnPayingOut() throws IOException {
        TestTill till = till();
        SettledSales sales = new SettledSales(till, DAY);
        assertThat(till.send(sales.bill(1000)).status()).isEqualTo(201);
        sales.bill(250_000);
        String text = SettledSales.HEADER + sales.line(1, "10.00") + sales.line(2, "2500.00") + "broken\n";
        String token = token("yes");

        TestAnswer taken = post(token, "text/csv", "?name=day.csv&from=" + DAY + "&to=" + DAY, text);
        assertThat(taken.status()).isEqualTo(202);
        String number = taken.json().string("number");
        assertThat(taken.header("Location")).endsWith("/api/v1/settlements/" + number);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> get(token, "/api/v1/settlements/" + number).json().string("state"), "ACTIVE"::equals);

        JsonObject file = get(token, "/api/v1/settlements/" + number).json();
        assertThat(file.object("counts").integer("matched")).isEqualTo(1);
        assertThat(file.object("counts").integer("withoutReceipt")).isEqualTo(1);
        assertThat(file.objects("faults").get(0).integer("line")).isEqualTo(4);
        assertThat(file.object("progress").string("state")).isEqualTo("DONE");
        TestAnswer again = post(token, "application/octet-stream", "", text);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().string("number")).isEqualTo(number);
        assertThat(get(token, "/api/v1/settlements").text()).contains(number);

        String unreceipted = caseOf(till, "The bill of a settled sale");
        JsonObject advice = get(token, "/api/v1/settlement-advice?date=" + DAY).json().objects("advice").stream()
                .filter(line -> line.string("case").equals(unreceipted))
                .findFirst()
                .orElseThrow();
        assertThat(advice.string("advice")).isEqualTo("WARN");
        assertThat(advice.string("rule")).isEqualTo("large-cny");
        assertThat(advice.integer("ruleVersion")).isEqualTo(1);
        assertThat(advice.integer("amount")).isEqualTo(250_000);
        assertThat(advice.string("settlement")).isEqualTo(number);
        assertThat(bank().get("/institution/settlement-advice.csv?date=" + DAY).text())
                .contains("WARN,,large-cny,1,898331054110027," + till.profile().terminalNo());
    }

    @Test
    void aFileInAFormIsTakenTooAndWhatIsWrongIsSaid() throws IOException {
        String token = token("yes");
        String form =
                "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n终端号,日期\n1,2\n\r\n--edge--\r\n";

        TestAnswer taken = post(token, "multipart/form-data; boundary=edge", "", form);
        assertThat(taken.status()).isEqualTo(202);
        String path = "/api/v1/settlements/" + taken.json().string("number");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> get(token, path).json().string("state"), "REFUSED"::equals);
        assertThat(get(token, path).json().object("refusal").string("reason")).isEqualTo("COLUMNS");

        assertThat(post(token, "application/json", "", "{}").outcome()).isEqualTo("415 unsupported-media-type");
        assertThat(post(token, "text/csv", "", "").outcome()).isEqualTo("422 member-invalid");
        assertThat(post(token, "text/csv", "?from=" + DAY, "x").outcome()).isEqualTo("422 member-invalid");
        assertThat(post(token, "text/csv", "?from=" + DAY + "&to=yesterday", "x")
                        .outcome())
                .isEqualTo("422 member-invalid");
        assertThat(get(token, "/api/v1/settlement-advice").outcome()).isEqualTo("422 member-invalid");
        assertThat(get(token, "/api/v1/settlements/S00000000").outcome()).isEqualTo("404 not-found");
        assertThat(post("nobody", "text/csv", "", "x").outcome()).isEqualTo("401 unauthenticated");
    }

    @Test
    void aTokenThatReadsHandsNothingInAndNeitherDoesABrowser() throws IOException {
        String token = token("no");

        assertThat(post(token, "text/csv", "", "x").outcome()).isEqualTo("403 forbidden");
        assertThat(get(token, "/api/v1/settlements").status()).isEqualTo(200);
        assertThat(bank().post("/api/v1/settlements", Map.of("file", "x")).outcome())
                .isEqualTo("401 unauthenticated");
        assertThat(shop().get("/api/v1/settlements").outcome()).isEqualTo("403 forbidden");
        assertThat(shop().get("/api/v1/settlement-advice?date=" + DAY).outcome())
                .isEqualTo("403 forbidden");
        assertThat(shop().post("/merchant/tokens", Map.of("do", "create", "name", "x", "hands-in", "yes"))
                        .status())
                .isEqualTo(422);
        assertThat(TestAnswer.to(HttpRequest.newBuilder(server().url("/api/v1/settlements"))
                                .method("DELETE", HttpRequest.BodyPublishers.noBody()))
                        .outcome())
                .isEqualTo("405 method-not-allowed");
    }

    @Test
    void ratesTellTerminalProgramsApart() throws IOException {
        TestTill till = till();
        event(till, "FIRMWARE", Map.of("brand", "Trial", "model", "T-1000", "version", "9.9-trial"));
        assertThat(unsigned(till, till.next(), "FIRMWARE_OLD").status()).isEqualTo(201);
        assertThat(till.send(till.next()).status()).isEqualTo(201);

        until(() -> bank().get("/institution/coverage.csv?by=firmware")
                .text()
                .contains("9.9-trial,T-1000,2,1,1,0,0,0,1,1,"));

        assertThat(country().get("/regulator/coverage.csv?by=device_brand").text())
                .contains("Trial,Trial,2,1,1,");
        String page = shop().get("/merchant/coverage?by=device_model").text();
        assertThat(page).contains("Trial · T-1000").contains("model=T-1000").doesNotContain("Institution</a>");
        assertThat(bank().get("/institution/coverage?firmware=9.9-trial&by=terminal")
                        .text())
                .contains(till.profile().terminalNo());
        assertThat(bank().get("/institution/coverage?firmware=-&by=terminal").text())
                .doesNotContain(till.profile().terminalNo());
        assertThat(shop().get("/merchant/coverage.csv?by=institution").text()).doesNotContain("Acquiring");
    }

    /** A new token of the institution's officer. @param handsIn {@code yes} for one that hands files in */
    private static String token(String handsIn) throws IOException {
        TestAnswer page = bank().post("/institution/tokens", Map.of("do", "create", "name", "x", "hands-in", handsIn));
        Matcher secret = SECRET.matcher(page.text());
        assertThat(secret.find()).isTrue();
        return secret.group(1);
    }

    private static TestAnswer get(String token, String path) throws IOException {
        return TestAnswer.to(HttpRequest.newBuilder(server().url(path)).header("Authorization", "Bearer " + token));
    }

    private static TestAnswer post(String token, String type, String query, String body) throws IOException {
        return TestAnswer.to(HttpRequest.newBuilder(server().url("/api/v1/settlements" + query))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }
}
