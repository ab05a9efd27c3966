package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;
import org.tallystick.signing.SignedBill;

/** Consumers hear about one receipt where they asked for it, in their language, until they have had enough; and nobody else does. */
class FollowingIT {
    private static final ServerProcess SERVER = TestShop.server();
    private static final Map<String, String> BOTH = Map.of("signature", "yes", "alteration", "yes");

    private static LetterBox letters;
    private static PortalClient bank;
    private static TestTill till;

    @BeforeAll
    static void open() throws IOException {
        letters = LetterBox.open(SERVER);
        bank = PortalAccounts.of(SERVER).signIn(Role.INSTITUTION_OFFICER);
        till = TestTill.enrol(SERVER, TestShop.freeForeignTerminal());
    }

    @AfterAll
    static void close() {
        letters.close();
    }

    @Test
    void whoConfirmsHearsInTheLanguageOfThePageUntilOneClickEndsIt() throws IOException {
        LateSale sale = LateSale.at(till, bank, "institution");
        String address = "Wang.Xiaoming@example.com";
        assertThat(english(sale.link())).contains("href=\"" + sale.link() + "/notices\"");
        assertThat(get(sale.link() + "/notices", "en").header("Cache-Control")).contains("no-store");

        TestAnswer asked = ask(sale.link(), address, BOTH, "zh-CN");

        assertThat(asked.status()).isEqualTo(303);
        assertThat(get(asked.header("Location"), "zh-CN").text())
                .contains("请查收邮件")
                .doesNotContain(address);
        LetterBox.Letter question = to(address, 1).get(0);
        assertThat(question.subject()).startsWith("请确认：接收票据");
        String page = path(question.end());
        assertThat(page).matches("/follow/[A-Za-z0-9_-]{22}/stop");
        String link = page.substring(0, page.length() - "/stop".length());
        assertThat(question.text()).contains(link).doesNotContain("12.30");
        assertThat(question.oneClick()).isEqualTo("List-Unsubscribe=One-Click");

        assertThat(get(link, "en").text()).contains("Do you want letters about this receipt?");
        assertThat(get(page, "en").text())
                .as("a mail program may open the address that ends it")
                .contains("action=\"" + link + "\"", "action=\"" + page + "\"");
        assertThat(post(link, Map.of(), "https://elsewhere.example", "en").status())
                .isEqualTo(403);
        assertThat(get(link, "en").text())
                .as("neither opening it nor another site's form confirms")
                .contains("Do you want letters about this receipt?");
        assertThat(post(link, Map.of(), origin(), "en").status()).isEqualTo(303);
        assertThat(get(link, "zh-CN").text()).contains("您将收到这张票据的通知");

        LateCustomer customer = LateCustomer.asked(SERVER, bank, sale.page());
        assertThat(customer.draws(LateCustomer.drawing(91)).status()).isEqualTo(303);
        LetterBox.Letter came = to(address, 2).get(1);
        assertThat(came.subject()).contains("的签名已补上");
        assertThat(came.text()).contains(sale.link(), "停止接收").doesNotContain("12.30", "Neighbour");
        assertThat(path(came.end())).isEqualTo(page);

        assertThat(post(page, Map.of("List-Unsubscribe", "One-Click"), "", "en").status())
                .as("a mail program knows no page of ours")
                .isEqualTo(303);
        assertThat(get(link, "en").status()).isEqualTo(410);
        assertThat(get(link + "?done=stopped", "en").text()).contains("Your address is deleted.");
        assertThat(post(page, Map.of(), "", "en").status()).isEqualTo(303);
    }

    @Test
    void aReceiptThatContradictsAnotherIsToldToWhoeverAskedForThatAlone() throws IOException {
        TestTill shop = TestTill.enrol(SERVER, TestShop.freeTerminal());
        SignedBill bill = shop.next();
        assertThat(shop.send(bill).outcome()).isEqualTo("201");
        String link = "/r/" + TestTill.codeOf(bill);
        String wants = "altered@example.com";
        String other = "signature@example.com";
        confirmed(link, wants, Map.of("alteration", "yes"));
        confirmed(link, other, Map.of("signature", "yes"));

        Map<String, Object> second = shop.bill(1);
        second.put("amount", 999_999L);
        assertThat(shop.send(shop.sign(second)).outcome()).isEqualTo("409 counter-conflict");

        assertThat(to(wants, 2).get(1).subject()).contains("is not what was signed");
        assertThat(to(other, 1)).hasSize(1);
    }

