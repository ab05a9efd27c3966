package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.StrictJson;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.ReceiptNumber;
import org.tallystick.signing.SignedBill;

/** Two merchants on one platform: each finds, opens, exports and closes its own day, and nothing of the other's. */
class MerchantReceiptsIT {
    private static final String MINE = "30000001";
    private static final String THEIRS = "30000002";
    private static final int SALES = 53;
    private static final Pattern ROW = Pattern.compile("href=\"/merchant/receipts/([0-9A-Z]{11})\"");
    private static final Pattern NEXT = Pattern.compile("href=\"(/merchant/receipts\\?[^\"]*)\" rel=\"(next|prev)\"");

    private static ServerProcess server;
    private static String me;
    private static String them;
    private static String special;
    private static String digest;
    private static String unsigned;
    private static String theirs;

    @BeforeAll
    static void sell() throws IOException {
        server = TestShop.configure(ServerProcess.fresh("merchants"));
        Path register = Files.writeString(server.base().resolve("register.json"), register());
        Path accounts = Files.writeString(
                server.base().resolve("accounts.json"),
                "[%s,%s]".formatted(account("me", "898331054110027"), account("them", "898331059450113")));
        server.with("TALLYSTICK_REGISTER", register.toString())
                .with("TALLYSTICK_ACCESS_DEMO_ACCOUNTS", accounts.toString())
                .start();
        TestTill mine = TestTill.enrol(server, MINE);
        for (int i = 1; i < SALES; i++) {
            assertThat(mine.send(mine.next()).outcome()).isEqualTo("201");
        }
        Map<String, Object> bill = mine.bill(mine.nextCounter());
        bill.putAll(Map.of("amount", 432_10L, "referenceNo", "632618281190", "authCode", "A1B2C3"));
        TestAnswer kept = mine.send(mine.sign(bill));
        special = kept.json().string("number");
        digest = HexFormat.of().formatHex(Receipt.parse(kept.receipt()).digest());
        TestTill other = TestTill.enrol(server, THEIRS);
        theirs = other.send(other.next()).json().string("number");
        SignedBill without = SignedBill.of(
                JsonWriter.write(other.bill(2)), Optional.empty(), List.of(), Optional.of("SIGNING_UNIT_FAILED"));
        unsigned = other.sendVouched(without, other.secret()).json().string("number");
        me = signIn("me");
        them = signIn("them");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theListHoldsEveryOwnReceiptOnceAndNoOther() throws IOException {
        TestAnswer first = get(me, "/merchant/receipts");
        String next = link(first, "next");
        TestAnswer second = get(me, next);
        List<String> all = new ArrayList<>(numbers(first));
        all.addAll(numbers(second));

        assertThat(numbers(first)).hasSize(50);
        assertThat(all).hasSize(SALES).doesNotHaveDuplicates().contains(special).doesNotContain(theirs, unsigned);
        assertThat(numbers(get(me, link(second, "prev")))).isEqualTo(numbers(first));
        assertThat(numbers(get(them, "/merchant/receipts"))).containsExactlyInAnyOrder(theirs, unsigned);
    }

    @Test
    void countAndSumAreOfTheWholeFilteredSet() throws IOException {
        assertThat(text(get(me, "/merchant/receipts")))
                .contains("<strong>53</strong>")
                .contains("1,071.70");
        assertThat(text(get(me, "/merchant/receipts?min=100")))
                .contains("<strong>1</strong>")
                .contains("432.10");
    }

    @Test
    void everyFactOfASlipFindsItsReceipt() throws IOException {
        for (String fact : List.of(ReceiptNumber.grouped(special), "632618281190", "a1b2c3", "432.10", "53", digest)) {
            String q = URLEncoder.encode(fact, StandardCharsets.UTF_8);
            assertThat(numbers(get(me, "/merchant/receipts?q=" + q))).as(fact).containsExactly(special);
        }
    }

    @Test
    void noFilterFindsAReceiptOfSomebodyElse() throws IOException {
        assertThat(numbers(get(me, "/merchant/receipts?q=" + theirs))).isEmpty();
        assertThat(numbers(get(me, "/merchant/receipts?terminal=" + THEIRS))).isEmpty();
        assertThat(numbers(get(me, "/merchant/receipts?status=unsigned"))).isEmpty();
        assertThat(numbers(get(them, "/merchant/receipts?status=unsigned"))).containsExactly(unsigned);
        assertThat(numbers(get(them, "/merchant/receipts?q=432.10&from=&to="))).isEmpty();
        assertThat(text(get(me, "/merchant/receipts"))).doesNotContain(THEIRS);
    }

    @Test
    void aReceiptIsOpenedByItsMerchantOnly() throws IOException {
        TestAnswer own = get(me, "/merchant/receipts/" + special + "");

        assertThat(own.status()).isEqualTo(200);
        assertThat(text(own))
                .contains("632618281190")
                .contains("Contained in a checkpoint")
                .contains("is-ok");
        assertThat(get(me, "/merchant/receipts/" + theirs).status()).isEqualTo(404);
        assertThat(get(them, "/merchant/receipts/" + special).status()).isEqualTo(404);
        assertThat(get(me, "/merchant/signatures/" + theirs).status()).isEqualTo(404);
        assertThat(text(get(them, "/merchant/receipts/" + unsigned + ""))).contains("do not charge again");
    }

    @Test
    void theExportIsExactlyTheFilteredSet() throws IOException {
        TestAnswer csv = get(me, "/merchant/receipts.csv");

        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.text()).startsWith("\uFEFFTime of sale,").contains(ReceiptNumber.grouped(special));
        assertThat(csv.text()).doesNotContain(ReceiptNumber.grouped(theirs)).doesNotContain(THEIRS);
        assertThat(csv.text().lines()).hasSize(SALES + 1);
        assertThat(get(them, "/merchant/receipts.csv?status=unsigned").text().lines())
                .hasSize(2);
        assertThat(sheet(get(me, "/merchant/receipts.xlsx?min=100")))
                .contains("<v>432.10</v>")
                .contains(ReceiptNumber.grouped(special));
        assertThat(get("", "/merchant/receipts.csv").status()).isEqualTo(401);
    }

