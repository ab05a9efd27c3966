package org.tallystick.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.access.Role;
import org.tallystick.enrolment.LicensedAuthority;
import org.tallystick.enrolment.LicensedAuthority.Entry;
import org.tallystick.enrolment.StoredCertificate;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.X509;
import org.tallystick.signing.SignedBill;
import org.tallystick.terminal.TerminalException;
import org.tallystick.verification.Outcome;
import org.tallystick.verification.ReceiptVerifier;
import org.tallystick.verification.TrustAnchors;
import org.tallystick.verification.VerificationContext;
import org.tallystick.verification.VerificationReport;

/** Terminals with certificates of a licensed authority: from the operator's form to receipts that prove themselves elsewhere. */
class ExternalAuthorityIT {
    private static final ServerProcess SERVER = TestShop.server();
    private static final String AUTHORITIES = "/admin/authorities";
    private static final String ACQUIRER = "48023310";
    private static final int KEY_COMPROMISE = 1;
    private static final int CERTIFICATE_HOLD = 6;

    @TempDir
    private Path directory;

    /** The program that merchants have, in processes of its own; and OpenSSL, where it is. */
    @Test
    void aTerminalSellsWithACertificateIssuedElsewhereAndItsReceiptIsVerifiedOffline() throws Exception {
        Shell shell = new Shell(directory, Map.of());
        LicensedCa ca = LicensedCa.configured();
        String terminal = TestShop.freeTerminal();
        Path root = SERVER.data().resolve("root.pem");
        String adopt = "terminal adopt --state till --chain chain.pem --server " + SERVER.url("") + " --ca " + root
                + " --terminal " + terminal;

        String csr = shell.tallystick("terminal csr --state till --terminal " + terminal);
        X509Certificate certificate =
                ca.certify(csr.getBytes(StandardCharsets.US_ASCII), "C=CN,O=Some Merchant,CN=Till");
        Files.write(
                directory.resolve("chain.pem"),
                LicensedAuthority.pem(ca.rootCertificate(), certificate, ca.issuingCertificate()));
        assertThat(shell.runTallystick(adopt)).satisfies(early -> {
            assertThat(early.exit()).isEqualTo(1);
            assertThat(early.out()).contains("No terminal certificate with this x5t#S256");
        });
        assertThat(register(terminal, certificate).status()).isEqualTo(303);
        shell.tallystick(adopt);
        shell.tallystick("terminal sell --state till --amount 12.30");

        Files.write(directory.resolve("licensed.pem"), LicensedAuthority.pem(ca.rootCertificate()));
        String verify = "verify till/receipts/1.json --log '"
                + TestLedger.of(SERVER, ACQUIRER).key().vkey() + "' --ca " + root;
        assertThat(shell.tallystick(verify + " --ca licensed.pem")).contains("The ledger has it since");
        assertThat(shell.runTallystick(verify).exit())
                .as("the other authority is not pinned")
                .isEqualTo(2);
        if (Shell.has("openssl")) {
            Files.write(directory.resolve("till.pem"), LicensedAuthority.pem(certificate));
            Files.write(directory.resolve("issuing.pem"), LicensedAuthority.pem(ca.issuingCertificate()));
            assertThat(shell.succeed("openssl verify -CAfile licensed.pem -untrusted issuing.pem till.pem"))
                    .contains("till.pem: OK");
        }
    }

