package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tallystick.signing.SignedBill;

/** A consumer's account: how it is made, what it keeps, that nobody else sees it, and that it can be deleted. */
class ConsumerAccountIT {
    private static final ServerProcess SERVER = TestShop.server();
    private static final String LIST = "/account/receipts";
    private static final String PASSWORD = "four plain words here";

    private static String first;
    private static String second;

    @BeforeAll
    static void sell() throws IOException {
        TestTill till = TestTill.enrol(SERVER, TestShop.freeTerminal());
        first = sale(till);
        second = sale(till);
    }

    private static String sale(TestTill till) throws IOException {
        SignedBill bill = till.next();
        assertThat(till.send(bill).status()).isEqualTo(201);
        return TestTill.codeOf(bill);
    }

    @Test
    void aNameThatIsTakenOrCouldBeSomebodysAddressIsRefusedAndTheTypingStays() throws IOException {
        signUp("taken.name");

        TestAnswer taken = form("Taken.Name", PASSWORD, PASSWORD);
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.text())
                .contains("Somebody has this user name")
                .contains("value=\"Taken.Name\"")
                .doesNotContain(PASSWORD);
        for (String name : new String[] {"owner@merchant.example", "13800001111", "abc"}) {
            assertThat(form(name, PASSWORD, PASSWORD).status()).as(name).isEqualTo(422);
        }
        TestAnswer script = form("<script>alert(1)</script>", PASSWORD, PASSWORD);
        assertThat(script.status()).isEqualTo(422);
        assertThat(script.text()).doesNotContain("<script>alert");
    }

    @Test
    void ofManyWhoTakeANameAtOnceOneHasItAndTheOthersAreTold() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<Integer>> answers = threads.invokeAll(Collections.nCopies(
                    6, () -> form("all.at.once", PASSWORD, PASSWORD).status()));

            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnlyOnce(303).contains(422).containsOnly(303, 422);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whoWantsASecondStepSetsItUpAndIsAskedForItFromThenOn() throws IOException {
        PortalClient keeper = signUp("careful.one");
        assertThat(keeper.get("/account").text()).contains("/sign-in/setup?next=/account");
        Matcher secret = Pattern.compile("id=\"secret\">([A-Z2-7 ]+)<")
                .matcher(keeper.get("/sign-in/setup").text());
        assertThat(secret.find()).isTrue();
        Authenticator authenticator = Authenticator.of(secret.group(1));

        assertThat(keeper.post("/sign-in/setup", Map.of("code", "000000")).status())
                .isEqualTo(422);
        assertThat(keeper.post("/sign-in/setup", Map.of("code", authenticator.code()))
                        .text())
                .contains("class=\"codes\"");

        assertThat(keeper.get("/account").text()).contains("asks for a code of your authenticator");
        assertThat(keeper.get("/sign-in/setup").status()).isEqualTo(303);
        assertThat(signIn("careful.one").text()).contains("name=\"code\"").doesNotContain("id=\"secret\"");
    }

    @Test
    void aPasswordMustBeGoodAndTypedTwiceAlike() throws IOException {
        assertThat(form("never.made", "short", "short").text()).contains("Too short");
        assertThat(form("never.made", PASSWORD, PASSWORD + "x").text()).contains("The two are not the same");
        assertThat(signIn("never.made").status()).isEqualTo(422);
    }

    @Test
    void aFormFromAnotherSiteMakesNoAccount() throws IOException {
        assertThat(new PortalClient(SERVER)
                        .postFrom(
                                "https://elsewhere.example",
                                "/sign-up",
                                Map.of("login", "other.site", "password", PASSWORD, "again", PASSWORD))
                        .status())
                .isEqualTo(403);
        assertThat(signIn("other.site").status()).isEqualTo(422);
    }

    @Test
    void whoShowsTheLinkKeepsTheReceiptAndNobodyElseSeesIt() throws IOException {
        PortalClient keeper = signUp("li.hua");
        PortalClient other = signUp("wang.wu");

        assertThat(keeper.get(LIST).text()).contains("Nothing kept yet");
        assertThat(keeper.get(LIST + "?link=/r/" + first).text()).contains("value=\"/r/" + first + "\"");
        assertThat(add(keeper, "https://localhost/r/" + first).status()).isEqualTo(303);
        assertThat(add(keeper, first).status()).isEqualTo(303);
        assertThat(keeper.get(LIST).text())
                .contains("/r/" + first)
                .contains("Qinghe")
                .contains("Receipts: 1")
                .doesNotContain(second);
        assertThat(other.get(LIST).text()).doesNotContain(first);
        assertThat(other.get(LIST + ".csv").text()).doesNotContain(first);
        other.post(LIST, Map.of("do", "remove", "code", first));
        assertThat(keeper.get(LIST).text()).contains("/r/" + first);
    }

    @Test
    void aLinkThatLeadsNowhereIsSaidAndStays() throws IOException {
        PortalClient keeper = signUp("no.link");
        String unknown = "A".repeat(22);

        TestAnswer answer = add(keeper, unknown);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("no receipt behind this link").contains("value=\"" + unknown + "\"");
        assertThat(add(keeper, "6B7K-3M9P-4QX").text()).contains("not the link of a receipt");
        assertThat(keeper.get(LIST).text()).contains("Nothing kept yet");
    }

    @Test
    void theReceiptsOfADeviceAreMovedExportedAndRemoved() throws IOException {
        PortalClient keeper = signUp("with.device");

        assertThat(move(keeper, first + " " + second)).endsWith("done=moved");
        assertThat(move(keeper, first + " " + "A".repeat(22))).endsWith("done=moved-in-part");
        assertThat(keeper.get(LIST).text()).contains("Receipts: 2");
        TestAnswer csv = keeper.get(LIST + ".csv");
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.text().lines()).hasSize(3);
        assertThat(csv.text()).contains("Qinghe").contains("/r/" + first).contains("/r/" + second);
        keeper.post(LIST, Map.of("do", "remove", "code", first));
        assertThat(keeper.get(LIST).text()).doesNotContain(first).contains("/r/" + second);
    }

    @Test
    void aMoveThatWasInterruptedGoesOnAfterSigningUp() throws IOException {
        PortalClient stranger = new PortalClient(SERVER);

        TestAnswer asked = stranger.post(LIST, Map.of("do", "move", "codes", first));
        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.text()).contains("formaction=\"/sign-up\"");
        Map<String, String> again = Map.of("again-to", LIST, "again.do", "move", "again.codes", first, "begin", "yes");
        assertThat(stranger.post("/sign-up", again).text()).contains("name=\"again.codes\" value=\"" + first + "\"");
        TestAnswer made = stranger.post(
                "/sign-up",
                Map.of(
                        "again-to",
                        LIST,
                        "again.do",
                        "move",
                        "again.codes",
                        first,
                        "login",
                        "was.interrupted",
                        "password",
                        PASSWORD,
                        "again",
                        PASSWORD));
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text()).contains("action=\"" + LIST + "\"").contains("name=\"codes\" value=\"" + first + "\"");
    }

    @Test
    void aDeletedAccountOpensNothingAndItsNameIsFree() throws IOException {
        PortalClient keeper = signUp("leaves.soon");
        add(keeper, first);

        assertThat(delete(keeper, "not the password").text()).contains("Nothing was deleted");
        assertThat(delete(keeper, PASSWORD).header("Location")).isEqualTo("/");
        assertThat(keeper.get(LIST).status()).isEqualTo(303);
        assertThat(signIn("leaves.soon").status()).isEqualTo(422);
        assertThat(signUp("leaves.soon").get(LIST).text()).contains("Nothing kept yet");
    }

    private static PortalClient signUp(String name) throws IOException {
        PortalClient client = new PortalClient(SERVER);
        TestAnswer answer = client.post("/sign-up", Map.of("login", name, "password", PASSWORD, "again", PASSWORD));
        assertThat(answer.status()).as(answer.text()).isEqualTo(303);
        assertThat(client.session()).isNotEmpty();
        return client;
    }

    private static TestAnswer form(String name, String password, String again) throws IOException {
        return new PortalClient(SERVER).post("/sign-up", Map.of("login", name, "password", password, "again", again));
    }

    private static TestAnswer signIn(String name) throws IOException {
        return new PortalClient(SERVER).post("/sign-in", Map.of("login", name, "password", PASSWORD));
    }

    private static TestAnswer add(PortalClient client, String link) throws IOException {
        return client.post(LIST, Map.of("do", "add", "link", link));
    }

    private static String move(PortalClient client, String codes) throws IOException {
        return client.post(LIST, Map.of("do", "move", "codes", codes)).header("Location");
    }

    private static TestAnswer delete(PortalClient client, String password) throws IOException {
        return client.post("/account", Map.of("do", "delete", "password", password));
    }
}
