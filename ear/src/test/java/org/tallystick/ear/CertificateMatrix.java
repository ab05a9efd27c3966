package org.tallystick.ear;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.tallystick.access.Role;
import org.tallystick.shared.JsonObject;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;
import org.tallystick.verification.CheckResult;
import org.tallystick.verification.ForgedTerminal;
import org.tallystick.verification.ReceiptFile;
import org.tallystick.verification.ReceiptVerifier;
import org.tallystick.verification.Verdict;
import org.tallystick.verification.VerificationReport;

/**
 * A bill under every kind of certificate. What the platform takes is verified as the platform hands it out; what it refuses, as a
 * dishonest platform would have sealed it ({@link ForgedTerminal}).
 */
final class CertificateMatrix {
    private static final Duration LIFE_OVER = Duration.ofDays(400);
    private static final Duration STAMPED_UNTIL = Duration.ofDays(3_420);
    private static final Set<String> DECISIVE_FOR_TERMINAL = Set.of("terminal-certificate", "algorithms");

    private final TimeMachine platform;
    private final ServerProcess server;
    private final MatrixTable table = new MatrixTable();
    /** Codes of the receipts that the platform has made. */
    private final Map<String, String> codes = new LinkedHashMap<>();

    private int terminals = 20;

    CertificateMatrix(TimeMachine platform) {
        this.platform = platform;
        this.server = platform.server();
    }

    MatrixTable table() {
        return table;
    }

    ReceiptFile file(String row) throws IOException {
        return ReceiptFile.parse(platform.fileBytes(codes.get(row)));
    }

    void sellAndVerifyToday() throws Exception {
        TestTill expiring = till();
        sell("valid", till());
        notYetValid();
        revokedBefore("revoked before (no longer used)", "CESSATION_OF_OPERATION");
        revokedBefore("revoked before (stolen)", "KEY_COMPROMISE");
        revokedAfter();
        suspended();
        refused();
        for (String row : codes.keySet()) {
            table.today(row, verified(row));
        }
        platform.moveTo(LIFE_OVER);
        send("expired", expiring, signedAt(expiring, platform.now()));
        table.today("expired", verified("expired"));
        forgedVerified(ForgedTerminal.today(), table::today);
    }

    void verifyIn2036() throws Exception {
        for (String row : codes.keySet()) {
            table.in2036(row, verified(row));
        }
        forgedVerified(ForgedTerminal.today().plus(STAMPED_UNTIL), table::in2036);
    }

    private TestTill till() {
        return TestTill.enrol(server, TestShop.terminal(terminals++));
    }

    private void sell(String row, TestTill till) throws IOException {
        send(row, till, till.next());
    }

    /** The terminal's clock is two days slow, from before its certificate began. */
    private void notYetValid() throws IOException {
        TestTill till = till();
        send("not yet valid", till, signedAt(till, platform.now().minus(Duration.ofDays(2))));
    }

    private void revokedBefore(String row, String reason) throws Exception {
        TestTill till = till();
        revoke(till, reason, "2026-01-01T08:30");
        sell(row, till);
    }

    private void revokedAfter() throws Exception {
        TestTill till = till();
        sell("revoked after (stolen)", till);
        platform.stampedFile(codes.get("revoked after (stolen)"));
        revoke(till, "KEY_COMPROMISE", "");
    }

    private void suspended() throws Exception {
        TestTill till = till();
        PortalAccounts.of(server)
                .signIn(Role.OPERATOR)
                .post("/admin/certificates/" + till.profile().terminalNo(), Map.of("do", "suspend"));
        sell("suspended", till);
    }

    private void revoke(TestTill till, String reason, String since) throws Exception {
        String no = till.profile().terminalNo();
        int status = PortalAccounts.of(server)
                .signIn(Role.MERCHANT_OWNER)
                .post(
                        "/merchant/terminals/" + no,
                        Map.of("do", "revoke", "reason", reason, "since", since, "typed", no))
                .status();
        if (status != 303) {
            throw new IllegalStateException("revoking " + no + " was answered " + status);
        }
    }

