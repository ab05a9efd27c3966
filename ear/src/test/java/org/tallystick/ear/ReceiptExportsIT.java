package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Sha256;
import org.tallystick.shared.StrictJson;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.SignedStatement;
import org.tallystick.verification.Dss;

/**
 * Receipts under programs that nobody here wrote: EU DSS, and OpenSSL exactly as the help page tells to use it. OpenSSL and curl
 * are used where they are on the PATH; without them their tests are skipped visibly.
 */
class ReceiptExportsIT {
    private static final ServerProcess SERVER = TestShop.server();
    private static final Pattern COMMANDS = Pattern.compile("<pre[^>]*>(.*?)</pre>", Pattern.DOTALL);

    @TempDir
    private Path directory;

    private Path root;

    @BeforeEach
    void anchor() throws IOException {
        root = Files.copy(SERVER.data().resolve("root.pem"), directory.resolve("root.pem"));
    }

    @Test
    void euDssPassesAReceiptOfThisPlatform() throws Exception {
        String link = "/r/" + sold();
        byte[] jades = TestAnswer.get(SERVER, link + ".jades.json").body();
        Dss dss = new Dss(List.of(root()), revocationLists(jades), Instant.now());

        assertThat(dss.validate(jades))
                .returns(Indication.TOTAL_PASSED, Dss.Answer::indication)
                .returns(SignatureLevel.JAdES_BASELINE_B, Dss.Answer::form);
        byte[] stored = TestAnswer.get(SERVER, link + ".jose").body();
        assertThat(dss.validate(TestAnswer.get(SERVER, link + ".p7s").body(), stored))
                .returns(Indication.TOTAL_PASSED, Dss.Answer::indication)
                .returns(SignatureLevel.CAdES_BASELINE_B, Dss.Answer::form);
        assertThat(SignedStatement.parse(jades).payload()).isEqualTo(stored);
    }

    @Test
    void theReceiptPageLeadsToThemInBothLanguages() throws Exception {
        String link = "/r/" + sold();
        for (String language : List.of("en", "zh")) {
            String page = page(link, language);
            assertThat(page)
                    .contains(link + ".jades.json")
                    .contains(link + ".p7s")
                    .contains("/help/openssl");
        }
        assertThat(page(link, "en")).contains("For other programs");
        TestAnswer cms = TestAnswer.get(SERVER, link + ".p7s");
        assertThat(cms.header("Content-Type")).isEqualTo("application/pkcs7-signature");
        assertThat(cms.header("Content-Disposition")).contains(".p7s");
        assertThat(cms.header("Cache-Control")).contains("no-store");
    }

    @Test
    void aReceiptWithoutItsSignatureIsNotGivenOutInFormsThatWouldCallItValid() throws Exception {
        TestTill till = TestTill.enrol(SERVER, TestShop.freeTerminal());
        SignedBill signed = till.next();
        SignedBill bare =
                SignedBill.of(signed.payload(), Optional.empty(), List.of(), Optional.of("SIGNING_UNIT_FAILED"));
        assertThat(till.sendVouched(bare, till.secret()).outcome()).isEqualTo("201");
        String link = "/r/" + TestTill.codeOf(signed);

        TestAnswer refused = TestAnswer.get(SERVER, link + ".jades.json");
        assertThat(refused.outcome()).isEqualTo("404 not-found");
        assertThat(refused.json().string("detail")).contains("UNSIGNED").contains(".json");
        assertThat(TestAnswer.get(SERVER, link + ".p7s").outcome()).isEqualTo("404 not-found");
        assertThat(page(link, "en")).doesNotContain(".p7s");
    }

    @Test
    void everyCommandOfTheHelpPageWorks() throws Exception {
        assumeTrue(Shell.has("openssl"), "openssl is absent");
        assumeTrue(Shell.has("curl"), "curl is absent");
        List<String> commands = commands("en");
        assertThat(commands).hasSize(4).isEqualTo(commands("zh"));
        String link = sold();
        String script = String.join("\n", commands).replace("22-characters-of-the-link", link);
        assertThat(script).contains("R=" + link);

        Shell shell = new Shell(directory, Map.of("CURL_CA_BUNDLE", root.toString()));
        assertThat(shell.succeed(script))
                .contains("erification successful")
                .contains("signingTime")
                .contains("seal.pem: OK")
                .contains("\"code\":\"" + link + "\"")
                .contains("Verified OK");

        byte[] stored = Files.readAllBytes(directory.resolve("receipt.jose"));
        stored[stored.length / 2] ^= 1;
        Files.write(directory.resolve("receipt.jose"), stored);
        assertThat(shell.run(commands.get(1)).exit()).as("a changed receipt").isNotZero();
    }

    @Test
    void opensslAsksForTheListOfTheVeryAuthority() throws Exception {
        assumeTrue(Shell.has("openssl"), "openssl is absent");
        assumeTrue(Shell.has("curl"), "curl is absent");
        Shell shell = new Shell(directory, Map.of("CURL_CA_BUNDLE", root.toString()));
        String script = String.join("\n", commands("en").subList(0, 3)).replace("22-characters-of-the-link", sold());
        shell.succeed(script);
        // Another authority's list says nothing about this seal, and OpenSSL says so.
        String root = Base64Url.encode(Sha256.of(root().getEncoded()));
        shell.succeed("curl -fsS " + SERVER.url("/api/v1/crl/" + root + ".crl")
                + " | openssl crl -inform DER -out other.pem");
        assertThat(shell.run("openssl verify -CAfile root.pem -untrusted issuer.pem -crl_check -CRLfile other.pem"
                                + " -purpose any seal.pem")
                        .out())
                .contains("unable to get certificate CRL");
    }

    private List<String> commands(String language) throws IOException {
        return COMMANDS.matcher(page("/help/openssl", language))
                .results()
                .map((MatchResult found) -> found.group(1)
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&amp;", "&"))
                .toList();
    }

    private static String page(String path, String language) throws IOException {
        return TestAnswer.to(HttpRequest.newBuilder(SERVER.url(path)).header("Accept-Language", language))
                .text();
    }

    /** The code of a receipt that was sold a moment ago. */
    private static String sold() throws IOException {
        TestTill till = TestTill.enrol(SERVER, TestShop.freeTerminal());
        SignedBill bill = till.next();
        assertThat(till.send(bill).outcome()).isEqualTo("201");
        return TestTill.codeOf(bill);
    }

    /** Of every authority whose certificate is in the export, and of the root. */
    private List<byte[]> revocationLists(byte[] jades) throws Exception {
        byte[] header = Base64Url.decode(SignedStatement.parse(jades).seal().protectedHeader());
        String authority = StrictJson.parse(header, StrictJson.Limits.UPLOAD)
                .strings("x5c")
                .get(1);
        byte[] der = Base64.getDecoder().decode(authority);
        return List.of(list(der), list(root().getEncoded()));
    }

    private static byte[] list(byte[] authority) throws IOException {
        String path = "/api/v1/crl/" + Base64Url.encode(Sha256.of(authority)) + ".crl";
        TestAnswer answer = TestAnswer.get(SERVER, path);
        assertThat(answer.outcome()).isEqualTo("200");
        return answer.body();
    }

    private X509Certificate root() throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(root)));
    }
}