    @Test
    void theAnswerTellsNothingAndAddressesAreWrittenToOnce() throws IOException {
        LateSale sale = LateSale.at(till, bank, "institution");
        String address = "one@example.com";
        for (int i = 0; i < 3; i++) {
            assertThat(ask(sale.link(), " " + address.toUpperCase(Locale.ROOT) + " ", BOTH, "en")
                            .header("Location"))
                    .isEqualTo(sale.link() + "/notices?done=asked");
        }
        to(address.toUpperCase(Locale.ROOT), 1);
        confirmed(sale.link(), "two@example.com", BOTH);
        assertThat(ask(sale.link(), "two@example.com", BOTH, "en").header("Location"))
                .isEqualTo(sale.link() + "/notices?done=asked");
        confirmed(sale.link(), "three@example.com", BOTH);
        assertThat(letters.about("/follow/").stream().filter(one -> one.to().equalsIgnoreCase(address)))
                .as("a later letter has come to somebody else, and no second one here")
                .hasSize(1);
        assertThat(letters.about("/follow/").stream().filter(one -> one.to().equals("two@example.com")))
                .hasSize(1);
    }

    @Test
    void whatCannotBeWrittenToIsRefusedWithWhatWasTyped() throws IOException {
        LateSale sale = LateSale.at(till, bank, "institution");
        for (String wrong : List.of("", "nobody", "a@b c", "x@y>,z@w", "a".repeat(65) + "@example.com")) {
            TestAnswer answer = ask(sale.link(), wrong, BOTH, "en");
            assertThat(answer.status()).as(wrong).isEqualTo(422);
            assertThat(answer.text()).contains("An e-mail address, such as name@example.com.");
        }
        assertThat(ask(sale.link(), "kept@example.com", Map.of(), "en").text())
                .contains("Choose at least one of the two.")
                .contains("value=\"kept@example.com\"");
        assertThat(post(sale.link() + "/notices", Map.of("address", "a@example.com", "alteration", "yes"), "", "en")
                        .status())
                .isEqualTo(403);
        assertThat(get("/r/AAAAAAAAAAAAAAAAAAAAAA/notices", "en").status()).isEqualTo(404);
        assertThat(get("/following/form", "en").status()).isEqualTo(404);
        assertThat(get("/follow/AAAAAAAAAAAAAAAAAAAAAA", "en").status()).isEqualTo(410);
    }

    @Test
    void thePagesAreReadableForEverybodyOnAPhoneToo() throws IOException {
        LateSale sale = LateSale.at(till, bank, "institution");
        String address = "looked@example.com";
        assertThat(ask(sale.link(), address, BOTH, "en").status()).isEqualTo(303);
        String end = path(to(address, 1).get(0).end());
        String link = end.substring(0, end.length() - "/stop".length());
        try (Browser browser = Browser.open();
                BrowserContext phone = PageLook.window(browser, "zh-CN", ColorScheme.DARK, 360);
                BrowserContext desk = PageLook.window(browser, "en", ColorScheme.LIGHT, 1280)) {
            for (BrowserContext window : List.of(phone, desk)) {
                Page page = window.newPage();
                for (String path :
                        List.of(sale.link(), sale.link() + "/notices", sale.link() + "/notices?done=asked", link)) {
                    page.navigate(SERVER.url(path).toString());
                    PageLook.assertGood(page);
                }
            }
        }
    }

    private static void confirmed(String receipt, String address, Map<String, String> wish) throws IOException {
        assertThat(ask(receipt, address, wish, "en").status()).isEqualTo(303);
        String end = path(to(address, 1).get(0).end());
        assertThat(post(end.substring(0, end.length() - "/stop".length()), Map.of(), origin(), "en")
                        .status())
                .isEqualTo(303);
    }

    /** Waits until so many letters have come to an address. */
    private static List<LetterBox.Letter> to(String address, int count) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> letters.about("/follow/").stream()
                                .filter(one -> one.to().equals(address))
                                .toList(),
                        found -> found.size() >= count);
    }

    private static TestAnswer ask(String receipt, String address, Map<String, String> wish, String language)
            throws IOException {
        Map<String, String> form = new HashMap<>(wish);
        form.put("address", address);
        return post(receipt + "/notices", form, origin(), language);
    }

    private static TestAnswer post(String path, Map<String, String> form, String origin, String language)
            throws IOException {
        String body = form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(SERVER.url(path))
                .header("Accept-Language", language)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return TestAnswer.to(origin.isEmpty() ? request : request.header("Origin", origin));
    }

    private static TestAnswer get(String path, String language) throws IOException {
        return TestAnswer.to(HttpRequest.newBuilder(SERVER.url(path)).header("Accept-Language", language));
    }

    private static String english(String path) throws IOException {
        return get(path, "en").text();
    }

    private static String path(String address) {
        return address.substring(address.indexOf("/follow/"));
    }

    private static String origin() {
        return "https://localhost:" + SERVER.port(8443);
    }
}
