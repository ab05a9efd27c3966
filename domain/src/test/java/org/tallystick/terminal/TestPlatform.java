package org.tallystick.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.tallystick.enrolment.TerminalSubject;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.StrictJson;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillBatch;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;

/**
 * A platform small enough to be read: it enrols, seals, keeps a log, and answers as it is told to. What a test scripts
 * with {@link #next} is used up by one bill each, in order.
 */
public final class TestPlatform implements AutoCloseable {
    public static final String TERMINAL = "10240017";
    public static final String CODE = "7K4D-9FXQ-2MRT-0VZA";
    static final String SECRET = "fallback-secret-of-the-terminal";

    final TestAuthority root = TestAuthority.root("Root");
    final TestAuthority sealCa = root.below("Seals", CertificatePaths.SEAL_ROLE);
    final TestAuthority terminalCa = root.below("Terminals", CertificatePaths.TERMINAL_ROLE);
    final TestAuthority sm2Root = TestAuthority.sm2Root("SM2 Root");
    final TestAuthority sm2TerminalCa = sm2Root.below("SM2 Terminals", CertificatePaths.TERMINAL_ROLE);
    final TestRenewals renewals = new TestRenewals(terminalCa, sm2TerminalCa);
    final TestSealer sealer = new TestSealer(sealCa.signer("Seal", CertificatePaths.SEAL_ROLE));
    public final List<SignedBill> received = new CopyOnWriteArrayList<>();
    final List<JsonObject> events = new CopyOnWriteArrayList<>();
    final Map<Long, byte[]> stored = new ConcurrentHashMap<>();
    final List<String> requests = new CopyOnWriteArrayList<>();
    final List<String> certificateRequests = new CopyOnWriteArrayList<>();
    volatile Map<String, Object> heartbeat = Map.of();
    volatile boolean batchIsBroken;

    private final ConcurrentLinkedDeque<Function<SignedBill, Reply>> script = new ConcurrentLinkedDeque<>();
    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private final HttpsServer server;

    /** A status with a body. */
    record Reply(int status, String mediaType, byte[] body, Map<String, String> headers) {
        static Reply json(int status, Map<String, ?> members) {
            return new Reply(status, "application/json", JsonWriter.write(members), Map.of());
        }

        static Reply problem(ProblemType type) {
            return new Reply(
                    type.status(),
                    "application/problem+json",
                    JsonWriter.write(new Problem(type, "Told so by the test.").toMembers("x")),
                    Map.of());
        }

        static Reply html(int status) {
            return new Reply(status, "text/html", "<html>gateway</html>".getBytes(UTF_8), Map.of());
        }

        Reply with(String header, String value) {
            return new Reply(status, mediaType, body, Map.of(header, value));
        }
    }

    public TestPlatform() throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(TestRenewals.asking(root.server(), terminalCa));
        server.setExecutor(pool);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    public byte[] ca() {
        return Certificates.toPem(List.of(root.certificate()));
    }

    /** Makes the directory a terminal of this platform. */
    public TerminalProfile enrol(java.nio.file.Path directory) {
        return Enrolment.enrol(directory, request(SignatureAlgorithm.ES256), java.time.Clock.systemUTC());
    }

    Enrolment.Request request(SignatureAlgorithm algorithm) {
        return new Enrolment.Request(address(), ca(), TERMINAL, CODE, algorithm, shop());
    }

    static Shop shop() {
        return new Shop(
                Optional.of("Lakeside Tea House"),
                "Hangzhou",
                Optional.of("5814"),
                Currency.getInstance("CNY"),
                ZoneId.of("Asia/Shanghai"));
    }

    /** What the next bill is answered with, instead of being stored. */
    void next(Function<SignedBill, Reply> reply) {
        script.add(reply);
    }

    /** The same for several bills. */
    void next(Reply... replies) {
        for (Reply reply : replies) {
            script.add(bill -> reply);
        }
    }

    /** What the platform says of the terminal's last number. */
    public void lastCounterIs(long counter) {
        heartbeat = Map.of("lastCounter", counter);
    }

    /** Forgets a bill, and says so. */
    public void lose(long counter) {
        stored.remove(counter);
        heartbeat = Map.of("missing", List.of(Map.of("from", counter, "to", counter)));
    }

    public List<JsonObject> events() {
        return List.copyOf(events);
    }

    public List<Long> storedCounters() {
        return stored.keySet().stream().sorted().toList();
    }

