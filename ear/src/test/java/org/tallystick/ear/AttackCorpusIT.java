package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tallystick.shared.Base64Url;
import org.tallystick.signing.Part;
import org.tallystick.signing.SignedBill;
import org.tallystick.verification.AttackCorpus;
import org.tallystick.verification.AttackCorpus.Attack;
import org.tallystick.verification.ReceiptFile;
import org.tallystick.verification.TestPlatform;

/**
 * The files of the attack corpus at the doors of a real server: the interface and the page say the same of each. The command line
 * meets the same corpus in VerifyCommandTest.
 */
class AttackCorpusIT {
    private static final ServerProcess SERVER = TestShop.server();

    private static ReceiptFile genuine;
    private static List<Attack> attacks;

    @BeforeAll
    static void sell() throws IOException {
        TestTill till = TestTill.enrol(SERVER, TestShop.freeTerminal());
        genuine = receipt(till);
        TestPlatform stranger = new TestPlatform();
        ReceiptFile foreign = stranger.genuine().withCertificates(List.of(stranger.rootCertificate()));
        attacks = AttackCorpus.against(genuine, receipt(till), foreign);
    }

    static Stream<Attack> attacks() {
        return attacks.stream();
    }

    @Test
    void whatTheAttacksAreMadeOfIsGenuine() throws IOException {
        TestAnswer answer = TestAnswer.post(SERVER, "/api/v1/verifications", genuine.toJson());
        assertThat(answer.json().string("outcome")).isEqualTo("GENUINE");
        assertThat(upload(genuine.toJson()).text()).contains("verdict is-ok");
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void theInterfaceAndThePageSayTheSame(Attack attack) throws IOException {
        TestAnswer answer = TestAnswer.post(SERVER, "/api/v1/verifications", attack.file());
        TestAnswer page = upload(attack.file());
        if (attack.file().length > ReceiptFile.MAX_LENGTH) {
            assertThat(answer.outcome()).isEqualTo("413 too-large");
            assertThat(page.status()).isEqualTo(413);
            return;
        }
        assertThat(answer.json().string("outcome")).isEqualTo(attack.outcome().name());
        assertThat(answer.json().objects("checks"))
                .filteredOn(check -> check.string("id").equals(attack.check()))
                .singleElement()
                .satisfies(check -> assertThat(check.string("result")).isIn("FAIL", "UNKNOWN"));
        if (attack.file().length == 0) {
            assertThat(page.status()).as("back to the form").isEqualTo(303);
        } else {
            assertThat(page.text()).contains(tone(attack));
        }
    }

    private static String tone(Attack attack) {
        return switch (attack.outcome()) {
            case NOT_GENUINE -> "verdict is-bad";
            case UNKNOWN -> "verdict is-wait";
            default -> "verdict is-warn";
        };
    }

    private static TestAnswer upload(byte[] file) throws IOException {
        String boundary = "corpus-" + Base64Url.encode(new SecureRandom().generateSeed(12));
        byte[] head = ("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"receipt.json\"\r\n"
                        + "Content-Type: application/json\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
        return TestAnswer.to(HttpRequest.newBuilder(SERVER.url("/verify"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(head, file, tail))));
    }

    /** A genuine receipt's file, with its lines as a part. */
    private static ReceiptFile receipt(TestTill till) throws IOException {
        byte[] lines = "[{\"name\":\"Longjing tea\",\"quantity\":\"1\",\"unitPrice\":1230,\"amount\":1230}]"
                .getBytes(StandardCharsets.UTF_8);
        Part part = new Part(Part.LINES, "application/json", new byte[Part.SALT_LENGTH], lines);
        SignedBill signed = till.next(part);
        assertThat(till.send(signed).status()).isEqualTo(201);
        return ReceiptFile.parse(TestAnswer.get(SERVER, "/r/" + TestTill.codeOf(signed) + ".json")
                .body());
    }
}
