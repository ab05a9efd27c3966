package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.access.Role;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.StrictJson;
import org.tallystick.shared.X509;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignedBill;
import org.tallystick.terminal.TerminalException;
import org.tallystick.terminal.Trouble;
import org.tallystick.verification.Outcome;
import org.tallystick.verification.ReceiptVerifier;
import org.tallystick.verification.TrustAnchors;
import org.tallystick.verification.VerificationContext;
import org.tallystick.verification.VerificationReport;

/**
 * An institution that chooses SM2 with SM3 for its terminals and its seal: from the operator's form to the offline verifier, and under
 * two verifiers that nobody here wrote. Each runs where its tool is present and is skipped visibly elsewhere.
 */
class Sm2IT {
    private static final ServerProcess SERVER = TestShop.server();
    private static final String PAGE = "/admin/institutions/" + TestShop.SM2_ACQUIRER;
    private static final String DISTID = "distid:1234567812345678";
    private static final BigInteger ORDER =
            new BigInteger("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123", 16);

    private static PortalClient operator;
    private static TestTill till;
    private static SignedBill bill;
    private static TestAnswer answer;
    private static byte[] file;

    @TempDir
    private Path directory;

    @BeforeAll
    static void choose() throws Exception {
        String terminal = TestShop.freeSm2Terminal();
        assertThat(refusal(terminal, SignatureAlgorithm.SM2SM3)).contains("SM2SM3", "ES256 or EdDSA");
        operator = PortalAccounts.of(SERVER).signIn(Role.OPERATOR);
        assertThat(operator.post(PAGE, Map.of("do", "algorithms", "terminals", "SM2SM3", "seal", "SM2SM3"))
                        .status())
                .isEqualTo(303);
        // The directory of the refused attempt has its key and goes on with it.
        till = TestTill.enrol(SERVER, terminal, SignatureAlgorithm.SM2SM3);
        bill = till.next();
        answer = till.send(bill);
        TestLedger.of(SERVER, TestShop.SM2_ACQUIRER).awaitPublished(answer.index());
        file = TestAnswer.get(SERVER, "/r/" + TestTill.codeOf(bill) + ".json").body();
    }

