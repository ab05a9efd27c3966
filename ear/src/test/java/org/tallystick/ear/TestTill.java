package org.tallystick.ear;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Sha256;
import org.tallystick.signing.Bill;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.Part;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;
import org.tallystick.terminal.Enrolment;
import org.tallystick.terminal.Shop;
import org.tallystick.terminal.SigningRequest;
import org.tallystick.terminal.Terminal;
import org.tallystick.terminal.TerminalProfile;

/**
 * A terminal enrolled through the terminal library, whose bills a test makes itself and may spoil: wrong, twice, out of
 * order. One thread at a time.
 */
final class TestTill {
    static final String RECEIPTS = "/api/v1/receipts";

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Shop SHOP =
            new Shop(Optional.empty(), "杭州", Optional.of("5411"), Currency.getInstance("CNY"), ZONE);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ServerProcess server;
    private final Path state;
    private final TerminalProfile profile;
    private final TillKey key;
    private final Clock clock;
    private long counter;
    private byte[] previous = new byte[Sha256.LENGTH];

    private TestTill(ServerProcess server, Path state, TerminalProfile profile, TillKey key, Clock clock) {
        this.server = server;
        this.state = state;
        this.profile = profile;
        this.key = key;
        this.clock = clock;
    }

    static TestTill enrol(ServerProcess server, String terminalNo) {
        return enrol(server, terminalNo, SignatureAlgorithm.ES256);
    }

    static TestTill enrol(ServerProcess server, String terminalNo, SignatureAlgorithm algorithm) {
        return enrol(server, terminalNo, TestShop.code(server, terminalNo), algorithm);
    }

    /** With a code that somebody has read from a page. */
    static TestTill enrol(ServerProcess server, String terminalNo, String code, SignatureAlgorithm algorithm) {
        return enrol(server, new Device(terminalNo, code, algorithm), Clock.systemUTC());
    }

    /** What is enrolled, and with which code. */
    record Device(String terminalNo, String code, SignatureAlgorithm algorithm) {}

    /** A terminal whose clock shows the time of a server that was moved. */
    static TestTill enrol(ServerProcess server, Device device, Clock clock) {
        Path state = server.base().resolve("tills").resolve(device.terminalNo() + "-" + device.code());
        var request = new Enrolment.Request(
                server.url(""),
                read(server.data().resolve("root.pem")),
                device.terminalNo(),
                device.code(),
                device.algorithm(),
                SHOP);
        TerminalProfile profile = Enrolment.enrol(state, request, clock);
        return new TestTill(server, state, profile, TillKey.of(state, device.algorithm()), clock);
    }

    /** The same device as it goes on selling at another node of the same platform; this one is used no more. */
    TestTill at(ServerProcess node) {
        TestTill moved = new TestTill(node, state, profile, key, clock);
        moved.counter = counter;
        moved.previous = previous;
        return moved;
    }

    /** With a certificate of another authority, once it is registered: {@link #request} made its key. */
    static TestTill adopt(ServerProcess server, String terminalNo, byte[] chain) {
        Path state = adopting(server, terminalNo);
        var request = new Enrolment.Request(
                server.url(""),
                read(server.data().resolve("root.pem")),
                terminalNo,
                "",
                SignatureAlgorithm.ES256,
                SHOP);
        TerminalProfile profile = Enrolment.adopt(state, request, chain, Clock.systemUTC());
        return new TestTill(server, state, profile, TillKey.of(state, SignatureAlgorithm.ES256), Clock.systemUTC());
    }

    /** The signing request of a key that was made for this terminal, PEM. */
    static byte[] request(ServerProcess server, String terminalNo) {
        return SigningRequest.pem(adopting(server, terminalNo), SignatureAlgorithm.ES256, terminalNo);
    }

    private static Path adopting(ServerProcess server, String terminalNo) {
        return server.base().resolve("tills").resolve(terminalNo + "-adopted");
    }

    TerminalProfile profile() {
        return profile;
    }

    /** The terminal library's directory. */
    Path state() {
        return state;
    }

    /** SHA-256 of the certificate. */
    byte[] thumbprint() {
        return key.thumbprint();
    }

