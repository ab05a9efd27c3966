package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Everything that an applicant or an officer could get wrong, or try. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OnboardingRefusalsIT {
    private static final ApplicationDesk DESK = ApplicationDesk.get();

    @Test
    void whatIsWrongIsSaidAndWhatWasTypedStays() throws IOException {
        Map<String, String> form = Applicant.enterprise(ApplicationDesk.FIRST, "nobody");
        form.put("licence", "91350100M000100Y44");
        form.put("accountName", "叶春山");
        TestAnswer answer = new Applicant(DESK.server).send(form);

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
        assertThat(new Applicant(DESK.server).send(form).status()).isEqualTo(404);
        form.putAll(Map.of("kind", "ENTERPRISE", "institution", "99999999"));
        assertThat(new Applicant(DESK.server).send(form).status()).isEqualTo(404);
    }

    @Test
    void filesThatCannotBeTakenAreNamedAndNothingIsLost() throws IOException {
        Applicant applicant = new Applicant(DESK.server);
        applicant.begin(Applicant.enterprise(ApplicationDesk.FIRST, "files@chunshan.example"));
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
    void aLoginThatIsTakenStopsTheApprovalAndNothingIsHalfDone() throws IOException {
        Applicant applicant = DESK.submitted("owner@first.example");
        String number = applicant.number();
        DESK.act(number, Map.of("do", "take"), 303);
        TestAnswer refused = DESK.post(
                DESK.officer, number, Map.of("do", "approve", "area", "3312", "version", DESK.version(number)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("Ask the applicant back for another one");
        assertThat(DESK.page(number)).contains("in review").doesNotContain("898331254990001");
        DESK.act(number, Map.of("do", "ask", "question", "Another e-mail address, please."), 303);
        Map<String, String> changed = Applicant.enterprise(ApplicationDesk.FIRST, "fresh@chunshan.example");
        changed.remove("account");
        assertThat(applicant.press("facts", changed)).isEqualTo(303);
        assertThat(applicant.press("answer", Map.of("answer", "Changed."))).isEqualTo(303);
        DESK.act(number, Map.of("do", "approve", "area", "3312"), 303);
        assertThat(ApplicationDesk.first(ApplicationDesk.MERCHANT, applicant.look()))
                .isEqualTo("898331254990001");
        assertThat(DESK.post(DESK.officer, number, Map.of("do", "account")).text())
                .contains("6222021202001234321");
    }

    @Test
    void aDeclinedApplicationSaysWhyAndIsOver() throws IOException {
        Applicant applicant = DESK.submitted("declined@chunshan.example");
        String number = applicant.number();
        DESK.act(number, Map.of("do", "take"), 303);
        DESK.act(number, Map.of("do", "decline", "reason", ""), 422);
        DESK.act(number, Map.of("do", "decline", "reason", "The licence is somebody else’s."), 303);

        assertThat(applicant.look().text()).contains("The licence is somebody else’s.");
        assertThat(DESK.post(DESK.officer, number, Map.of("do", "approve", "area", "3310", "version", "99"))
                        .status())
                .isEqualTo(422);
        assertThat(applicant.press("facts", Applicant.enterprise(ApplicationDesk.FIRST, "declined@chunshan.example")))
                .isEqualTo(422);
    }

    @Test
    void inventedNumbersAndLinksOpenNothing() throws IOException {
        PortalClient stranger = new PortalClient(DESK.server);

        assertThat(stranger.get("/application/AAAA-AAAA-AAAA-AAAA-AAAA-AAAA").status())
                .isEqualTo(404);
        assertThat(stranger.get("/application/").status()).isEqualTo(404);
        assertThat(stranger.post("/application/AAAA-AAAA-AAAA-AAAA-AAAA-AAAA/owner", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(DESK.officer.get("/institution/applications/A261124-AAAAAA").status())
                .isEqualTo(404);
        assertThat(DESK.officer
                        .get("/institution/documents/AAAAAAAAAAAAAAAAAAAAAA")
                        .status())
                .isEqualTo(404);
        assertThat(DESK.officer.get("/institution/documents/").status()).isEqualTo(404);
        Applicant applicant = new Applicant(DESK.server);
        applicant.begin(Applicant.enterprise(ApplicationDesk.FIRST, "draft@chunshan.example"));
        assertThat(DESK.officer
                        .get("/institution/applications/" + applicant.number())
                        .status())
                .isEqualTo(404);
        assertThat(stranger.postFrom("https://elsewhere.example", applicant.page() + "/submit", Map.of())
                        .status())
                .isEqualTo(403);
        String planted = "7".repeat(24);
        assertThat(stranger.get("/apply?institution=" + ApplicationDesk.FIRST + "&kind=ENTERPRISE&code=" + planted)
                        .text())
                .doesNotContain("value=\"" + planted);
    }

    /** Last, because it moves the server's clock. */
    @Test
    @Order(Integer.MAX_VALUE)
    void linksEnd() throws IOException {
        Applicant draft = new Applicant(DESK.server);
        draft.begin(Applicant.enterprise(ApplicationDesk.FIRST, "late@chunshan.example"));
        Applicant sent = DESK.submitted("later@chunshan.example");

        Files.writeString(DESK.clock, "P15D");
        assertThat(draft.look().status()).isEqualTo(404);
        assertThat(draft.press("submit", Map.of())).isEqualTo(404);
        assertThat(sent.look().status()).isEqualTo(200);
        Files.writeString(DESK.clock, "P181D");
        assertThat(sent.look().status()).isEqualTo(404);
        Files.writeString(DESK.clock, "PT0S");
    }

    private static String refused(TestAnswer answer) {
        assertThat(answer.status()).isEqualTo(422);
        return answer.text();
    }
}