    private void refused() throws Exception {
        TestTill till = till();
        TestTill other = till();
        table.intake("wrong terminal", other.send(other.sign(till.bill(1))).outcome());
        table.intake("wrong issuer", forged(ForgedTerminal.WRONG_ISSUER, till));
        table.intake("wrong usage", forged(ForgedTerminal.WRONG_USAGE, till));
        table.intake("unknown", forged(ForgedTerminal.UNKNOWN, till));
        table.intake("weak key", weakEnrolment() + "; " + forged(ForgedTerminal.WEAK_KEY, till));
    }

    private String forged(ForgedTerminal forgery, TestTill till) throws IOException {
        byte[] payload = till.sign(till.bill(1)).payload();
        return till.send(forgery.sign(payload, till.header(Typ.BILL))).outcome();
    }

    /** What the platform says to a request for a weak key. */
    private String weakEnrolment() throws Exception {
        String no = TestShop.terminal(terminals++);
        String credentials = no + ":" + TestShop.code(server, no);
        return TestAnswer.to(HttpRequest.newBuilder(server.url("/.well-known/est/simpleenroll"))
                        .header("Content-Type", "application/pkcs10")
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(
                                Base64.getMimeEncoder().encode(request(ForgedTerminal.weakKey())))))
                .outcome();
    }

    private static byte[] request(KeyPair pair) throws OperatorCreationException, IOException {
        return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=till"), pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate()))
                .getEncoded();
    }

    private static SignedBill signedAt(TestTill till, Instant time) {
        Map<String, Object> header = till.header(Typ.BILL);
        header.put("iat", time.getEpochSecond());
        return till.signed(till.sign(till.bill(1)).payload(), header);
    }

    private void send(String row, TestTill till, SignedBill bill) throws IOException {
        TestAnswer answer = Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> till.send(bill), said -> said.status() != 503);
        if (answer.status() != 201) {
            table.intake(row, answer.outcome());
            return;
        }
        JsonObject said = answer.json();
        table.intake(
                row,
                "201 " + said.string("status")
                        + said.optionalString("cause").map(cause -> " " + cause).orElse(""));
        codes.put(row, TestTill.codeOf(bill));
    }

    /** By the platform and without it; both have to say the same. */
    private String verified(String row) throws IOException {
        ReceiptFile file = platform.stampedFile(codes.get(row));
        VerificationReport report = platform.offline(file, platform.now());
        CheckResult timestamped = report.check("timestamped").orElseThrow();
        String stamped = timestamped.result() == Verdict.PASS ? "" : ", timestamp " + timestamped.why();
        String online = platform.online(file.toJson());
        String offline = found(report);
        return (online.equals(report.outcome().name()) ? offline : offline + ", but online " + online) + stamped;
    }

    private void forgedVerified(Instant at, java.util.function.BiConsumer<String, String> column) {
        for (ForgedTerminal forgery : ForgedTerminal.values()) {
            String row = forgery == ForgedTerminal.STOLEN_BEFORE
                    ? "revoked before (stolen)"
                    : forgery.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
            VerificationReport report = new ReceiptVerifier().verify(forgery.receipt(at), ForgedTerminal.context(at));
            column.accept(row, found(report));
        }
    }

    /** The outcome, and where it is neither genuine nor a true record, what is wrong with the certificate. */
    private static String found(VerificationReport report) {
        String outcome = report.outcome().name();
        if (outcome.equals("GENUINE") || outcome.equals("UNSIGNED")) {
            return outcome;
        }
        String why = report.checks().stream()
                .filter(check -> DECISIVE_FOR_TERMINAL.contains(check.id()) && check.result() != Verdict.PASS)
                .map(check -> check.why())
                .distinct()
                .collect(Collectors.joining(" "));
        return outcome + " " + why;
    }
}
