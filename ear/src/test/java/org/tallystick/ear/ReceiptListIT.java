package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.signing.SignedBill;

/** What a merchant's programs read, and that no merchant reads another's. */
class ReceiptListIT {
    private static final String LIST = TestTill.RECEIPTS;
    private static final Pattern EXAMPLE = Pattern.compile("<pre class=\"example\"[^>]*>(.*?)</pre>", Pattern.DOTALL);

    private static ServerProcess server;
    private static final List<String> ofFirst = new ArrayList<>();
    private static final List<String> ofSecond = new ArrayList<>();
    private static String unsigned;
    private static String link;

    @BeforeAll
    static void sell() throws IOException {
        server = TwoMerchants.server().start();
        TestTill first = TestTill.enrol(server, TwoMerchants.FIRST_TERMINAL);
        TestTill second = TestTill.enrol(server, TwoMerchants.SECOND_TERMINAL);
        for (int i = 0; i < 5; i++) {
            SignedBill bill = first.next();
            link = TestTill.codeOf(bill);
            ofFirst.add(first.send(bill).json().string("number"));
        }
        SignedBill bare = SignedBill.of(
                JsonWriter.write(first.bill(6)), Optional.empty(), List.of(), Optional.of("SIGNING_UNIT_FAILED"));
        unsigned = first.sendVouched(bare, first.secret()).json().string("number");
        ofFirst.add(unsigned);
        for (int i = 0; i < 2; i++) {
            ofSecond.add(second.send(second.next()).json().string("number"));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aMerchantSeesAllItsReceiptsAndNoOthers() throws IOException {
        assertThat(numbers(list(TwoMerchants.FIRST_OWNER, ""))).containsExactlyInAnyOrderElementsOf(ofFirst);
        assertThat(numbers(list(TwoMerchants.SECOND_OWNER, ""))).containsExactlyInAnyOrderElementsOf(ofSecond);
    }

    @Test
    void askingForAnotherMerchantFindsNothing() throws IOException {
        assertThat(numbers(list(TwoMerchants.FIRST_OWNER, "?merchant=" + TwoMerchants.SECOND)))
                .isEmpty();
        assertThat(numbers(list(TwoMerchants.FIRST_OWNER, "?terminal=" + TwoMerchants.SECOND_TERMINAL)))
                .isEmpty();
        for (String path : List.of("/" + ofSecond.get(0), "/" + ofSecond.get(0) + "/verification")) {
            assertThat(get(TwoMerchants.FIRST_OWNER, LIST + path).outcome()).isEqualTo("404 not-found");
            assertThat(get(TwoMerchants.SECOND_OWNER, LIST + path).outcome()).isEqualTo("200");
        }
        assertThat(get(TwoMerchants.FIRST_OWNER, LIST + ".csv?merchant=" + TwoMerchants.SECOND)
                        .text()
                        .lines())
                .hasSize(1);
    }

    @Test
    void anOfficerSeesTheAcquirersMerchantsOneAtATime() throws IOException {
        assertThat(get(TwoMerchants.OFFICER, LIST).outcome()).isEqualTo("422 member-invalid");
        assertThat(numbers(list(TwoMerchants.OFFICER, "?merchant=" + TwoMerchants.FIRST)))
                .hasSameSizeAs(ofFirst);
        assertThat(numbers(list(TwoMerchants.OFFICER, "?merchant=" + TwoMerchants.SECOND)))
                .isEmpty();
        assertThat(get(TwoMerchants.OFFICER, LIST + "/" + ofSecond.get(0)).outcome())
                .isEqualTo("404 not-found");
    }

    @Test
    void pagesFollowOneAnotherWithoutGapOrRepetition() throws IOException {
        List<String> read = new ArrayList<>();
        String path = LIST + "?limit=2&terminal=" + TwoMerchants.FIRST_TERMINAL;
        int pages = 0;
        while (path != null) {
            JsonObject page = get(TwoMerchants.FIRST_OWNER, path).json();
            assertThat(page.objects("receipts")).hasSizeBetween(1, 2);
            read.addAll(numbers(page));
            path = page.optionalString("next")
                    .map(next -> URI.create(next).getRawPath() + "?"
                            + URI.create(next).getRawQuery())
                    .orElse(null);
            pages++;
        }
        assertThat(pages).isEqualTo(3);
        assertThat(read).isEqualTo(numbers(list(TwoMerchants.FIRST_OWNER, "")));
    }

    @Test
    void statusAndDatesFilter() throws IOException {
        assertThat(numbers(list(TwoMerchants.FIRST_OWNER, "?status=UNSIGNED"))).containsExactly(unsigned);
        assertThat(numbers(list(TwoMerchants.FIRST_OWNER, "?status=SIGNED")))
                .hasSize(5)
                .doesNotContain(unsigned);
        assertThat(numbers(list(TwoMerchants.FIRST_OWNER, "?to=2020-01-01"))).isEmpty();
        assertThat(numbers(list(TwoMerchants.FIRST_OWNER, "?from=2020-01-01"))).hasSize(6);
    }

    @Test
    void oneReceiptHasFactsLinksAndItsBill() throws IOException {
        JsonObject receipt =
                get(TwoMerchants.FIRST_OWNER, LIST + "/" + ofFirst.get(4)).json();

        assertThat(receipt.string("status")).isEqualTo("SIGNED");
        assertThat(receipt.integer("amount")).isEqualTo(1230);
        assertThat(receipt.object("bill").string("code")).isEqualTo(link);
        assertThat(receipt.object("links").string("page")).endsWith("/r/" + link);
        assertThat(receipt.string("time")).isEqualTo(receipt.object("bill").string("time"));
    }

    @Test
    void verificationSaysWhatThePageSays() throws IOException {
        assertThat(outcome(ofFirst.get(0))).isEqualTo("GENUINE");
        assertThat(outcome(unsigned)).isEqualTo("UNSIGNED");
    }

    @Test
    void theTableHasOneLineForEachReceipt() throws IOException {
        TestAnswer table = get(TwoMerchants.FIRST_OWNER, LIST + ".csv");

        assertThat(table.header("Content-Type")).startsWith("text/csv");
        assertThat(table.header("Content-Disposition")).contains("attachment");
        List<String> lines = table.text().lines().toList();
        assertThat(lines).hasSize(7);
        assertThat(lines.get(0)).startsWith("\ufeffnumber,");
        assertThat(lines.subList(1, 7))
                .allMatch(line -> line.split(",", -1).length == lines.get(0).split(",").length);
        assertThat(lines.subList(1, 7)).allMatch(line -> line.contains(",12.30,CNY,"));
    }

    @Test
    void withoutATokenThatWorksNothingIsTold() throws IOException {
        for (String path : List.of(LIST, LIST + ".csv", LIST + "/" + ofFirst.get(0))) {
            TestAnswer bare = TestAnswer.get(server, path);
            assertThat(bare.outcome()).isEqualTo("401 unauthenticated");
            assertThat(bare.header("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(TestAnswer.to(HttpRequest.newBuilder(server.url(path)).header("Authorization", "Bearer x"))
                            .outcome())
                    .isEqualTo("401 unauthenticated");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=yesterday",
                "to=2026-13-01",
                "terminal=1",
                "status=LATE",
                "limit=0",
                "limit=501",
                "limit=x",
                "cursor=x",
                "cursor=MjAyNi0xMS0yNCAxIDE"
            })
    void anImpossibleParameterIsNamed(String parameter) throws IOException {
        TestAnswer answer = get(TwoMerchants.FIRST_OWNER, LIST + "?" + parameter);

        assertThat(answer.outcome()).isEqualTo("422 member-invalid");
        assertThat(answer.json().objects("errors").get(0).string("member"))
                .isEqualTo(parameter.split("=")[0]);
    }

    @Test
    void theDescriptionIsServed() throws IOException {
        TestAnswer document = TestAnswer.get(server, "/api/v1/openapi.yaml");

        assertThat(document.outcome()).isEqualTo("200");
        assertThat(document.header("Content-Type")).startsWith("application/yaml");
        assertThat(document.text()).startsWith("openapi: 3.1");
    }

    @Test
    void everyExampleOfTheDevelopersPageRuns(@TempDir Path directory) throws Exception {
        Files.write(
                directory.resolve("receipt.json"),
                TestAnswer.get(server, "/r/" + link + ".json").body());
        Files.writeString(
                directory.resolve(".curlrc"),
                "silent\nfail\ncacert=\"" + server.data().resolve("root.pem") + "\"\n");
        List<String> examples = EXAMPLE.matcher(
                        TestAnswer.get(server, "/developers").text())
                .results()
                .map((MatchResult found) ->
                        found.group(1).replace("&quot;", "\"").replace("&amp;", "&"))
                .toList();

        assertThat(examples).hasSize(6);
        for (String example : examples) {
            assertThat(run(example, directory)).as(example).isIn("", "{");
        }
        assertThat(Files.readAllLines(directory.resolve("receipts.csv"))).hasSize(7);
    }

    /** @return the first character of what it prints */
    private static String run(String command, Path directory) throws Exception {
        Map<String, String> environment = Map.of(
                "HOME",
                directory.toString(),
                "TOKEN",
                TwoMerchants.token(server, TwoMerchants.FIRST_OWNER),
                "NUMBER",
                ofFirst.get(0));
        String printed = new Shell(directory, environment).succeed(command);
        return printed.isEmpty() ? "" : printed.substring(0, 1);
    }

    private static String outcome(String number) throws IOException {
        return get(TwoMerchants.FIRST_OWNER, LIST + "/" + number + "/verification")
                .json()
                .string("outcome");
    }

    private static TestAnswer get(String login, String path) throws IOException {
        return TwoMerchants.get(server, login, path);
    }

    private static JsonObject list(String login, String query) throws IOException {
        TestAnswer answer = get(login, LIST + query);
        assertThat(answer.outcome()).isEqualTo("200");
        return answer.json();
    }

    private static List<String> numbers(JsonObject page) {
        return page.objects("receipts").stream()
                .map(receipt -> receipt.string("number"))
                .toList();
    }
}
