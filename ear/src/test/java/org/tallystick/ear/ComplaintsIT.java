package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.ear.ComplaintForms.Opened;
import org.tallystick.ear.SupervisedShops.Reader;

/** Complaints about the receipts of three shops: who sees them, what a form may hold, who may say what, and what a code opens. */
class ComplaintsIT {
    private static final Pattern ROW = Pattern.compile("href=\"/[a-z]+/complaints/(C[0-9A-Z]{8})\"");

    private static final Map<String, TestTill> TILLS = new HashMap<>();

    private static ServerProcess server;
    private static ComplaintForms consumer;
    private static Reader shop;
    private static Reader bank;
    private static Reader zhejiang;
    private static Reader country;
    private static String tea;
    private static String books;
    private static String coffee;

    @BeforeAll
    static void sell() throws IOException {
        server = SupervisedShops.start(ServerProcess.fresh("complaints")
                .with("TALLYSTICK_LIMITS_COMPLAINT_RATE", "100000")
                .with("TALLYSTICK_LIMITS_COMPLAINT_BURST", "100000"));
        consumer = new ComplaintForms(server);
        tea = sale(SupervisedShops.TEA_TERMINAL);
        books = sale(SupervisedShops.BOOKS_TERMINAL);
        coffee = sale(SupervisedShops.COFFEE_TERMINAL);
        shop = Reader.signIn(server, "shop@test");
        bank = Reader.signIn(server, "bank@test");
        zhejiang = Reader.signIn(server, "zhejiang@test");
        country = Reader.signIn(server, "country@test");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void eachSeesTheComplaintsOfItsScopeAndNoOther() throws IOException {
        String ofTea = consumer.open(tea, "GOODS", "cold tea").number();
        String ofBooks = consumer.open(books, "GOODS", "torn page").number();
        String ofCoffee = consumer.open(coffee, "GOODS", "no milk").number();

        assertSees(shop, "/merchant", List.of(ofTea), List.of(ofBooks, ofCoffee));
        assertSees(bank, "/institution", List.of(ofTea, ofCoffee), List.of(ofBooks));
        assertSees(zhejiang, "/regulator", List.of(ofTea, ofBooks), List.of(ofCoffee));
        assertSees(country, "/regulator", List.of(ofTea, ofBooks, ofCoffee), List.of());
    }

    @Test
    void nobodyAnswersOrDecidesBeyondTheirScopeOrRole() throws IOException {
        String ofCoffee = consumer.open(coffee, "OTHER", "a question").number();
        String ofBooks = consumer.open(books, "OTHER", "a question").number();

        assertThat(shop.send("/merchant/complaints/" + ofCoffee, "do", "say", "text", "mine now")
                        .status())
                .isEqualTo(404);
        assertThat(bank.send("/institution/complaints/" + ofBooks, "do", "say", "text", "closed")
                        .status())
                .isEqualTo(404);
        assertThat(zhejiang.send("/regulator/complaints/" + ofCoffee, "do", "say", "text", "closed")
                        .status())
                .isEqualTo(404);
        assertThat(shop.send("/regulator/complaints/" + ofCoffee, "do", "say", "text", "closed")
                        .status())
                .isEqualTo(403);
        assertThat(country.get("/regulator/complaints/" + ofCoffee).text()).doesNotContain("mine now");
    }

    @Test
    void aComplaintIsAnsweredAddedToAndDecided() throws IOException {
        Map<String, String> form = consumer.form(tea, "CHARGED_TWICE", "paid once, charged twice");
        form.put("contact", "li@example.cn");
        Opened opened = ComplaintForms.opened(consumer.post(tea + "/problem", form));
        String page = "/merchant/complaints/" + opened.number();

        assertThat(consumer.get(opened.path()).text())
                .contains("Never pay again.")
                .doesNotContain("li@example.cn");
        assertThat(shop.get(page).text())
                .contains("paid once, charged twice")
                .contains("li@example.cn")
                .contains("Matches");
        assertThat(shop.get("/merchant").text()).contains("waiting for an answer");
        assertThat(shop.send(page, "do", "say", "text", "refunded today").status())
                .isEqualTo(303);
        assertThat(consumer.get(opened.path()).text())
                .contains("refunded today")
                .contains("Answered");
        assertThat(add(opened, "it has not arrived").status()).isEqualTo(303);
        assertThat(shop.get(page).text()).contains("it has not arrived").contains("Waits for the shop");
        assertThat(zhejiang.send(
                                "/regulator/complaints/" + opened.number(), "do", "say", "text", "refund within a week")
                        .status())
                .isEqualTo(303);
        assertThat(consumer.get(opened.path()).text())
                .contains("Decision of the regulator")
                .contains("refund within a week");
        assertThat(add(opened, "thank you").status()).isEqualTo(403);
        assertThat(shop.send(page, "do", "say", "text", "too late").status()).isEqualTo(422);
        assertThat(shop.get(page).text()).doesNotContain("too late");
    }

    @Test
    void theReceiptsTimelineNamesItsComplaints() throws IOException {
        String receipt = sale(SupervisedShops.TEA_TERMINAL);
        String number = consumer.open(receipt, "ALTERED", "not my signature").number();
        String detail = shop.get("/merchant/complaints/" + number).text();
        String own = Pattern.compile("/merchant/receipts/[0-9A-Z]{11}")
                .matcher(detail)
                .results()
                .findFirst()
                .orElseThrow()
                .group();

        assertThat(shop.get(own).text()).contains("/merchant/complaints/" + number);
    }

    @Test
    void aFormSentTwiceOpensOneComplaint() throws IOException {
        Map<String, String> form = consumer.form(tea, "AMOUNT_WRONG", "12.30 instead of 2.30");
        Opened first = ComplaintForms.opened(consumer.post(tea + "/problem", form));
        Opened again = ComplaintForms.opened(consumer.post(tea + "/problem", form));

        assertThat(again).isEqualTo(first);
    }

    @Test
    void aFormSentTwelveTimesAtOnceOpensOneComplaint() throws IOException {
        Map<String, String> form = consumer.form(tea, "AMOUNT_WRONG", "sent by an impatient hand");
        long before = rows(shop, "/merchant").size();
        List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(0, 12)
                .mapToObj(i -> LocalHttp.client()
                        .sendAsync(
                                consumer.request(tea + "/problem", form)
                                        .header("Sec-Fetch-Site", "same-origin")
                                        .build(),
                                HttpResponse.BodyHandlers.ofString()))
                .toList();

        assertThat(all.stream()
                        .map(f -> f.join()
                                .headers()
                                .firstValue("Location")
                                .orElse("no place: " + f.join().statusCode()))
                        .distinct())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("/complaints/");
        assertThat(rows(shop, "/merchant")).hasSize((int) before + 1);
    }

    @Test
    void markupAndExpressionsAreText() throws IOException {
        String evil = "<script>alert(1)</script> #{viewer.login} ${1+1} \u0000\u001b[31m";
        Map<String, String> form = consumer.form(tea, "OTHER", evil);
        form.put("contact", "\"><img src=x>");
        Opened opened = ComplaintForms.opened(consumer.post(tea + "/problem", form));
        String theirs = consumer.get(opened.path()).text();
        String ours = shop.get("/merchant/complaints/" + opened.number()).text();

        for (String page : List.of(theirs, ours)) {
            assertThat(page)
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt; #{viewer.login} ${1+1} [31m")
                    .doesNotContain("<script>alert")
                    .doesNotContain("<img src=x");
        }
    }

    @Test
    void forgedNumbersAndWrongCodesOpenNothingAndWaitLongerEachTime() throws IOException {
        Opened opened = consumer.open(tea, "OTHER", "a secret of mine");
        Opened other = consumer.open(tea, "OTHER", "another one");

        assertThat(consumer.get("/complaints/C00000000?code=" + opened.code()).status())
                .isEqualTo(404);
        assertThat(consumer.get("/complaints/C0?code=" + opened.code()).status())
                .isEqualTo(404);
        assertThat(consumer.get("/complaints/" + opened.number()).text()).doesNotContain("a secret of mine");
        for (int i = 0; i < 4; i++) {
            TestAnswer wrong = consumer.get("/complaints/" + opened.number() + "?code=" + other.code());
            assertThat(wrong.status()).isEqualTo(404);
            assertThat(wrong.text()).doesNotContain("a secret of mine");
        }
        TestAnswer waiting = consumer.get(opened.path());
        assertThat(waiting.status()).isEqualTo(429);
        assertThat(Integer.parseInt(waiting.header("Retry-After"))).isBetween(1, 3);
        assertThat(consumer.get(other.path()).status()).isEqualTo(200);
    }

    @Test
    void aCodeIsReadAsPeopleTypeIt() throws IOException {
        Opened opened = consumer.open(tea, "OTHER", "typed by hand");
        String number = opened.number().replaceFirst("C(.{4})(.{4})", "c-$1-$2").toLowerCase();
        String code = opened.code().replaceAll("(.{4})(?=.)", "$1-").toLowerCase();

        TestAnswer lead = consumer.get("/complaints?number=" + number + "&code=" + code);
        assertThat(lead.header("Location")).isEqualTo(opened.path());
    }

    @Test
    void aFormFromElsewhereIsRefusedAndPagesStayPrivate() throws IOException {
        Map<String, String> form = consumer.form(tea, "OTHER", "from another site");
        assertThat(TestAnswer.to(consumer.request(tea + "/problem", form).header("Sec-Fetch-Site", "cross-site"))
                        .status())
                .isEqualTo(403);
        assertThat(consumer.get("/r/AAAAAAAAAAAAAAAAAAAAAA/problem").status()).isEqualTo(404);
        assertThat(consumer.get("/complaints/report").status()).isEqualTo(404);

        TestAnswer page = consumer.get(consumer.open(tea, "OTHER", "private").path());
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.header("Set-Cookie")).isEmpty();
    }

