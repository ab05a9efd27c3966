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
import org.tallystick.shared.JsonObject;
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
        assertThat(report(genuine.toJson()).string("outcome")).isEqualTo("GENUINE");
        assertThat(page(genuine.toJson())).contains("verdict is-ok");
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void theInterfaceAndThePageSayTheSame(Attack attack) throws IOException {
        JsonObject report = report(attack.file());
        assertThat(report.string("outcome")).isEqualTo(attack.outcome().name());
        assertThat(report.objects("checks"))
                .filteredOn(check -> check.string("id").equals(attack.check()))
                .singleElement()
                .satisfies(check -> assertThat(check.string("result")).isIn("FAIL", "UNKNOWN"));
        String tone =
                switch (attack.outcome()) {
                    case NOT_GENUINE -> "verdict is-bad";
                    case UNKNOWN -> "verdict is-wait";
                    default -> "verdict is-warn";
                };
        assertThat(page(attack.file())).contains(tone);
    }

    private static JsonObject report(byte[] file) throws IOException {
        return TestAnswer.post(SERVER, "/api/v1/verifications", file).json();
    }

    private static String page(byte[] file) throws IOException {
        String boundary = "corpus-" + Base64Url.encode(new SecureRandom().generateSeed(12));
        byte[] head = ("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"receipt.json\"\r\n"
                        + "Content-Type: application/json\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
        return TestAnswer.to(HttpRequest.newBuilder(SERVER.url("/verify"))
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(head, file, tail))))
                .text();
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
