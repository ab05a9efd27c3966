package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.X509;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.verification.Outcome;
import org.tallystick.verification.ReceiptVerifier;
import org.tallystick.verification.TrustAnchors;
import org.tallystick.verification.VerificationContext;
import org.tallystick.verification.VerificationReport;

/**
 * An institution that chooses SM2 with SM3 for its terminals and its seal: from the operator's form to the offline verifier.
 */
class Sm2IT {
    private static final ServerProcess SERVER = TestShop.server();
    private static final Sm2Sale SALE = Sm2Sale.get();

    @TempDir
    private Path directory;

    @Test
    void aBillSignedWithSm2BecomesAReceiptSealedWithSm2ThatProvesItselfOffline() throws Exception {
        assertThat(SALE.answer().outcome()).isEqualTo("201");
        assertThat(SALE.answer().json().string("status")).isEqualTo("SIGNED");
        assertThat(Receipt.parse(SALE.receipt()).sealHeader().alg()).isEqualTo(SignatureAlgorithm.SM2SM3);

        VerificationReport report = offline("root-sm2.pem", SALE.file());
        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
        assertThat(report.check("algorithms").orElseThrow().reason()).contains("SM2/SM3 (国密)");
        assertThat(offline("root.pem", SALE.file()).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(SALE.till().send(SALE.till().next()).outcome())
                .as("and the next one")
                .isEqualTo("201");
    }

    @Test
    void thePlatformItselfAndItsPageSaySo() throws Exception {
        JsonObject report =
                TestAnswer.post(SERVER, "/api/v1/verifications", SALE.file()).json();
        assertThat(report.string("outcome")).isEqualTo("GENUINE");
        assertThat(TestAnswer.get(SERVER, "/r/" + SALE.code()).text()).contains("SM2/SM3 (国密)");
        String forged = new String(SALE.file(), StandardCharsets.UTF_8)
                .replace(Base64Url.encode(SALE.receipt()), Base64Url.encode(SALE.forged()));
        assertThat(TestAnswer.post(SERVER, "/api/v1/verifications", forged.getBytes(StandardCharsets.UTF_8))
                        .json()
                        .string("outcome"))
                .isEqualTo("NOT_GENUINE");
    }

    @Test
    void onlyWhatTheInstitutionChoseIsEnrolledAndItsLabelSaysWhat() throws Exception {
        assertThat(SALE.refusedBefore()).contains("SM2SM3", "ES256 or EdDSA");
        assertThat(Sm2Sale.refusal(TestShop.freeSm2Terminal(), SignatureAlgorithm.ES256))
                .contains("make a key for SM2SM3");

        String wishes = TestAnswer.get(SERVER, "/.well-known/est/" + TestShop.SM2_ACQUIRER + "/csrattrs")
                .text();
        assertThat(HexFormat.of().formatHex(Base64.getMimeDecoder().decode(wishes)))
                .contains("2a811ccf5501822d", "2a811ccf55018375")
                .doesNotContain("2a8648ce3d030107");
        assertThat(HexFormat.of()
                        .formatHex(Base64.getMimeDecoder()
                                .decode(TestAnswer.get(SERVER, "/.well-known/est/48023310/csrattrs")
                                        .text())))
                .contains("2a8648ce3d030107")
                .doesNotContain("2a811ccf5501822d");
        assertThat(TestAnswer.get(SERVER, "/.well-known/est/99999999/cacerts").outcome())
                .isEqualTo("404 not-found");
    }

    @Test
    void theOperatorsPageShowsTheChoiceAndRefusesAnEmptyOne() throws Exception {
        assertThat(SALE.operator().get(Sm2Sale.PAGE).text())
                .contains("value=\"SM2SM3\" checked=\"checked\"")
                .contains("value=\"SM2SM3\" selected=\"selected\"")
                .doesNotContain("value=\"ES256\" checked");
        TestAnswer refused = SALE.operator().post(Sm2Sale.PAGE, Map.of("do", "algorithms", "seal", "SM2SM3"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("Tick at least one");
        assertThat(SALE.operator().get("/admin/audit").text()).contains("institution.algorithms");
        assertThat(SALE.operator().get("/admin/keys").text()).contains("SM2SM3").contains("SM2 Root CA");
    }

    /** The program that merchants and readers have, in processes of its own. */
    @Test
    void theCommandLineEnrolsSellsAndVerifiesWithSm2() throws Exception {
        String terminal = TestShop.freeSm2Terminal();
        Shell shell = new Shell(directory, Map.of());

        shell.tallystick("terminal enrol --state till --algorithm SM2SM3 --server " + SERVER.url("")
                + " --ca " + SERVER.data().resolve("root.pem") + " --terminal " + terminal + " --code "
                + TestShop.code(SERVER, terminal));
        shell.tallystick("terminal sell --state till --amount 12.30");
        String verdict = shell.tallystick("verify till/receipts/1.json --ca "
                + SERVER.data().resolve("root-sm2.pem") + " --log '"
                + TestLedger.of(SERVER, TestShop.SM2_ACQUIRER).key().vkey() + "'");
        assertThat(verdict).contains("SM2/SM3");
    }

    private static VerificationReport offline(String root, byte[] receiptFile) throws Exception {
        var anchors = TrustAnchors.pinned(
                X509.parseAll(Files.readAllBytes(SERVER.data().resolve(root))),
                List.of(TestLedger.of(SERVER, TestShop.SM2_ACQUIRER).key()));
        return new ReceiptVerifier()
                .verify(
                        receiptFile,
                        VerificationContext.offline(anchors, Clock.systemUTC().instant()));
    }
}