    String secret() {
        return profile.fallbackSecret().orElseThrow();
    }

    long nextCounter() {
        return counter + 1;
    }

    /** Members of a sale with this counter, to be changed at will; nothing is remembered of it. */
    Map<String, Object> bill(long number) {
        Map<String, Object> bill = new LinkedHashMap<>();
        bill.put("version", 1);
        bill.put("terminalNo", profile.terminalNo());
        bill.put("merchantNo", profile.merchantNo());
        bill.put("acquirer", profile.acquirer());
        bill.put("series", profile.series());
        bill.put("counter", number);
        if (number > 1) {
            bill.put("previous", Base64Url.encode(previous));
        }
        bill.put("code", freshCode());
        bill.put("type", "SALE");
        bill.put("amount", 1230L);
        bill.put("currency", "CNY");
        bill.put(
                "time",
                OffsetDateTime.now(clock.withZone(ZONE))
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
        bill.put("city", "杭州");
        bill.put("entryMode", "SCAN");
        bill.put("traceNo", "%06d".formatted(number % 1_000_000));
        bill.put("batchNo", "000001");
        return bill;
    }

    static String freshCode() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return Base64Url.encode(bits);
    }

    /** The next bill of an honest terminal. */
    SignedBill next() {
        return issue(counter + 1);
    }

    /** A bill as an honest terminal would issue it with this counter; the next one follows on it. */
    SignedBill issue(long number) {
        return issue(number, bill(number), List.of());
    }

    /** The next bill of an honest terminal with a part beside it. */
    SignedBill next(Part part) {
        Map<String, Object> bill = bill(counter + 1);
        bill.put("parts", Map.of(part.name(), Base64Url.encode(part.digest())));
        return issue(counter + 1, bill, List.of(part));
    }

    /** Signs the next bill, changed at will; the next one follows on it. */
    SignedBill follow(Map<String, Object> bill) {
        return issue(counter + 1, bill, List.of());
    }

    private SignedBill issue(long number, Map<String, Object> bill, List<Part> parts) {
        byte[] payload = JsonWriter.write(bill);
        counter = number;
        previous = Sha256.of(payload);
        return SignedBill.of(payload, Optional.of(entry(payload, header(Typ.BILL))), parts, Optional.empty());
    }

    SignedBill sign(Map<String, Object> bill) {
        return sign(JsonWriter.write(bill));
    }

    SignedBill sign(byte[] payload) {
        return signed(payload, header(Typ.BILL));
    }

    SignedBill signed(byte[] payload, Map<String, Object> header) {
        return SignedBill.of(payload, Optional.of(entry(payload, header)), List.of(), Optional.empty());
    }

    /** A protected header as it must be, to be changed at will. */
    Map<String, Object> header(String typ) {
        return key.header(typ, clock.instant(), profile.audience());
    }

    JwsEntry entry(byte[] payload, Map<String, Object> header) {
        return key.sign(payload, header);
    }

    TestAnswer send(SignedBill bill) throws IOException {
        return TestAnswer.post(server, RECEIPTS, bill.toJson());
    }

    /** Sends it with the fallback secret of a terminal. */
    TestAnswer sendVouched(SignedBill bill, String secret) throws IOException {
        return TestAnswer.to(HttpRequest.newBuilder(server.url(RECEIPTS))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + secret)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bill.toJson())));
    }

    /** What the platform tells the terminal library, that keeps an outbox of its own here and sells nothing. */
    JsonObject heartbeat() {
        try (Terminal terminal = Terminal.open(state, Terminal.UNATTENDED, clock)) {
            return terminal.heartbeat();
        }
    }

    /** What the platform answers to one more HELLO. */
    JsonObject hello() throws IOException {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", 1);
        event.put("terminalNo", profile.terminalNo());
        event.put("time", clock.instant().toString());
        event.put("type", "HELLO");
        event.put("data", Map.of());
        SignedBill message = signed(JsonWriter.write(event), header(Typ.EVENT));
        return TestAnswer.post(server, "/api/v1/terminal-events", message.toJson())
                .json();
    }

    /** The link's code of a bill. */
    static String codeOf(SignedBill bill) {
        return Bill.parse(bill.payload()).code();
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
