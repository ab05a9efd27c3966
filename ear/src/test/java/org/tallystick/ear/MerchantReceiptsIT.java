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
import java.util.HashMap;
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

    private static final String ACCOUNTS =
            """
            [{"login":"me@example.cn","name":"me","role":"MERCHANT_OWNER","scope":"898331054110027"},
             {"login":"them@example.cn","name":"them","role":"MERCHANT_OWNER","scope":"898331059450113"}]
            """;

    private static ServerProcess server;
    private static PortalClient me;
    private static PortalClient them;
    private static String special;
    private static String digest;
    private static String unsigned;
    private static String theirs;
    /** Of the sales: it may be over when a test asks. */
    private static LocalDate sold;

    @BeforeAll
    static void sell() throws IOException {
        server = TestShop.configure(ServerProcess.fresh("merchants"));
        Path register = Files.writeString(server.base().resolve("register.json"), register());
        Path accounts = Files.writeString(server.base().resolve("me-and-them.json"), ACCOUNTS);
        server.with("TALLYSTICK_REGISTER", register.toString())
                .with("TALLYSTICK_ACCESS_DEMO_ACCOUNTS", accounts.toString())
                .start();
        TestTill mine = TestTill.enrol(server, MINE);
        sold = LocalDate.now(Clock.system(ZoneId.of("Asia/Shanghai")));
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
        me = PortalAccounts.of(server).signIn("me@example.cn");
        them = PortalAccounts.of(server).signIn("them@example.cn");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theListHoldsEveryOwnReceiptOnceAndNoOther() throws IOException {
        TestAnswer first = me.get("/merchant/receipts");
        TestAnswer second = me.get(link(first, "next"));
        List<String> all = new ArrayList<>(numbers(first));
        all.addAll(numbers(second));

        assertThat(numbers(first)).hasSize(50);
        assertThat(all).hasSize(SALES).doesNotHaveDuplicates().contains(special).doesNotContain(theirs, unsigned);
        assertThat(numbers(me.get(link(second, "prev")))).isEqualTo(numbers(first));
        assertThat(numbers(them.get("/merchant/receipts"))).containsExactlyInAnyOrder(theirs, unsigned);
    }

    @Test
    void countAndSumAreOfTheWholeFilteredSet() throws IOException {
        assertThat(text(me.get("/merchant/receipts")))
                .contains("<strong>53</strong>")
                .contains("1,071.70");
        assertThat(text(me.get("/merchant/receipts?min=100")))
                .contains("<strong>1</strong>")
                .contains("432.10");
    }

    @Test
    void everyFactOfASlipFindsItsReceipt() throws IOException {
        for (String fact : List.of(ReceiptNumber.grouped(special), "632618281190", "a1b2c3", "432.10", "53", digest)) {
            String q = URLEncoder.encode(fact, StandardCharsets.UTF_8);
            assertThat(numbers(me.get("/merchant/receipts?q=" + q))).as(fact).containsExactly(special);
        }
    }

    @Test
    void noFilterFindsAReceiptOfSomebodyElse() throws IOException {
        assertThat(numbers(me.get("/merchant/receipts?q=" + theirs))).isEmpty();
        assertThat(numbers(me.get("/merchant/receipts?terminal=" + THEIRS))).isEmpty();
        assertThat(numbers(me.get("/merchant/receipts?status=unsigned"))).isEmpty();
        assertThat(numbers(them.get("/merchant/receipts?status=unsigned"))).containsExactly(unsigned);
        assertThat(numbers(them.get("/merchant/receipts?q=432.10&from=&to="))).isEmpty();
        assertThat(text(me.get("/merchant/receipts"))).doesNotContain(THEIRS);
    }

    @Test
    void aReceiptIsOpenedByItsMerchantOnly() throws IOException {
        TestAnswer own = me.get("/merchant/receipts/" + special);

        assertThat(own.status()).isEqualTo(200);
        assertThat(text(own))
                .contains("632618281190")
                .contains("Contained in a checkpoint")
                .contains("is-ok");
        assertThat(me.get("/merchant/receipts/" + theirs).status()).isEqualTo(404);
        assertThat(them.get("/merchant/receipts/" + special).status()).isEqualTo(404);
        assertThat(me.get("/merchant/signatures/" + theirs).status()).isEqualTo(404);
        assertThat(text(them.get("/merchant/receipts/" + unsigned))).contains("do not charge again");
    }

    @Test
    void theExportIsExactlyTheFilteredSet() throws IOException {
        TestAnswer csv = me.get("/merchant/receipts.csv");

        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.text()).startsWith("\uFEFFTime of sale,").contains(ReceiptNumber.grouped(special));
        assertThat(csv.text()).doesNotContain(ReceiptNumber.grouped(theirs)).doesNotContain(THEIRS);
        assertThat(csv.text().lines()).hasSize(SALES + 1);
        assertThat(them.get("/merchant/receipts.csv?status=unsigned").text().lines())
                .hasSize(2);
        assertThat(sheet(me.get("/merchant/receipts.xlsx?min=100")))
                .contains("<v>432.10</v>")
                .contains(ReceiptNumber.grouped(special));
        assertThat(new PortalClient(server).get("/merchant/receipts.csv").status())
                .isEqualTo(401);
    }

    @Test
    void theDayClosesWithTheDifferenceNamed() throws IOException {
        assertThat(type(sold, "54", "1071.70", THEIRS)).isEqualTo(404);
        assertThat(type(sold, "54", "much", MINE)).isEqualTo(422);
        assertThat(type(sold, "54", "1071.70", MINE)).isEqualTo(303);
        assertThat(text(me.get("/merchant/close?day=" + sold)))
                .contains("1 more on the slip")
                .contains("me@example.cn")
                .doesNotContain(THEIRS);
        assertThat(text(them.get("/merchant/close?day=" + sold))).doesNotContain(MINE);
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
        assertThat(text(me.get("/merchant/close?day=" + day))).contains("No receipts on this day");
        assertThat(load(me, day, good).status()).isEqualTo(303);
        assertThat(text(me.get("/merchant/close?day=" + day)))
                .contains("000007", "000008", "me@example.cn")
                .doesNotContain("000009");
    }

    @Test
    void twoPeopleMayTypeTheSameSlipAtOnce() throws Exception {
        LocalDate day = LocalDate.of(2026, 1, 16);
        ExecutorService people = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> all = Collections.nCopies(8, () -> type(day, "5", "10.00", MINE));
            for (Future<Integer> one : people.invokeAll(all)) {
                assertThat(one.get()).isEqualTo(303);
            }
        } finally {
            people.shutdownNow();
        }
    }

    @Test
    void columnsAreChosenByTheAddress() throws IOException {
        String usual = text(me.get("/merchant/receipts"));
        String chosen = text(me.get("/merchant/receipts?cols=-&col-auth=on&col-reference=on"));

        assertThat(usual)
                .contains("<th scope=\"col\">Card</th>")
                .doesNotContain("<th scope=\"col\">Authorisation</th>");
        assertThat(chosen)
                .contains("<th scope=\"col\">Authorisation</th>", ">A1B2C3<", "cols=-reference%2Cauth")
                .doesNotContain("<th scope=\"col\">Card</th>");
    }

    @Test
    void theDashboardCountsTheOwnShop() throws IOException {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> text(them.get("/merchant"))
                .contains("Signature or bill missing"));
        String mine = text(me.get("/merchant"));
        String other = text(them.get("/merchant"));

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

    private static int type(LocalDate day, String count, String net, String terminal) throws IOException {
        Map<String, String> slip = new HashMap<>(Map.of("batch", "000001", "currency", "CNY", "day", day.toString()));
        slip.putAll(Map.of("terminal", terminal, "count", count, "net", net));
        return me.post("/merchant/close", slip).status();
    }

    private static TestAnswer load(PortalClient person, String day, String file) throws IOException {
        String body = "--edge\r\nContent-Disposition: form-data; name=\"day\"\r\n\r\n" + day
                + "\r\n--edge\r\nContent-Disposition: form-data; name=\"do\"\r\n\r\nload"
                + "\r\n--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"slips.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + file + "\r\n--edge--\r\n";
        return TestAnswer.to(HttpRequest.newBuilder(server.url("/merchant/close"))
                .header("Cookie", "__Host-session=" + person.session())
                .header("Accept-Language", "en")
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
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