    @Test
    void theDayClosesWithTheDifferenceNamed() throws IOException {
        LocalDate day = LocalDate.now(Clock.system(ZoneId.of("Asia/Shanghai")));
        String form = "day=" + day + "&batch=000001&currency=CNY&count=54&net=1071.70&terminal=";

        assertThat(post(me, "/merchant/close", form + THEIRS).status()).isEqualTo(404);
        assertThat(post(me, "/merchant/close", form.replace("1071.70", "much") + MINE)
                        .status())
                .isEqualTo(422);
        assertThat(post(me, "/merchant/close", form + MINE).status()).isEqualTo(303);
        assertThat(text(get(me, "/merchant/close")))
                .contains("1 more on the slip")
                .contains("me@example.cn")
                .doesNotContain(THEIRS);
        assertThat(text(get(them, "/merchant/close"))).doesNotContain(MINE);
    }

    @Test
    void slipsOfAFileAreTakenAllOrNone() throws IOException {
        String day = "2026-01-15";
        String head = "terminal,batch,count,net\n";
        String good = head + MINE + ",7,3,30.00\n" + MINE + ",8,4,40.00\n";

        TestAnswer wrong = load(me, day, good + MINE + ",9,four,1.00\n");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("Line 4: count is missing or no number");
        TestAnswer foreign = load(me, day, good + THEIRS + ",9,4,1.00\n");
        assertThat(foreign.status()).isEqualTo(422);
        assertThat(foreign.text()).contains("a terminal that is not yours");
        assertThat(load(me, day, "\u0000PNG").text()).contains("no CSV file");
        assertThat(text(get(me, "/merchant/close?day=" + day))).contains("No receipts on this day");
        assertThat(load(me, day, good).status()).isEqualTo(303);
        assertThat(text(get(me, "/merchant/close?day=" + day)))
                .contains("000007", "000008", "me@example.cn")
                .doesNotContain("000009");
    }

