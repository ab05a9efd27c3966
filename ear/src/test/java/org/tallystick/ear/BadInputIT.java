package org.tallystick.ear;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonWriter;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.SignedBill;
import org.tallystick.signing.Typ;

/**
 * What no honest terminal sends: each is refused in its own words and stores nothing (API.md "Signing"; THREATS.md A, C).
 * At the end neither a card number nor a secret is in any log.
 */
class BadInputIT {
    private static final String CARD = "4111 1111 1111 1111";
    private static final String MALFORMED = "400 malformed";
    private static final String HEADER = "400 header-invalid";
    private static final String IMPOSSIBLE = "422 member-invalid";
    private static final String UNVERIFIED = "401 signature-invalid";
    private static final String TOO_LARGE = "413 too-large";

    private static ServerProcess server;
    private static TestTill till;
    private static int accepted;

    @BeforeAll
    static void start() throws IOException {
        server = TestShop.server();
        till = TestTill.enrol(server, TestShop.freeTerminal());
        till.send(till.next());
        accepted = 1;
    }

    static Stream<Arguments> bodies() {
        String good = text(till.sign(bill()).toJson());
        return Stream.of(
                arguments("nothing", new byte[0], MALFORMED),
                arguments("500 KiB", filled(500 << 10), TOO_LARGE),
                arguments("20 MB", filled(20_000_000), TOO_LARGE),
                arguments("a hundred thousand arrays", utf8("[".repeat(100_000)), MALFORMED),
                arguments("sixty thousand objects", utf8("{\"a\":".repeat(60_000)), MALFORMED),
                arguments("a member twice", utf8(good.replaceFirst("\\{", "{\"payload\":\"e30\",")), MALFORMED),
                arguments(
                        "a member twice in disguise",
                        utf8(good.replaceFirst("\\{", "{\"p\\\\u0061yload\":\"e30\",")),
                        MALFORMED),
                arguments("no UTF-8", invalidUtf8(utf8(good)), MALFORMED),
                arguments("a byte order mark", utf8("\ufeff" + good), MALFORMED),
                arguments("UTF-16", good.getBytes(java.nio.charset.StandardCharsets.UTF_16), MALFORMED),
                arguments("something behind", utf8(good + "{}"), MALFORMED),
                arguments("an array", utf8("[" + good + "]"), MALFORMED),
                arguments("a number as payload", utf8("{\"payload\":1,\"signatures\":[]}"), MALFORMED),
                arguments("an object as signatures", utf8("{\"payload\":\"e30\",\"signatures\":{}}"), MALFORMED),
                arguments("no signatures at all", utf8("{\"payload\":\"e30\"}"), MALFORMED),
                arguments("an unprotected header", utf8(good.replaceFirst("\\{", "{\"header\":{},")), MALFORMED),
                arguments("two signatures", twoSignatures(), MALFORMED),
                arguments("a stripped signature", stripped(), "401 signature-missing"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void aBodyIsRefused(String name, byte[] body, String outcome) throws IOException {
        assertRefused(TestAnswer.post(server, TestTill.RECEIPTS, body), outcome);
    }

    static Stream<Arguments> payloads() {
        return Stream.of(
                arguments("a duplicate", changed("\"city\":", "\"amount\":1,\"city\":"), MALFORMED),
                arguments("an escaped duplicate", changed("\"city\":", "\"\\u0061mount\":1,\"city\":"), MALFORMED),
                arguments("a text as amount", changed(":1230,", ":\"1230\","), IMPOSSIBLE),
                arguments("a negative amount", changed(":1230,", ":-1,"), IMPOSSIBLE),
                arguments("null as city", changed("\"杭州\"", "null"), IMPOSSIBLE),
                arguments("a number as city", changed("\"杭州\"", "7"), IMPOSSIBLE),
                arguments("2^53", changed(":1230,", ":9007199254740992,"), MALFORMED),
                arguments("more than 64 bits", changed(":1230,", ":123456789012345678901,"), MALFORMED),
                arguments("an exponent", changed(":1230,", ":1e2,"), MALFORMED),
                arguments("a fraction", changed(":1230,", ":12.30,"), MALFORMED),
                arguments("an unknown type", changed("\"SALE\"", "\"GIFT\""), IMPOSSIBLE),
                arguments("a direction override", changed("杭州", "\u202e杭州"), MALFORMED),
                arguments("no UTF-8", invalidUtf8(JsonWriter.write(bill())), MALFORMED),
                arguments("an unparsable time", with("time", "yesterday"), IMPOSSIBLE),
                arguments("a time without offset", with("time", "2026-11-24T10:00:00"), IMPOSSIBLE),
                arguments("a card number as merchantName", with("merchantName", CARD), "422 full-card-number"),
                arguments("a card number in an unknown member", with("note", "card " + CARD), "422 full-card-number"),
                arguments("a card number as a name", with(CARD, "x"), "422 full-card-number"),
                arguments("another acquirer", with("acquirer", "48023311"), "422 bill-mismatch"),
                arguments("another series", with("series", 99L), "422 bill-mismatch"),
                arguments("9 KiB", with("note", "x".repeat(9 << 10)), TOO_LARGE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("payloads")
    void aProperlySignedPayloadIsRefused(String name, byte[] payload, String outcome) throws IOException {
        assertRefused(till.send(till.sign(payload)), outcome);
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                arguments("no algorithm", header("alg", "none")),
                arguments("a secret-key algorithm", header("alg", "HS256")),
                arguments("another key's algorithm", header("alg", "EdDSA")),
                arguments("a key", header("jwk", Map.of("kty", "EC"))),
                arguments("a certificate", header("x5c", List.of("MIIB"))),
                arguments("a certificate's address", header("x5u", "https://example.org")),
                arguments("a key's name", header("kid", "1")),
                arguments("critical members", header("crit", List.of("exp"))),
                arguments("a foreign audience", header("aud", "tallystick:elsewhere")),
                arguments("the type of an event", header("typ", Typ.EVENT)),
                arguments("the type of a receipt", header("typ", Typ.RECEIPT)),
                arguments("a text as time", header("iat", "1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headers")
    void aHeaderIsRefused(String name, Map<String, Object> header) throws IOException {
        assertRefused(till.send(till.signed(JsonWriter.write(bill()), header)), HEADER);
    }

    static Stream<Arguments> signatures() {
        byte[] payload = JsonWriter.write(bill());
        JwsEntry good = till.entry(payload, till.header(Typ.BILL));
        byte[] raw = good.signatureBytes();
        byte[] flipped = raw.clone();
        flipped[40] ^= 1;
        return Stream.of(
                arguments("DER", payload, new JwsEntry(good.protectedHeader(), Base64Url.encode(der(raw)))),
                arguments("63 bytes", payload, entry(good, Arrays.copyOf(raw, 63))),
                arguments("65 bytes", payload, entry(good, Arrays.copyOf(raw, 65))),
                arguments("zeros", payload, entry(good, new byte[64])),
                arguments("empty", payload, entry(good, new byte[0])),
                arguments("one bit", payload, entry(good, flipped)),
                arguments("another bill's", with("amount", 1L), good));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signatures")
    void aSignatureIsRefused(String name, byte[] payload, JwsEntry entry) throws IOException {
        assertRefused(till.send(SignedBill.of(payload, Optional.of(entry), List.of(), Optional.empty())), UNVERIFIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/jsonx", "multipart/form-data; boundary=x"})
    void anotherMediaTypeIsRefused(String type) throws IOException {
        byte[] good = till.sign(bill()).toJson();
        assertRefused(
                TestAnswer.to(HttpRequest.newBuilder(server.url(TestTill.RECEIPTS))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(good))),
                "415 unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    void anotherMethodIsRefused(String method) throws IOException {
        TestAnswer answer = TestAnswer.to(HttpRequest.newBuilder(server.url(TestTill.RECEIPTS))
                .method(method, HttpRequest.BodyPublishers.noBody()));

        assertRefused(answer, "405 method-not-allowed");
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, POST");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 4_102_444_800L, -5})
    void anOddClockIsAcceptedAndTold(long iat) throws IOException {
        SignedBill next = till.next();
        Map<String, Object> header = till.header(Typ.BILL);
        header.put("iat", iat);

        TestAnswer answer = till.send(till.signed(next.payload(), header));
        accepted++;

        assertThat(answer.outcome()).isEqualTo("201");
        assertThat(answer.findings()).contains("CLOCK_SKEW");
    }

    @AfterAll
    static void theLedgerAndTheLogsAreAsIfNothingHadBeenSent() throws IOException {
        TestAnswer last = till.send(till.next());
        assertThat(last.findings()).isEmpty();
        assertThat(TestLedger.of(server)
                        .awaitPublished(last.index())
                        .entriesOf(till.profile().terminalNo()))
                .hasSize(accepted + 1)
                .allMatch(entry -> entry.startsWith("receipt "));
        try (Stream<Path> files = Files.walk(server.base().resolve("log"))) {
            files.filter(Files::isRegularFile).forEach(BadInputIT::assertNoSecret);
        }
        assertNoSecret(server.console());
    }

    private static void assertNoSecret(Path log) {
        try {
            assertThat(Files.readString(log))
                    .doesNotContain(CARD, CARD.replace(" ", ""), till.secret(), TestShop.AUDITOR_TOKEN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertRefused(TestAnswer answer, String outcome) {
        assertThat(answer.outcome()).isEqualTo(outcome);
        assertThat(answer.text())
                .doesNotContain("org.tallystick", "Exception", "java.", "\tat ", "jackson", "bouncycastle", CARD);
    }

    /** Members of the bill that would be next. */
    private static Map<String, Object> bill() {
        return till.bill(till.nextCounter());
    }

    private static byte[] with(String member, Object value) {
        Map<String, Object> bill = bill();
        bill.put(member, value);
        return JsonWriter.write(bill);
    }

    private static byte[] changed(String from, String to) {
        String json = JsonWriter.text(bill());
        assertThat(json).contains(from);
        return utf8(json.replace(from, to));
    }

    private static Map<String, Object> header(String member, Object value) {
        Map<String, Object> header = new LinkedHashMap<>(till.header(Typ.BILL));
        header.put(member, value);
        return header;
    }

    private static JwsEntry entry(JwsEntry good, byte[] signature) {
        return new JwsEntry(good.protectedHeader(), Base64Url.encode(signature));
    }

    private static byte[] der(byte[] raw) {
        ASN1Encodable r = new ASN1Integer(new BigInteger(1, Arrays.copyOf(raw, 32)));
        ASN1Encodable s = new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(raw, 32, 64)));
        try {
            return new DERSequence(new ASN1Encodable[] {r, s}).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] twoSignatures() {
        String one = text(till.sign(bill()).toJson());
        String entry = one.substring(one.indexOf('[') + 1, one.indexOf(']'));
        return utf8(one.replace(entry, entry + "," + entry));
    }

    private static byte[] stripped() {
        byte[] payload = JsonWriter.write(bill());
        return SignedBill.of(payload, Optional.empty(), List.of(), Optional.empty())
                .toJson();
    }

    private static byte[] filled(int length) {
        return utf8("{\"payload\":\"" + "A".repeat(length) + "\",\"signatures\":[]}");
    }

    /** Puts a byte that UTF-8 does not have into the last text. */
    private static byte[] invalidUtf8(byte[] json) {
        byte[] spoilt = json.clone();
        spoilt[spoilt.length - 4] = (byte) 0xff;
        return spoilt;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    private static String text(byte[] json) {
        return new String(json, UTF_8);
    }
}