    public Bill storedBill(long counter) {
        return Bill.parse(stored.get(counter));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        requests.add(exchange.getRequestMethod() + " " + path);
        Reply reply;
        try {
            reply = route(
                    path, body, Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")));
            if (path.endsWith("/simplereenroll")) {
                reply = renewals.answer(((HttpsExchange) exchange).getSSLSession(), body);
            }
        } catch (Exception e) {
            reply = new Reply(500, "text/plain", e.toString().getBytes(UTF_8), Map.of());
        }
        exchange.getResponseHeaders().set("Content-Type", reply.mediaType());
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        exchange.getResponseBody().write(reply.body());
        exchange.close();
    }

    private Reply route(String path, byte[] body, Optional<String> authorization) throws Exception {
        if (path.startsWith("/api/v1/certificates/")) {
            return new Reply(
                    200,
                    "application/pkix-cert",
                    sealer.authority().certificate().getEncoded(),
                    Map.of());
        }
        if (path.contains("/tile/0/000.p/")) {
            int width = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
            return new Reply(200, "application/octet-stream", sealer.ledger.tile(width), Map.of());
        }
        return switch (path) {
            case "/api/v1/platform" ->
                Reply.json(
                        200,
                        Map.of(
                                "audience",
                                TestSealer.AUDIENCE,
                                "version",
                                "1",
                                "terminals",
                                address().toString()));
            case "/.well-known/est/cacerts" ->
                est(List.of(
                        root.certificate(),
                        sealCa.certificate(),
                        terminalCa.certificate(),
                        sm2Root.certificate(),
                        sm2TerminalCa.certificate()));
            case "/.well-known/est/simpleenroll" -> enrol(body, authorization);
            case "/api/v1/renewals" -> renewals.answer(SignedBill.parse(body));
            case "/api/v1/terminal-events" -> event(SignedBill.parse(body));
            case "/api/v1/receipts" -> bill(SignedBill.parse(body), authorization);
            case "/api/v1/receipts/batch" -> batchIsBroken ? Reply.html(413) : batch(body);
            case "/ledger/logs" -> logs();
            default -> Reply.html(404);
        };
    }

    private Reply enrol(byte[] body, Optional<String> authorization) throws Exception {
        String pair = new String(
                Base64.getDecoder().decode(authorization.orElseThrow().substring(6)), UTF_8);
        if (!pair.equals(TERMINAL + ":" + CODE)) {
            return Reply.problem(ProblemType.UNAUTHENTICATED);
        }
        certificateRequests.add(new String(body, UTF_8));
        PKCS10CertificationRequest request =
                new PKCS10CertificationRequest(Base64.getMimeDecoder().decode(body));
        return est(renewals.certify(
                request, new TerminalSubject("48023310", "898330158140001", TERMINAL, 3, "SN00001234").toName()));
    }

    static Reply est(List<X509Certificate> certificates) throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addCertificates(new JcaCertStore(certificates));
        byte[] der = generator
                .generate(new CMSProcessableByteArray(new byte[0]), false)
                .getEncoded();
        return new Reply(200, "application/pkcs7-mime", Base64.getMimeEncoder().encode(der), Map.of());
    }

    private Reply event(SignedBill message) {
        String signer = Base64Url.encode(
                BillHeader.parse(message.signature().orElseThrow(), Typ.EVENT).certificateDigest());
        Optional<Reply> refusal = renewals.refusal(signer);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        JsonObject event = StrictJson.parse(message.payload(), StrictJson.Limits.BILL);
        events.add(event);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("series", 3);
        answer.put("terminalNo", TERMINAL);
        answer.put("merchantNo", "898330158140001");
        answer.put("acquirer", "48023310");
        answer.put("fallbackSecret", SECRET);
        answer.put(
                "lastCounter", stored.keySet().stream().mapToLong(c -> c).max().orElse(0));
        answer.put("missing", List.of());
        answer.put("policy", Map.of());
        answer.putAll(heartbeat);
        return Reply.json(200, answer);
    }

    private Reply logs() {
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("origin", sealer.ledger.origin);
        log.put("verifierKey", sealer.ledger.signer.verifier().vkey());
        log.put("prefix", "/ledger/48023310/2027q1");
        return new Reply(200, "application/json", ("[" + JsonWriter.text(log) + "]").getBytes(UTF_8), Map.of());
    }

    private synchronized Reply bill(SignedBill bill, Optional<String> authorization) {
        received.add(bill);
        Function<SignedBill, Reply> scripted = script.poll();
        if (scripted != null) {
            return scripted.apply(bill);
        }
        boolean vouched = authorization.filter(("Bearer " + SECRET)::equals).isPresent();
        return bill.signature().isEmpty() && !vouched ? Reply.problem(ProblemType.SIGNATURE_MISSING) : store(bill);
    }

    /** Stores and seals, as a platform does. */
    Reply store(SignedBill bill) {
        long counter = Bill.parse(bill.payload()).counter();
        boolean known = stored.putIfAbsent(counter, bill.payload()) != null;
        return Reply.json(known ? 200 : 201, sealer.answer(bill));
    }

    private Reply batch(byte[] body) {
        List<Map<String, Object>> results = new ArrayList<>();
        for (BillBatch.Item item : BillBatch.parse(body).items()) {
            Reply reply = bill(item.bill().orElseThrow(), Optional.empty());
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("status", reply.status());
            result.put(
                    "body",
                    new HttpAnswer(reply.status(), reply.body(), noHeaders())
                            .json()
                            .map(JsonObject::asMap));
            results.add(result);
        }
        return Reply.json(200, Map.of("results", results));
    }

    static java.net.http.HttpHeaders noHeaders() {
        return java.net.http.HttpHeaders.of(Map.of(), (name, value) -> true);
    }

    @Override
    public void close() {
        server.stop(0);
        pool.shutdownNow();
    }
}