    @Test
    void twoPeopleMayTypeTheSameSlipAtOnce() throws Exception {
        String form = "day=2026-01-16&batch=000001&currency=CNY&count=5&net=10.00&terminal=" + MINE;
        ExecutorService people = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> all = Collections.nCopies(
                    8, () -> post(me, "/merchant/close", form).status());
            for (Future<Integer> one : people.invokeAll(all)) {
                assertThat(one.get()).isEqualTo(303);
            }
        } finally {
            people.shutdownNow();
        }
    }

    @Test
    void columnsAreChosenByTheAddress() throws IOException {
        String usual = text(get(me, "/merchant/receipts"));
        String chosen = text(get(me, "/merchant/receipts?cols=-&col-auth=on&col-reference=on"));

        assertThat(usual)
                .contains("<th scope=\"col\">Card</th>")
                .doesNotContain("<th scope=\"col\">Authorisation</th>");
        assertThat(chosen)
                .contains("<th scope=\"col\">Authorisation</th>", ">A1B2C3<", "cols=-reference%2Cauth")
                .doesNotContain("<th scope=\"col\">Card</th>");
    }

    @Test
    void theDashboardCountsTheOwnShop() throws IOException {
        String mine = text(get(me, "/merchant"));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> text(get(them, "/merchant"))
                .contains("Signature or bill missing"));
        String other = text(get(them, "/merchant"));

        assertThat(mine)
                .contains(">53<")
                .contains("CNY 1,071.70")
                .contains(MINE)
                .doesNotContain(THEIRS);
        assertThat(other).contains(THEIRS).doesNotContain(MINE);
    }

    private static List<String> numbers(TestAnswer page) {
        assertThat(page.status()).isEqualTo(200);
        return ROW.matcher(page.text()).results().map(m -> m.group(1)).toList();
    }

    private static String link(TestAnswer page, String relation) {
        return NEXT.matcher(page.text())
                .results()
                .filter(m -> m.group(2).equals(relation))
                .map(m -> m.group(1).replace("&amp;", "&"))
                .findFirst()
                .orElseThrow();
    }

    private static String text(TestAnswer page) {
        assertThat(page.status()).isEqualTo(200);
        return page.text();
    }

    private static String sheet(TestAnswer answer) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith("sheet1.xml")) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("no sheet");
    }

    private static TestAnswer get(String cookie, String path) throws IOException {
        return TestAnswer.to(HttpRequest.newBuilder(server.url(path)).header("Cookie", cookie));
    }

    private static TestAnswer post(String cookie, String path, String form) throws IOException {
        return TestAnswer.to(HttpRequest.newBuilder(server.url(path))
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private static TestAnswer load(String cookie, String day, String file) throws IOException {
        String body = "--edge\r\nContent-Disposition: form-data; name=\"day\"\r\n\r\n" + day
                + "\r\n--edge\r\nContent-Disposition: form-data; name=\"do\"\r\n\r\nload"
                + "\r\n--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"slips.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + file + "\r\n--edge--\r\n";
        return TestAnswer.to(HttpRequest.newBuilder(server.url("/merchant/close"))
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String signIn(String name) throws IOException {
        String login = name + "@example.cn";
        byte[] accounts = Files.readAllBytes(server.data().resolve("demo-accounts.json"));
        String password = StrictJson.parseArray(accounts, StrictJson.Limits.UPLOAD, "accounts").stream()
                .filter(account -> account.string("name").equals(login))
                .map(account -> account.string("password"))
                .findFirst()
                .orElseThrow();
        String form = "login=" + login + "&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8);
        String cookie = post("", "/sign-in", form).header("Set-Cookie");
        assertThat(cookie).startsWith("__Host-session=");
        return cookie.split(";")[0] + "; lang=en";
    }

    private static String account(String name, String merchant) {
        return "{\"login\":\"%s@example.cn\",\"name\":\"%s\",\"role\":\"MERCHANT_OWNER\",\"scope\":\"%s\"}"
                .formatted(name, name, merchant);
    }

    private static String register() {
        return "{\"acquirers\":[{\"code\":\"48023310\",\"nameZh\":\"收单\",\"nameEn\":\"Acquiring\"}],\"merchants\":["
                + merchant("898331054110027", "Qinghe", MINE) + "," + merchant("898331059450113", "Zhibai", THEIRS)
                + "]}";
    }

    private static String merchant(String no, String name, String terminal) {
        return """
                {"merchantNo":"%s","acquirer":"48023310","nameZh":"%s","nameEn":"%s","city":"杭州","region":"浙江",
                 "mcc":"5411","stores":[{"name":"Main","address":"1 Main Street","city":"杭州"}],
                 "terminals":[{"terminalNo":"%s","serial":"TUSN-%s","store":"Main"}]}"""
                .formatted(no, name, name, terminal, terminal);
    }
}