    @Test
    void aBillSignedWithSm2BecomesAReceiptSealedWithSm2ThatProvesItselfOffline() throws Exception {
        assertThat(answer.outcome()).isEqualTo("201");
        assertThat(answer.json().string("status")).isEqualTo("SIGNED");
        assertThat(Receipt.parse(answer.receipt()).sealHeader().alg()).isEqualTo(SignatureAlgorithm.SM2SM3);

        VerificationReport report = offline("root-sm2.pem", file);
        assertThat(report.outcome()).isEqualTo(Outcome.GENUINE);
        assertThat(report.check("algorithms").orElseThrow().reason()).contains("SM2/SM3 (国密)");
        assertThat(offline("root.pem", file).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(till.send(till.next()).outcome()).as("and the next one").isEqualTo("201");
    }

    @Test
    void thePlatformItselfAndItsPageSaySo() throws Exception {
        JsonObject report =
                TestAnswer.post(SERVER, "/api/v1/verifications", file).json();
        assertThat(report.string("outcome")).isEqualTo("GENUINE");
        assertThat(TestAnswer.get(SERVER, "/r/" + TestTill.codeOf(bill)).text()).contains("SM2/SM3 (国密)");
        String flipped = new String(file, StandardCharsets.UTF_8);
        Receipt receipt = Receipt.parse(answer.receipt());
        byte[] forged = forged(receipt);
        flipped = flipped.replace(b64u(answer.receipt()), b64u(forged));
        assertThat(TestAnswer.post(SERVER, "/api/v1/verifications", flipped.getBytes(StandardCharsets.UTF_8))
                        .json()
                        .string("outcome"))
                .isEqualTo("NOT_GENUINE");
    }

    @Test
    void onlyWhatTheInstitutionChoseIsEnrolledAndItsLabelSaysWhat() throws Exception {
        assertThat(refusal(TestShop.freeSm2Terminal(), SignatureAlgorithm.ES256))
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
        assertThat(operator.get(PAGE).text())
                .contains("value=\"SM2SM3\" checked=\"checked\"")
                .contains("value=\"SM2SM3\" selected=\"selected\"")
                .doesNotContain("value=\"ES256\" checked");
        TestAnswer refused = operator.post(PAGE, Map.of("do", "algorithms", "seal", "SM2SM3"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("Tick at least one");
        assertThat(operator.get("/admin/audit").text()).contains("institution.algorithms");
        assertThat(operator.get("/admin/keys").text()).contains("SM2SM3").contains("SM2 Root CA");
    }

    /** The program that merchants and readers have, in processes of its own. */
    @Test
    void theCommandLineEnrolsSellsAndVerifiesWithSm2() throws Exception {
        Path program = Path.of("../domain/target/tallystick.jar").toAbsolutePath();
        assumeTrue(Files.exists(program), "the command-line program is not built");
        String tallystick = System.getProperty("java.home") + "/bin/java -jar " + program + " ";
        String terminal = TestShop.freeSm2Terminal();
        Shell shell = new Shell(directory, Map.of());

        shell.succeed(tallystick + "terminal enrol --state till --algorithm SM2SM3 --server " + SERVER.url("")
                + " --ca " + SERVER.data().resolve("root.pem") + " --terminal " + terminal + " --code "
                + TestShop.code(SERVER, terminal));
        shell.succeed(tallystick + "terminal sell --state till --amount 12.30");
        String verdict = shell.succeed(tallystick + "verify till/receipts/1.json --ca "
                + SERVER.data().resolve("root-sm2.pem") + " --log '"
                + TestLedger.of(SERVER, TestShop.SM2_ACQUIRER).key().vkey() + "'");
        assertThat(verdict).contains("SM2/SM3");
    }

    @Test
    void opensslFollowsTheChainsAndBothSignatures() throws Exception {
        assumeTrue(Shell.has("openssl"), "openssl is absent");
        Shell shell = new Shell(directory, Map.of());
        Files.copy(SERVER.data().resolve("root-sm2.pem"), directory.resolve("root.pem"));
        Receipt receipt = Receipt.parse(answer.receipt());
        int signer = 0;
        for (JwsEntry entry : List.of(receipt.terminalEntry().orElseThrow(), receipt.sealEntry())) {
            String name = "signer" + signer++;
            X509Certificate certificate = certificate(entry);
            X509Certificate issuer = issuerOf(certificate);
            pem(name + ".pem", certificate);
            pem(name + "-issuer.pem", issuer);
            String verify = "openssl verify -vfyopt " + DISTID + " -CAfile root.pem -untrusted " + name + "-issuer.pem "
                    + name + ".pem";
            assertThat(shell.succeed(verify)).contains(name + ".pem: OK");

            byte[] raw = entry.signatureBytes();
            Files.write(directory.resolve(name + ".sig"), der(raw));
            Files.write(directory.resolve(name + ".txt"), entry.signingInput(receipt.payloadB64()));
            shell.succeed("openssl x509 -in " + name + ".pem -noout -pubkey > " + name + ".pub");
            String digest = "openssl dgst -sm3 -verify " + name + ".pub -sigopt " + DISTID + " -signature " + name
                    + ".sig " + name + ".txt";
            assertThat(shell.succeed(digest)).contains("Verified OK");
            Files.writeString(directory.resolve(name + ".txt"), "something else");
            assertThat(shell.run(digest).out()).contains("Verification failure");
        }
        assertThat(shell.run("openssl x509 -in signer1.pem -noout -text").out()).contains("SM2-with-SM3");
    }

    /** OpenSSL reads no SM2 in its cms command: the attributes are taken out and checked like any signed bytes (SM-CRYPTO.md C.4). */
    @Test
    void theGbt35275ExportIsSignedWithSm2OverTheStoredReceipt() throws Exception {
        TestAnswer export = TestAnswer.get(SERVER, "/r/" + TestTill.codeOf(bill) + ".gbt35275.p7s");
        assertThat(export.status()).isEqualTo(200);
        assertThat(export.header("Content-Disposition")).contains(".gbt35275.p7s");
        CMSSignedData cms = new CMSSignedData(export.body());
        assertThat((byte[]) cms.getSignedContent().getContent()).isEqualTo(answer.receipt());
        SignerInformation signer = cms.getSignerInfos().iterator().next();
        X509CertificateHolder seal = cms.getCertificates().getMatches(null).stream()
                .filter(each -> each.getSerialNumber().equals(signer.getSID().getSerialNumber()))
                .findFirst()
                .orElseThrow();
        assertThat(seal.getEncoded())
                .isEqualTo(
                        certificate(Receipt.parse(answer.receipt()).sealEntry()).getEncoded());
        assertThat(TestAnswer.get(SERVER, "/r/" + TestTill.codeOf(bill)).text()).contains(".gbt35275.p7s");

        assumeTrue(Shell.has("openssl"), "openssl is absent");
        Shell shell = new Shell(directory, Map.of());
        pem("seal.pem", X509.parse(seal.getEncoded()));
        Files.write(directory.resolve("attributes"), signer.getEncodedSignedAttributes());
        Files.write(directory.resolve("signature"), signer.getSignature());
        shell.succeed("openssl x509 -in seal.pem -noout -pubkey > seal.pub");
        assertThat(shell.succeed(
                        "openssl dgst -sm3 -verify seal.pub -sigopt " + DISTID + " -signature signature attributes"))
                .contains("Verified OK");
        Files.write(directory.resolve("receipt.jose"), answer.receipt());
        String digest = shell.succeed("openssl dgst -sm3 -r receipt.jose").substring(0, 64);
        assertThat(HexFormat.of().formatHex(signer.getEncodedSignedAttributes()))
                .contains(digest);
    }

    @Test
    void smCryptoOfNpmVerifiesBothSignatures() throws Exception {
        assumeTrue(Shell.has("node") && Shell.has("npm"), "node and npm are absent");
        Path packages = Path.of("target/npm").toAbsolutePath();
        Files.createDirectories(packages);
        if (!Files.isDirectory(packages.resolve("node_modules/sm-crypto"))) {
            Shell.Result installed = new Shell(packages, Map.of())
                    .run("npm install --prefix . --no-audit --no-fund --ignore-scripts sm-crypto@0.5.8");
            assumeTrue(installed.exit() == 0, "the registry of npm is not to be had: " + installed.out());
        }
        Receipt receipt = Receipt.parse(answer.receipt());
        List<Object> keys = new ArrayList<>();
        for (JwsEntry entry : List.of(receipt.terminalEntry().orElseThrow(), receipt.sealEntry())) {
            byte[] spki = certificate(entry).getPublicKey().getEncoded();
            keys.add(HexFormat.of().formatHex(spki, spki.length - 65, spki.length));
        }
        Files.write(directory.resolve("keys.json"), JsonWriter.write(Map.of("keys", keys)));
        Files.write(directory.resolve("receipt.jose"), answer.receipt());
        try (InputStream script = Objects.requireNonNull(Sm2IT.class.getResourceAsStream("/node/sm2.js"))) {
            Files.write(directory.resolve("sm2.js"), script.readAllBytes());
        }
        String command = "NODE_PATH=" + packages.resolve("node_modules") + " node sm2.js";
        assertThat(new Shell(directory, Map.of()).succeed(command).strip()).isEqualTo("true true");
        Files.write(directory.resolve("receipt.jose"), forged(receipt));
        assertThat(new Shell(directory, Map.of()).succeed(command).strip()).isEqualTo("false false");
    }

    private static String refusal(String terminal, SignatureAlgorithm algorithm) {
        TerminalException refused =
                catchThrowableOfType(TerminalException.class, () -> TestTill.enrol(SERVER, terminal, algorithm));
        assertThat(refused.trouble()).isEqualTo(Trouble.REFUSED);
        return refused.getMessage();
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

    /** The same receipt over another payload. */
    private static byte[] forged(Receipt receipt) {
        String payload = new String(receipt.payload(), StandardCharsets.UTF_8).replace("1230", "1231");
        return new String(receipt.bytes(), StandardCharsets.UTF_8)
                .replace(receipt.payloadB64(), b64u(payload.getBytes(StandardCharsets.UTF_8)))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String b64u(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The certificate that an entry names, from the receipt file. */
    private static X509Certificate certificate(JwsEntry entry) throws Exception {
        byte[] header = Base64.getUrlDecoder().decode(entry.protectedHeader());
        String thumbprint = StrictJson.parse(header, StrictJson.Limits.BILL).string("x5t#S256");
        for (X509Certificate each : certificates()) {
            if (org.tallystick.enrolment.StoredCertificate.thumbprint(each).equals(thumbprint)) {
                return each;
            }
        }
        throw new AssertionError("the file lacks " + thumbprint);
    }

    private static X509Certificate issuerOf(X509Certificate certificate) throws Exception {
        Optional<X509Certificate> issuer = certificates().stream()
                .filter(each -> each.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                .findFirst();
        return issuer.orElseThrow();
    }

    private static List<X509Certificate> certificates() throws Exception {
        List<X509Certificate> all = new ArrayList<>();
        for (String base64 : StrictJson.parse(file, StrictJson.Limits.UPLOAD).strings("certificates")) {
            all.add(X509.parse(Base64.getDecoder().decode(base64)));
        }
        return all;
    }

    private void pem(String name, X509Certificate certificate) throws Exception {
        Files.writeString(
                directory.resolve(name),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    private static byte[] der(byte[] raw) throws Exception {
        return StandardDSAEncoding.INSTANCE.encode(
                ORDER, new BigInteger(1, Arrays.copyOf(raw, 32)), new BigInteger(1, Arrays.copyOfRange(raw, 32, 64)));
    }
}