    @Test
    void whatIsWrongWithACertificateIsSaidAndNothingIsStored() throws Exception {
        LicensedCa ca = LicensedCa.configured();
        String one = TestShop.freeTerminal();
        String other = TestShop.freeTerminal();
        byte[] request = TestTill.request(SERVER, one);
        X509Certificate certificate = ca.certify(request, "CN=One");
        assertThat(register(one, certificate).status()).isEqualTo(303);
        assertThat(register(one, certificate).status()).as("the same again").isEqualTo(303);

        assertThat(register(other, certificate).text()).contains("one key is never for two terminals");
        assertThat(register(one, ca.certify(request, "CN=Again")).text()).contains("was certified before");
        assertThat(register(other, ca.certify(TestTill.request(SERVER, other), "CN=" + one))
                        .text())
                .contains("names another terminal");
        assertThat(register(other, ca.certify(TestTill.request(SERVER, other), "SERIALNUMBER=TUSN-" + one))
                        .text())
                .contains("names another terminal");
        X509Certificate stranger = new LicensedCa("Stranger").certify(TestTill.request(SERVER, other), "CN=Two");
        assertThat(register(other, stranger).text()).contains("not trusted for this institution");
        assertThat(register(other, ca.issuingCertificate()).text()).contains("certificate is needed");
        byte[] key = Files.readAllBytes(
                SERVER.base().resolve("tills").resolve(other + "-adopted").resolve("key.pem"));
        TestAnswer secret = upload(other, key);
        assertThat(secret.status()).isEqualTo(422);
        assertThat(secret.text())
                .contains("There is a private key in it")
                .doesNotContain(new String(key, StandardCharsets.US_ASCII).substring(40, 80));
        assertThat(upload(other, new byte[70_000]).text()).contains("at most 64 KiB");

        assertThat(TestAnswer.get(SERVER, "/api/v1/certificates/" + StoredCertificate.thumbprint(stranger))
                        .status())
                .isEqualTo(404);
        assertThatThrownBy(() -> TestTill.adopt(SERVER, other, LicensedAuthority.pem(certificate)))
                .isInstanceOf(TerminalException.class)
                .hasMessageContaining("No certificate of --chain is for the key");
    }

    @Test
    void theOperatorTrustsFollowsTheListAndEndsTheTrust() throws Exception {
        PortalClient operator = PortalAccounts.of(SERVER).signIn(TestShop.SM2_OPERATOR, Role.OPERATOR);
        LicensedCa ca = new LicensedCa("Imported");
        String thumbprint = StoredCertificate.thumbprint(ca.issuingCertificate());

        assertThat(trust(operator, ca.chain(), "").text()).contains("Choose at least one institution");
        assertThat(trust(operator, ca.chain(), ACQUIRER, ca.listAddress("localhost"))
                        .header("Location"))
                .contains("done=trusted");
        assertThat(trust(operator, ca.chain(), ACQUIRER).header("Location")).contains("done=trusted-before");
        assertThat(fetch(operator, thumbprint).text()).contains("own network");
        assertThat(trust(operator, ca.chain(), ACQUIRER, ca.listAddress(LicensedCa.HOST))
                        .status())
                .isEqualTo(303);
        assertThat(fetch(operator, thumbprint).text()).contains("does not answer as it should");
        assertThat(operator.get(AUTHORITIES).text()).contains("Later revocations would not be known");

        TestTill stolen = adopted(ca);
        TestTill honest = adopted(ca);
        TestTill held = adopted(ca);
        Instant theft = Clock.systemUTC().instant().minusSeconds(1);
        SignedBill first = stolen.next();
        assertThat(stolen.send(first).json().string("status")).isEqualTo("SIGNED");
        SignedBill fair = honest.next();
        TestAnswer sold = honest.send(fair);
        assertThat(revocation(fair)).contains("it has given no list");

        Instant now = Clock.systemUTC().instant();
        ca.publish(now.minusSeconds(9), now.minusSeconds(3));
        assertThat(fetch(operator, thumbprint).header("Location")).contains("done=list-fetched");
        assertThat(revocation(fair)).contains("has had no successor");
        ca.publish(
                new Entry(certificate(stolen), theft, KEY_COMPROMISE),
                new Entry(certificate(held), Clock.systemUTC().instant(), CERTIFICATE_HOLD));
        assertThat(fetch(operator, thumbprint).status()).isEqualTo(303);
        assertThat(revocation(fair)).contains("No certificate of this receipt is revoked");
        assertThat(stolen.send(stolen.next()).outcome()).as("a stolen key").isNotEqualTo("201");
        assertThat(held.send(held.next()).json().string("cause")).isEqualTo("CERT_SUSPENDED");
        assertThat(offline(ca, first).outcome()).as("sold after the theft").isEqualTo(Outcome.NOT_GENUINE);
        assertThat(offline(ca, fair).outcome()).isEqualTo(Outcome.GENUINE);
        ca.publish(new Entry(certificate(stolen), theft, KEY_COMPROMISE));
        assertThat(fetch(operator, thumbprint).status()).isEqualTo(303);
        assertThat(held.send(held.next()).json().string("status")).isEqualTo("SIGNED");

        TestLedger.of(SERVER, ACQUIRER).awaitPublished(sold.index());
        assertThat(end(operator, thumbprint, "").text()).contains("Say why");
        assertThat(end(operator, thumbprint, "Licence withdrawn").header("Location"))
                .contains("done=untrusted");
        // A bill says when it was signed by the second: one of the same second is older.
        long ended = Clock.systemUTC().instant().getEpochSecond();
        Awaitility.await().until(() -> Clock.systemUTC().instant().getEpochSecond() > ended);
        assertThat(honest.send(honest.next()).json().string("cause")).isEqualTo("CERT_REVOKED");
        assertThat(report(fair).string("outcome")).as("sold before").isEqualTo("GENUINE");
        assertThat(offline(ca, fair).outcome()).isEqualTo(Outcome.GENUINE);
        assertThat(trust(operator, ca.chain(), ACQUIRER).text()).contains("does not begin again");
        assertThat(operator.get(AUTHORITIES).text()).contains("Licence withdrawn");
        assertThat(operator.get("/admin/audit").text())
                .contains("external-authority.import")
                .contains("external-authority.end");
        assertThat(operator.get("/admin/keys").text()).contains("not trusted any more");
    }

