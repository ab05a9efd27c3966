package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tallystick.access.Role;
import org.tallystick.signing.SignatureAlgorithm;

/** From the first form to a terminal that signs, and who sees what on the way. */
class OnboardingIT {
    private static final ApplicationDesk DESK = ApplicationDesk.get();
    private static final Pattern OWNER_LINK = Pattern.compile("id=\"owner-link\">([^<]+)<");
    private static final Pattern TERMINAL = Pattern.compile("<span class=\"no\">([0-9]{8})</span>");
    private static final Pattern ENROLMENT_CODE = Pattern.compile("id=\"code\">([^<]+)<");

    @Test
    void anApplicationBecomesAMerchantWhoseTerminalSigns() throws IOException {
        Applicant applicant = new Applicant(DESK.server);
        assertThat(applicant.begin(Applicant.enterprise(ApplicationDesk.FIRST, "whole@chunshan.example")))
                .isEqualTo(303);
        assertThat(applicant.answerTo("submit", Map.of()).text()).contains("Documents are still missing");
        applicant.submitWhole();
        String number = applicant.number();
        assertThat(applicant.look().text()).contains("The institution has your application");
        assertThat(DESK.officer.get("/institution").text()).containsPattern("Applications waiting for you: [1-9]");

        DESK.act(number, Map.of("do", "take"), 303);
        DESK.act(number, Map.of("do", "ask", "question", "Whose <b>photo</b> is it?"), 303);
        assertThat(applicant.look().text())
                .contains("Whose &lt;b&gt;photo&lt;/b&gt; is it?")
                .contains("Your answer");
        assertThat(applicant.upload("OTHER", "shop.pdf", Applicant.pdf("shop")).status())
                .isEqualTo(303);
        assertThat(applicant.answerTo("answer", Map.of("answer", " ")).status()).isEqualTo(422);
        assertThat(applicant.press("answer", Map.of("answer", "The shop in spring.")))
                .isEqualTo(303);
        assertThat(DESK.page(number)).contains("The shop in spring.").contains("shop.pdf");

        DESK.act(number, Map.of("do", "approve", "area", "3310"), 303);
        String merchant = ApplicationDesk.first(ApplicationDesk.MERCHANT, applicant.look());
        assertThat(merchant).isEqualTo("898331054990001");
        PortalClient newOwner = arrive(applicant, "whole@chunshan.example");
        assertThat(applicant.look().text()).contains("The owner has chosen a password");

        DESK.act(number, Map.of("do", "assign", "serials", "TUSN-30000001"), 422);
        DESK.act(number, Map.of("do", "assign", "serials", "CS-1\nCS-2"), 303);
        DESK.act(number, Map.of("do", "ship", "carrier", "顺丰", "tracking", "SF1234567890"), 303);
        assertThat(applicant.look().text()).contains("顺丰 SF1234567890").contains("not yet");
        List<String> terminals = TERMINAL.matcher(applicant.look().text())
                .results()
                .map(m -> m.group(1))
                .toList();
        assertThat(terminals).containsExactly("30000003", "30000004");
        assertThat(newOwner.get("/merchant/terminals").text()).contains(terminals.get(0), terminals.get(1));

        String code = ApplicationDesk.first(
                ENROLMENT_CODE, newOwner.post("/merchant/terminals/" + terminals.get(0), Map.of("do", "code")));
        TestTill till = TestTill.enrol(DESK.server, terminals.get(0), code, SignatureAlgorithm.ES256);
        assertThat(till.send(till.next()).json().string("status")).isEqualTo("SIGNED");
        assertThat(applicant.look().text()).contains("1 of 2").contains("</svg>enrolled</span>");
        assertThat(DESK.page(number)).contains("1 of 2").contains("officer@first.example");
        assertThat(applicant.look().text()).doesNotContain("officer@first.example");
    }