    @Test
    void dashboardsCountWhatWaitsAndStrangersAreAskedToSignIn() throws IOException {
        consumer.open(books, "GOODS", "counted");

        assertThat(zhejiang.get("/regulator").text()).contains("waiting for an answer");
        assertThat(new ComplaintForms(server).get("/merchant/complaints").status())
                .isEqualTo(303);
    }

    @Test
    void everyStepIsInTheAuditTrail() throws IOException {
        Opened opened = consumer.open(tea, "GOODS", "for the trail");
        consumer.get("/complaints/" + opened.number() + "?code=WRONGWRONGWRONGW");
        add(opened, "more for the trail");
        shop.send("/merchant/complaints/" + opened.number(), "do", "say", "text", "an answer for the trail");
        bank.send("/institution/complaints/" + opened.number(), "do", "say", "text", "a decision for the trail");

        assertThat(Reader.signIn(server, "operator@test")
                        .get("/admin/audit?action=complaint")
                        .text())
                .contains(opened.number())
                .contains("complaint.open")
                .contains("complaint.wrong-code")
                .contains("complaint.add")
                .contains("complaint.answer")
                .contains("complaint.close")
                .doesNotContain("for the trail");
    }

    private static TestAnswer add(Opened opened, String text) throws IOException {
        return consumer.post("/complaints/" + opened.number(), Map.of("code", opened.code(), "text", text));
    }

    private static void assertSees(Reader reader, String area, List<String> seen, List<String> hidden)
            throws IOException {
        assertThat(rows(reader, area)).containsAll(seen).noneMatch(hidden::contains);
        for (String number : seen) {
            assertThat(reader.get(area + "/complaints/" + number).status()).isEqualTo(200);
        }
        for (String number : hidden) {
            assertThat(reader.get(area + "/complaints/" + number).status()).isEqualTo(404);
        }
    }

    private static List<String> rows(Reader reader, String area) throws IOException {
        TestAnswer list = reader.get(area + "/complaints");
        assertThat(list.status()).isEqualTo(200);
        return ROW.matcher(list.text()).results().map(m -> m.group(1)).toList();
    }

    private static String sale(String terminal) throws IOException {
        TestTill till = TILLS.computeIfAbsent(terminal, no -> TestTill.enrol(server, no));
        var bill = till.next();
        assertThat(till.send(bill).status()).isEqualTo(201);
        return "/r/" + TestTill.codeOf(bill);
    }
}
