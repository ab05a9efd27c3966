package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.access.Role;

/**
 * Certificates under software that nobody here wrote: curl and openssl. Runs where they are on the PATH and is skipped visibly
 * elsewhere.
 */
class OpenSslIT {
    private static final ServerProcess SERVER = TestShop.server();

    @TempDir
    private Path directory;

    private Shell shell;

    @BeforeEach
    void tools() throws IOException {
        assumeTrue(Shell.has("openssl"), "openssl is absent");
        assumeTrue(Shell.has("curl"), "curl is absent");
        shell = new Shell(directory, Map.of());
        Files.copy(SERVER.data().resolve("root.pem"), directory.resolve("root.pem"));
    }

    @Test
    void curlAndOpensslAloneEnrolATerminalAndAreToldWhenToRenewIt() throws Exception {
        String terminal = TestShop.freeTerminal();
        enrol(terminal);

        assertThat(shell.run("openssl x509 -in till.pem -noout -subject -ext extendedKeyUsage")
                        .out())
                .contains("CN = " + terminal)
                .contains("TLS Web Client Authentication");
        assertThat(shell.run("curl -s --cacert root.pem " + est("csrattrs") + " | openssl base64 -d -A"
                                + " | openssl asn1parse -inform DER")
                        .out())
                .contains("prime256v1")
                .contains("ecdsa-with-SHA256");
        Shell.Result renewal = shell.run(
                "curl -s --cacert root.pem --cert till.pem --key key.pem -H 'Content-Type: application/pkcs10'"
                        + " --data-binary @request.b64 https://localhost:" + SERVER.port(8444)
                        + "/.well-known/est/simplereenroll");
        assertThat(renewal.out()).contains("last third").contains("\"status\":403");
    }

    @Test
    void opensslFollowsARevocationByListAndByOcsp() throws Exception {
        String terminal = TestShop.freeTerminal();
        enrol(terminal);
        assertThat(verified().out()).contains("till.pem: OK");
        assertThat(ocsp("").out()).contains("Response verify OK").contains("till.pem: good");

        assertThat(PortalAccounts.of(SERVER)
                        .signIn(Role.MERCHANT_OWNER)
                        .post(
                                "/merchant/terminals/" + terminal,
                                Map.of("do", "revoke", "reason", "CESSATION_OF_OPERATION", "typed", terminal))
                        .status())
                .isEqualTo(303);

        assertThat(verified().out()).contains("certificate revoked");
        assertThat(verified().exit()).isNotZero();
        assertThat(ocsp("").out())
                .contains("Response verify OK")
                .contains("till.pem: revoked")
                .contains("Reason: cessationOfOperation");
        assertThat(ocsp("-no_nonce -sha256").out())
                .contains("Response verify OK")
                .contains("till.pem: revoked");
        assertThat(shell.run("openssl crl -in list.crl -inform DER -noout -text")
                        .out())
                .contains("X509v3 CRL Number")
                .contains("Next Update")
                .contains("Cessation Of Operation");
    }

    @Test
    void opensslAsksForATimestampVerifiesItAndIsToldWhatIsWrong() throws Exception {
        Files.writeString(directory.resolve("letter"), "Received with thanks\n");
        for (String digest : new String[] {"sha256", "sha384", "sha512"}) {
            shell.succeed("openssl ts -query -data letter -" + digest + " -cert -out query.tsq");
            stamp();
            assertThat(shell.run("openssl ts -verify -queryfile query.tsq -in reply.tsr -CAfile root.pem")
                            .out())
                    .contains("Verification: OK");
        }
        assertThat(shell.run("openssl ts -reply -in reply.tsr -text").out())
                .contains("Status: Granted.")
                .contains("Policy OID: 2.25.147617583320568388339693359935206095377.3")
                .contains("Ordering: no");
        Files.writeString(directory.resolve("letter"), "Received without thanks\n");
        assertThat(shell.run("openssl ts -verify -data letter -in reply.tsr -CAfile root.pem")
                        .exit())
                .isNotZero();
        shell.succeed("openssl ts -query -data letter -sha1 -out query.tsq");
        stamp();
        assertThat(shell.run("openssl ts -reply -in reply.tsr -text").out())
                .contains("Status: Rejected.")
                .contains("unrecognized or unsupported algorithm");
    }

    private void stamp() throws Exception {
        shell.succeed(
                "curl -sf --cacert root.pem -H 'Content-Type: application/timestamp-query' --data-binary @query.tsq"
                        + " -o reply.tsr " + SERVER.url("/tsa"));
    }

    private void enrol(String terminal) throws Exception {
        String code = TestShop.code(SERVER, terminal);
        shell.succeed("openssl ecparam -name prime256v1 -genkey -noout -out key.pem");
        shell.succeed("openssl req -new -key key.pem -subj /CN=till -outform DER | openssl base64 > request.b64");
        shell.succeed(
                "curl -sf --cacert root.pem -u " + terminal + ":" + code + " -H 'Content-Type: application/pkcs10'"
                        + " --data-binary @request.b64 " + est("simpleenroll")
                        + " | openssl base64 -d | openssl pkcs7 -inform DER -print_certs -out chain.pem");
        shell.succeed("openssl x509 -in chain.pem -out till.pem");
        shell.succeed("awk '/BEGIN/{n++} n==2' chain.pem | openssl x509 -out issuer.pem");
        shell.succeed("cat root.pem issuer.pem > anchors.pem");
    }

    /** By the list at the address that the certificate names. */
    private Shell.Result verified() throws Exception {
        shell.succeed(
                "curl -sf --cacert root.pem -o list.crl $(openssl x509 -in till.pem -noout -ext crlDistributionPoints"
                        + " | sed -n 's/ *URI://p')");
        shell.succeed("openssl crl -in list.crl -inform DER -out list.pem");
        return shell.run("openssl verify -CAfile root.pem -untrusted issuer.pem -crl_check -CRLfile list.pem till.pem");
    }

    /** From the responder that the certificate names. */
    private Shell.Result ocsp(String more) throws Exception {
        return shell.run("openssl ocsp " + more + " -issuer issuer.pem -cert till.pem -CAfile anchors.pem"
                + " -url $(openssl x509 -in till.pem -noout -ocsp_uri)");
    }

    private String est(String operation) {
        return SERVER.url("/.well-known/est/" + operation).toString();
    }
}