    private static TestTill adopted(LicensedCa ca) throws IOException {
        String terminal = TestShop.freeTerminal();
        X509Certificate certificate = ca.certify(TestTill.request(SERVER, terminal), "CN=Till");
        assertThat(register(terminal, certificate).status()).isEqualTo(303);
        return TestTill.adopt(
                SERVER, terminal, LicensedAuthority.pem(certificate, ca.issuingCertificate(), ca.rootCertificate()));
    }

    private static X509Certificate certificate(TestTill till) throws Exception {
        return X509.parseAll(Files.readAllBytes(till.state().resolve("certificate.pem")))
                .get(0);
    }

    private static TestAnswer register(String terminal, X509Certificate certificate) throws IOException {
        return upload(terminal, LicensedAuthority.pem(certificate));
    }

    private static TestAnswer upload(String terminal, byte[] file) throws IOException {
        return PortalAccounts.of(SERVER)
                .signIn(Role.INSTITUTION_OFFICER)
                .upload("/institution/certificates/" + terminal, Map.of("do", "adopt"), "till.pem", file);
    }

    private static TestAnswer trust(PortalClient operator, byte[] chain, String institution, String... list)
            throws IOException {
        return operator.upload(
                AUTHORITIES,
                Map.of("do", "import", "institutions", institution, "list", String.join("", list)),
                "chain.pem",
                chain);
    }

    private static TestAnswer fetch(PortalClient operator, String authority) throws IOException {
        return operator.post(AUTHORITIES, Map.of("do", "fetch", "authority", authority));
    }

    private static TestAnswer end(PortalClient operator, String authority, String why) throws IOException {
        return operator.post(
                AUTHORITIES,
                Map.of(
                        "do",
                        "end",
                        "authority",
                        authority,
                        "reason",
                        "CESSATION_OF_OPERATION",
                        "why",
                        why,
                        "confirm",
                        authority.substring(0, 8)));
    }

    /** What the platform itself says. */
    private static JsonObject report(SignedBill bill) throws IOException {
        return TestAnswer.post(SERVER, "/api/v1/verifications", file(bill)).json();
    }

    /** What it says of revocations since. */
    private static String revocation(SignedBill bill) throws IOException {
        return report(bill).objects("checks").stream()
                .filter(check -> check.string("id").equals("revocation-online"))
                .findFirst()
                .orElseThrow()
                .string("reason");
    }

    private static byte[] file(SignedBill bill) throws IOException {
        return TestAnswer.get(SERVER, "/r/" + TestTill.codeOf(bill) + ".json").body();
    }

    private static VerificationReport offline(LicensedCa ca, SignedBill bill) throws Exception {
        List<X509Certificate> roots = List.of(
                X509.parseAll(Files.readAllBytes(SERVER.data().resolve("root.pem")))
                        .get(0),
                ca.rootCertificate());
        TrustAnchors anchors = new TrustAnchors(
                        roots, List.of(TestLedger.of(SERVER, ACQUIRER).key()), Optional.empty(), true)
                .withTerminalRoots(roots);
        return new ReceiptVerifier()
                .verify(
                        file(bill),
                        VerificationContext.offline(
                                anchors, Clock.systemUTC().instant().plus(Duration.ofSeconds(5))));
    }
}
