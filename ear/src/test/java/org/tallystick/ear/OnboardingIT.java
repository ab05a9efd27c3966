package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.tallystick.access.Role;
import org.tallystick.shared.StrictJson;
import org.tallystick.signing.SignatureAlgorithm;

/** From the first form to a terminal that signs; and everything that somebody could get wrong, or try, on the way. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OnboardingIT {
    private static final String FIRST = "48023310";
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"([0-9]+)\"");
    private static final Pattern DOCUMENT = Pattern.compile("/institution/documents/([A-Za-z0-9_-]{22})");
    private static final Pattern MERCHANT = Pattern.compile("merchant number is ([0-9]{15})");
    private static final Pattern OWNER_LINK = Pattern.compile("id=\"owner-link\">([^<]+)<");
    private static final Pattern TERMINAL = Pattern.compile("<span class=\"no\">([0-9]{8})</span>");
    private static final Pattern ENROLMENT_CODE = Pattern.compile("id=\"code\">([^<]+)<");

    private static ServerProcess server;
    private static Path clock;
    private static PortalClient officer;
    private static PortalClient otherOfficer;
    private static PortalClient owner;

    @BeforeAll
    static void start() throws IOException {
        server = TwoMerchants.server();
        clock = server.base().resolve("clock-offset");
        String accounts =
                """
                [{"login":"owner@first.example","name":"Owner","role":"MERCHANT_OWNER","scope":"898331054110027"},
                 {"login":"officer@first.example","name":"Officer","role":"INSTITUTION_OFFICER","scope":"48023310"},
                 {"login":"officer@second.example","name":"Other","role":"INSTITUTION_OFFICER","scope":"48025840"}]
                """;
        Files.writeString(clock, "PT0S");
        server.with(
                        "TALLYSTICK_ACCESS_DEMO_ACCOUNTS",
                        Files.writeString(server.base().resolve("three.json"), accounts)
                                .toString())
                .with("TALLYSTICK_CLOCK_FILE", clock.toString())
                .start();
        officer = signIn("officer@first.example");
        otherOfficer = signIn("officer@second.example");
        owner = PortalAccounts.of(server).signIn(Role.MERCHANT_OWNER);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Order(1)
    void anApplicationBecomesAMerchantWhoseTerminalSigns() throws IOException {
        Applicant applicant = new Applicant(server);
        assertThat(applicant.begin(Applicant.enterprise(FIRST, "whole@chunshan.example")))
                .isEqualTo(303);
        assertThat(applicant.answerTo("submit", Map.of()).text()).contains("Documents are still missing");
        applicant.submitWhole();
        String number = applicant.number();
        assertThat(applicant.look().text()).contains("The institution has your application");
        assertThat(officer.get("/institution").text()).contains("Applications waiting for you: 1");

        act(number, Map.of("do", "take"), 303);
        act(number, Map.of("do", "ask", "question", "Whose <b>photo</b> is it?"), 303);
        assertThat(applicant.look().text())
                .contains("Whose &lt;b&gt;photo&lt;/b&gt; is it?")
                .contains("Your answer");
        assertThat(applicant.upload("OTHER", "shop.pdf", Applicant.pdf("shop")).status())
                .isEqualTo(303);
        assertThat(applicant.answerTo("answer", Map.of("answer", " ")).status()).isEqualTo(422);
        assertThat(applicant.press("answer", Map.of("answer", "The shop in spring.")))
                .isEqualTo(303);
        assertThat(page(number)).contains("The shop in spring.").contains("shop.pdf");

        act(number, Map.of("do", "approve", "area", "3310"), 303);
        String merchant = first(MERCHANT, applicant.look());
        assertThat(merchant).isEqualTo("898331054990001");
        PortalClient newOwner = arrive(applicant, "whole@chunshan.example");
        assertThat(applicant.look().text()).contains("The owner has chosen a password");

        act(number, Map.of("do", "assign", "serials", "TUSN-30000001"), 422);
        act(number, Map.of("do", "assign", "serials", "CS-1\nCS-2"), 303);
        act(number, Map.of("do", "ship", "carrier", "顺丰", "tracking", "SF1234567890"), 303);
        assertThat(applicant.look().text()).contains("顺丰 SF1234567890").contains("not yet");
        List<String> terminals = TERMINAL.matcher(applicant.look().text())
                .results()
                .map(m -> m.group(1))
                .toList();
        assertThat(terminals).containsExactly("30000003", "30000004");
        assertThat(newOwner.get("/merchant/terminals").text()).contains(terminals.get(0), terminals.get(1));

        String code =
                first(ENROLMENT_CODE, newOwner.post("/merchant/terminals/" + terminals.get(0), Map.of("do", "code")));
        TestTill till = TestTill.enrol(server, terminals.get(0), code, SignatureAlgorithm.ES256);
        assertThat(till.send(till.next()).json().string("status")).isEqualTo("SIGNED");
        assertThat(applicant.look().text()).contains("1 of 2").contains("</svg>enrolled</span>");
        assertThat(page(number)).contains("1 of 2").contains("officer@first.example");
        assertThat(applicant.look().text()).doesNotContain("officer@first.example");
    }

    @Test
    @Order(2)
    void nobodyElseSeesAnApplication() throws IOException {
        Applicant applicant = submitted("scope@chunshan.example");
        String number = applicant.number();
        String file = "/institution/applications/" + number;
        String document = "/institution/documents/" + first(DOCUMENT, officer.get(file));

        assertThat(otherOfficer.get("/institution/applications").text()).doesNotContain(number);
        assertThat(otherOfficer.get("/institution/applications?q=" + number).text())
                .doesNotContain("/institution/applications/" + number);
        assertThat(otherOfficer.get(file).status()).isEqualTo(404);
        assertThat(otherOfficer.get(document).status()).isEqualTo(404);
        assertThat(otherOfficer.post(file, Map.of("do", "account")).status()).isEqualTo(404);
        for (String act : List.of("take", "ask", "decline", "approve", "assign", "ship")) {
            assertThat(otherOfficer
                            .post(
                                    file,
                                    Map.of(
                                            "do",
                                            act,
                                            "version",
                                            "6",
                                            "area",
                                            "3310",
                                            "reason",
                                            "x",
                                            "question",
                                            "x",
                                            "serials",
                                            "X1",
                                            "carrier",
                                            "x",
                                            "tracking",
                                            "x"))
                            .status())
                    .as(act)
                    .isEqualTo(404);
        }
        assertThat(owner.get(file).status()).isEqualTo(403);
        assertThat(owner.get(document).status()).isEqualTo(403);
        assertThat(new PortalClient(server).get(document).status()).isEqualTo(401);
        assertThat(page(number)).contains("submitted");
    }

    @Test
    @Order(3)
    void aDocumentIsSavedAndNeverShown() throws IOException {
        Applicant applicant = submitted("document@chunshan.example");
        String id = first(DOCUMENT, officer.get("/institution/applications/" + applicant.number()));
        TestAnswer document = officer.get("/institution/documents/" + id);

        assertThat(document.body()).isEqualTo(Applicant.pdf("LICENCE"));
        assertThat(document.header("Content-Disposition")).startsWith("attachment;");
        assertThat(document.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(document.header("Content-Security-Policy"))
                .contains("sandbox")
                .contains("default-src 'none'");
        assertThat(document.header("Cache-Control")).contains("no-store");
        assertThat(database())
                .isNotEmpty()
                .noneMatch(bytes -> contains(bytes, Applicant.pdf("LICENCE")))
                .noneMatch(bytes -> contains(bytes, "6222021202001234321".getBytes(StandardCharsets.US_ASCII)));
        assertThat(officer.post("/institution/applications/" + applicant.number(), Map.of("do", "account"))
                        .text())
                .contains("6222021202001234321");
        assertThat(page(applicant.number()))
                .doesNotContain("6222021202001234321")
                .contains("•••• 4321");
    }

    @Test
    @Order(4)
    void whatIsWrongIsSaidAndWhatWasTypedStays() throws IOException {
        Map<String, String> form = Applicant.enterprise(FIRST, "nobody");
        form.put("licence", "91350100M000100Y44");
        form.put("accountName", "叶春山");
        TestAnswer answer = new Applicant(server).send(form);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text())
                .contains("This is not a unified social credit code")
                .contains("The account must be in the name of the enterprise")
                .contains("An e-mail address or a mobile number.")
                .contains("value=\"杭州春山茶业有限公司\"")
                .contains("value=\"龙井路 8 号\"")
                .contains("value=\"6222 0212 0200 1234 321\"");
        form.put("kind", "NOBODY");
        form.put("code", "0".repeat(24));
        assertThat(new Applicant(server).send(form).status()).isEqualTo(404);
        form.putAll(Map.of("kind", "ENTERPRISE", "institution", "99999999"));
        assertThat(new Applicant(server).send(form).status()).isEqualTo(404);
    }

    @Test
    @Order(5)
    void filesThatCannotBeTakenAreNamedAndNothingIsLost() throws IOException {
        Applicant applicant = new Applicant(server);
        applicant.begin(Applicant.enterprise(FIRST, "files@chunshan.example"));
        byte[] gif = "GIF89a not a document".getBytes(StandardCharsets.US_ASCII);

        assertThat(refused(applicant.upload("LICENCE", "licence.pdf", gif))).contains("Only PDF, JPEG and PNG");
        assertThat(refused(applicant.upload("LICENCE", "licence.pdf", new byte[0])))
                .contains("No file was chosen, or it is empty");
        assertThat(refused(applicant.upload("LICENCE", "licence.pdf", Applicant.large((10 << 20) + 1))))
                .contains("at most 10 MB");
        assertThat(refused(applicant.upload("LICENCE", "licence.pdf", Applicant.large(50 << 20))))
                .contains("at most 10 MB");
        assertThat(refused(applicant.upload("NOTHING", "licence.pdf", Applicant.pdf("x"))))
                .contains("Choose what the document shows");
        assertThat(applicant
                        .upload("LICENCE", "licence.pdf", Applicant.large(10 << 20))
                        .status())
                .isEqualTo(303);
        assertThat(applicant.look().text()).contains("10.0 MB").contains("杭州春山茶业有限公司");
    }

    @Test
    @Order(6)
    void everythingMayBeSentTwice() throws IOException {
        Applicant applicant = new Applicant(server);
        Map<String, String> form = Applicant.enterprise(FIRST, "twice@chunshan.example");
        form.put("code", applicant.formCode(form));
        applicant.begin(form);
        String number = applicant.number();
        applicant.begin(form);
        assertThat(applicant.number()).isEqualTo(number);
        applicant.submitWhole();
        assertThat(applicant
                        .upload("LICENCE", "again.pdf", Applicant.pdf("LICENCE"))
                        .status())
                .isEqualTo(422);
        assertThat(applicant.press("submit", Map.of())).isEqualTo(303);
        assertThat(applicant.press("answer", Map.of("answer", "nobody asked"))).isEqualTo(303);

        String page = page(number);
        assertThat(DOCUMENT.matcher(page).results().count()).isEqualTo(4);
        assertThat(page).doesNotContain("nobody asked").doesNotContain("again.pdf");
        assertThat(applicant.press("owner", Map.of())).isEqualTo(303);
    }

    @Test
    @Order(7)
    void ofTwoOfficersAtOnceOneDecides() throws IOException {
        Applicant applicant = submitted("race@chunshan.example");
        String number = applicant.number();
        act(number, Map.of("do", "take"), 303);
        Map<String, String> approve = Map.of("do", "approve", "area", "3311", "version", version(number));
        PortalClient colleague = signIn("officer@first.example");
        Supplier<TestAnswer> one = () -> post(officer, number, approve);
        Supplier<TestAnswer> two = () -> post(colleague, number, approve);
        List<TestAnswer> answers =
                Stream.of(CompletableFuture.supplyAsync(one), CompletableFuture.supplyAsync(two)).toList().stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).extracting(TestAnswer::status).containsExactlyInAnyOrder(303, 422);
        assertThat(answers.stream()
                        .filter(a -> a.status() == 422)
                        .findFirst()
                        .orElseThrow()
                        .text())
                .contains("Somebody else has changed this application meanwhile");
        assertThat(first(MERCHANT, applicant.look())).isEqualTo("898331154990001");
        assertThat(officer.get("/institution/merchants?q=898331154990002").text())
                .doesNotContain("/institution/merchants/898331154990002");
    }

    @Test
    @Order(8)
    void aLoginThatIsTakenStopsTheApprovalAndNothingIsHalfDone() throws IOException {
        Applicant applicant = submitted("owner@first.example");
        String number = applicant.number();
        act(number, Map.of("do", "take"), 303);
        TestAnswer refused = post(officer, number, Map.of("do", "approve", "area", "3312", "version", version(number)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("Ask the applicant back for another one");
        assertThat(page(number)).contains("in review").doesNotContain("898331254990001");
        act(number, Map.of("do", "ask", "question", "Another e-mail address, please."), 303);
        Map<String, String> changed = Applicant.enterprise(FIRST, "fresh@chunshan.example");
        changed.remove("account");
        assertThat(applicant.press("facts", changed)).isEqualTo(303);
        assertThat(applicant.press("answer", Map.of("answer", "Changed."))).isEqualTo(303);
        act(number, Map.of("do", "approve", "area", "3312"), 303);
        assertThat(first(MERCHANT, applicant.look())).isEqualTo("898331254990001");
        assertThat(post(officer, number, Map.of("do", "account")).text()).contains("6222021202001234321");
    }

    @Test
    @Order(9)
    void aDeclinedApplicationSaysWhyAndIsOver() throws IOException {
        Applicant applicant = submitted("declined@chunshan.example");
        String number = applicant.number();
        act(number, Map.of("do", "take"), 303);
        act(number, Map.of("do", "decline", "reason", ""), 422);
        act(number, Map.of("do", "decline", "reason", "The licence is somebody else’s."), 303);

        assertThat(applicant.look().text()).contains("The licence is somebody else’s.");
        assertThat(post(officer, number, Map.of("do", "approve", "area", "3310", "version", "99"))
                        .status())
                .isEqualTo(422);
        assertThat(applicant.press("facts", Applicant.enterprise(FIRST, "declined@chunshan.example")))
                .isEqualTo(422);
    }

    @Test
    @Order(10)
    void inventedNumbersAndLinksOpenNothing() throws IOException {
        PortalClient stranger = new PortalClient(server);

        assertThat(stranger.get("/application/AAAA-AAAA-AAAA-AAAA-AAAA-AAAA").status())
                .isEqualTo(404);
        assertThat(stranger.get("/application/").status()).isEqualTo(404);
        assertThat(stranger.post("/application/AAAA-AAAA-AAAA-AAAA-AAAA-AAAA/owner", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(officer.get("/institution/applications/A261124-AAAAAA").status())
                .isEqualTo(404);
        assertThat(officer.get("/institution/documents/AAAAAAAAAAAAAAAAAAAAAA").status())
                .isEqualTo(404);
        assertThat(officer.get("/institution/documents/").status()).isEqualTo(404);
        Applicant applicant = new Applicant(server);
        applicant.begin(Applicant.enterprise(FIRST, "draft@chunshan.example"));
        assertThat(officer.get("/institution/applications/" + applicant.number())
                        .status())
                .isEqualTo(404);
        assertThat(stranger.postFrom("https://elsewhere.example", applicant.page() + "/submit", Map.of())
                        .status())
                .isEqualTo(403);
        String planted = "7".repeat(24);
        assertThat(stranger.get("/apply?institution=" + FIRST + "&kind=ENTERPRISE&code=" + planted)
                        .text())
                .doesNotContain("value=\"" + planted);
    }

    @Test
    @Order(11)
    void linksEnd() throws IOException {
        Applicant draft = new Applicant(server);
        draft.begin(Applicant.enterprise(FIRST, "late@chunshan.example"));
        Applicant sent = submitted("later@chunshan.example");

        Files.writeString(clock, "P15D");
        assertThat(draft.look().status()).isEqualTo(404);
        assertThat(draft.press("submit", Map.of())).isEqualTo(404);
        assertThat(sent.look().status()).isEqualTo(200);
        Files.writeString(clock, "P181D");
        assertThat(sent.look().status()).isEqualTo(404);
        Files.writeString(clock, "PT0S");
    }

    private static Applicant submitted(String login) throws IOException {
        Applicant applicant = new Applicant(server);
        assertThat(applicant.begin(Applicant.enterprise(FIRST, login))).isEqualTo(303);
        applicant.submitWhole();
        return applicant;
    }

    /** The owner's link works once, the one before it no more. */
    private static PortalClient arrive(Applicant applicant, String login) throws IOException {
        String old = local(first(OWNER_LINK, applicant.answerTo("owner", Map.of())));
        String link = local(first(OWNER_LINK, applicant.answerTo("owner", Map.of())));
        PortalClient person = new PortalClient(server);
        Map<String, String> password =
                Map.of("password", "three green apples fell", "again", "three green apples fell");
        assertThat(person.get(old).status()).isEqualTo(410);
        assertThat(person.post(link, password).status()).isEqualTo(303);
        assertThat(person.get(link).status()).isEqualTo(410);
        assertThat(applicant.press("owner", Map.of())).isEqualTo(303);
        assertThat(person.post("/sign-in", Map.of("login", login, "password", "three green apples fell"))
                        .status())
                .isEqualTo(303);
        return person;
    }

    private static String local(String link) {
        return link.substring(link.indexOf("/invitation/"));
    }

    /** Does something with the version that the page shows. */
    private static void act(String number, Map<String, String> form, int status) throws IOException {
        Map<String, String> whole = new HashMap<>(form);
        whole.put("version", version(number));
        assertThat(post(officer, number, whole).status()).as("%s", form).isEqualTo(status);
    }

    private static TestAnswer post(PortalClient client, String number, Map<String, String> form) {
        try {
            return client.post("/institution/applications/" + number, form);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private static String version(String number) throws IOException {
        return first(VERSION, officer.get("/institution/applications/" + number));
    }

    private static String page(String number) throws IOException {
        TestAnswer page = officer.get("/institution/applications/" + number);
        assertThat(page.status()).isEqualTo(200);
        return page.text();
    }

    private static String refused(TestAnswer answer) {
        assertThat(answer.status()).isEqualTo(422);
        return answer.text();
    }

    private static String first(Pattern pattern, TestAnswer answer) {
        Matcher matcher = pattern.matcher(answer.text());
        assertThat(matcher.find())
                .as("%s in a page of status %s", pattern, answer.status())
                .isTrue();
        return matcher.group(1);
    }

    private static List<byte[]> database() throws IOException {
        try (Stream<Path> files = Files.walk(server.data())) {
            return files.filter(
                            f -> f.toString().contains(".mv.db") || f.toString().endsWith(".db"))
                    .map(OnboardingIT::read)
                    .toList();
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(byte[] all, byte[] part) {
        return new String(all, StandardCharsets.ISO_8859_1).contains(new String(part, StandardCharsets.ISO_8859_1));
    }

    private static PortalClient signIn(String login) throws IOException {
        byte[] accounts = Files.readAllBytes(server.data().resolve("demo-accounts.json"));
        String password = StrictJson.parseArray(accounts, StrictJson.Limits.UPLOAD, "accounts").stream()
                .filter(account -> account.string("name").equals(login))
                .findFirst()
                .orElseThrow()
                .string("password");
        PortalClient client = new PortalClient(server);
        assertThat(client.post("/sign-in", Map.of("login", login, "password", password))
                        .status())
                .isEqualTo(303);
        return client;
    }
}