    @Test
    void nobodyElseSeesAnApplication() throws IOException {
        Applicant applicant = DESK.submitted("scope@chunshan.example");
        String number = applicant.number();
        String file = "/institution/applications/" + number;
        String document =
                "/institution/documents/" + ApplicationDesk.first(ApplicationDesk.DOCUMENT, DESK.officer.get(file));

        assertThat(DESK.otherOfficer.get("/institution/applications").text()).doesNotContain(number);
        assertThat(DESK.otherOfficer
                        .get("/institution/applications?q=" + number)
                        .text())
                .doesNotContain("/institution/applications/" + number);
        assertThat(DESK.otherOfficer.get(file).status()).isEqualTo(404);
        assertThat(DESK.otherOfficer.get(document).status()).isEqualTo(404);
        assertThat(DESK.otherOfficer.post(file, Map.of("do", "account")).status())
                .isEqualTo(404);
        for (String act : List.of("take", "ask", "decline", "approve", "assign", "ship")) {
            assertThat(DESK.otherOfficer
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
        PortalClient owner = PortalAccounts.of(DESK.server).signIn(Role.MERCHANT_OWNER);
        assertThat(owner.get(file).status()).isEqualTo(403);
        assertThat(owner.get(document).status()).isEqualTo(403);
        assertThat(new PortalClient(DESK.server).get(document).status()).isEqualTo(401);
        assertThat(DESK.page(number)).contains("submitted");
    }

    @Test
    void aDocumentIsSavedAndNeverShown() throws IOException {
        Applicant applicant = DESK.submitted("document@chunshan.example");
        String id = ApplicationDesk.first(
                ApplicationDesk.DOCUMENT, DESK.officer.get("/institution/applications/" + applicant.number()));
        TestAnswer document = DESK.officer.get("/institution/documents/" + id);

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
        assertThat(DESK.officer
                        .post("/institution/applications/" + applicant.number(), Map.of("do", "account"))
                        .text())
                .contains("6222021202001234321");
        assertThat(DESK.page(applicant.number()))
                .doesNotContain("6222021202001234321")
                .contains("•••• 4321");
    }

    @Test
    void everythingMayBeSentTwice() throws IOException {
        Applicant applicant = new Applicant(DESK.server);
        Map<String, String> form = Applicant.enterprise(ApplicationDesk.FIRST, "twice@chunshan.example");
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

        String page = DESK.page(number);
        assertThat(ApplicationDesk.DOCUMENT.matcher(page).results().count()).isEqualTo(4);
        assertThat(page).doesNotContain("nobody asked").doesNotContain("again.pdf");
        assertThat(applicant.press("owner", Map.of())).isEqualTo(303);
    }

    @Test
    void ofTwoOfficersAtOnceOneDecides() throws IOException {
        Applicant applicant = DESK.submitted("race@chunshan.example");
        String number = applicant.number();
        DESK.act(number, Map.of("do", "take"), 303);
        Map<String, String> approve = Map.of("do", "approve", "area", "3311", "version", DESK.version(number));
        PortalClient colleague = PortalAccounts.of(DESK.server).signIn("officer@first.example");
        Supplier<TestAnswer> one = () -> DESK.post(DESK.officer, number, approve);
        Supplier<TestAnswer> two = () -> DESK.post(colleague, number, approve);
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
        assertThat(ApplicationDesk.first(ApplicationDesk.MERCHANT, applicant.look()))
                .isEqualTo("898331154990001");
        assertThat(DESK.officer.get("/institution/merchants?q=898331154990002").text())
                .doesNotContain("/institution/merchants/898331154990002");
    }

    /** The owner's link works once, the one before it no more. */
    private static PortalClient arrive(Applicant applicant, String login) throws IOException {
        String old = local(ApplicationDesk.first(OWNER_LINK, applicant.answerTo("owner", Map.of())));
        String link = local(ApplicationDesk.first(OWNER_LINK, applicant.answerTo("owner", Map.of())));
        PortalClient person = new PortalClient(DESK.server);
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

    private static List<byte[]> database() throws IOException {
        try (Stream<Path> files = Files.walk(DESK.server.data())) {
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
}
