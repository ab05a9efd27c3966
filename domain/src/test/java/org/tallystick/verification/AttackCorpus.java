package org.tallystick.verification;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Sha256;
import org.tallystick.signing.Part;

/**
 * Files an attacker might bring (THREATS.md 2), made anew with fresh keys: name, file, expected outcome, and the question that has
 * to fail or stay open.
 */
final class AttackCorpus {
    private final TestPlatform platform;
    private final List<Attack> attacks = new ArrayList<>();

    /** One file of the corpus. */
    record Attack(String name, ReceiptFile file, Outcome outcome, String check) {
        @Override
        public String toString() {
            return name;
        }
    }

    private AttackCorpus(TestPlatform platform) {
        this.platform = platform;
    }

    static List<Attack> on(TestPlatform platform) {
        AttackCorpus corpus = new AttackCorpus(platform);
        corpus.headers();
        corpus.entries();
        corpus.signatures();
        corpus.roles();
        corpus.ledger();
        corpus.material();
        return corpus.attacks;
    }

    private void headers() {
        header("A1-alg-none", h -> h.replace("\"ES256\"", "\"none\""));
        header("A1-alg-hs256", h -> h.replace("\"ES256\"", "\"HS256\""));
        header("A2-jwk-header", h -> h.replace("{\"alg\"", "{\"jwk\":{\"kty\":\"EC\"},\"alg\""));
        header("A2-x5u-header", h -> h.replace("{\"alg\"", "{\"x5u\":\"https://evil.example/\",\"alg\""));
        header("A3-crit", h -> h.replace("{\"alg\"", "{\"crit\":[\"b64\"],\"b64\":false,\"alg\""));
        header("A4-duplicate-alg", h -> h.replace("{\"alg\"", "{\"alg\":\"ES256\",\"\\u0061lg\""));
    }

    private void entries() {
        altered("A5-stripped-terminal", AttackCorpus::withoutFirstEntry, "format");
        altered(
                "A5-third-entry",
                s -> s.replace("\"signatures\":[", "\"signatures\":[" + firstEntry(s) + ","),
                "format");
        altered("A5-no-seal", s -> s.replace("," + secondEntry(s), ""), "format");
        String other = text(platform.genuine().receipt());
        altered("A5-foreign-seal", s -> s.replace(secondEntry(s), secondEntry(other)), "seal-covers-terminal");
        altered("A3-unprotected-header", s -> s.replace("\"protected\"", "\"header\":{},\"protected\""), "format");
        altered("A4-duplicate-payload", s -> s.replace("{\"payload\"", "{\"payload\":\"e30\",\"payload\""), "format");
        altered("A4-byte-order-mark", s -> "\uFEFF" + s, "format");
        altered("flipped-payload", s -> s.replace(payload(s), flipped(payload(s))), "bill-signature");
    }

    private void signatures() {
        String zero = Base64Url.encode(new byte[64]);
        altered("A7-zero-signature", s -> s.replace(signature(firstEntry(s)), zero), "bill-signature");
        altered(
                "A7-63-bytes",
                s -> s.replace(signature(firstEntry(s)), Base64Url.encode(new byte[63])),
                "bill-signature");
        altered(
                "A7-der-signature",
                s -> s.replace(signature(firstEntry(s)), Base64Url.encode(new byte[71])),
                "bill-signature");
        altered("A7-padded", s -> s.replace(signature(firstEntry(s)), signature(firstEntry(s)) + "="), "format");
        altered("flipped-seal", s -> s.replace(signature(secondEntry(s)), zero), "seal-signature");
    }

    private void roles() {
        add(
                "A6-terminal-as-seal",
                platform.file(platform.recipe().seal(platform.terminal)),
                Outcome.NOT_GENUINE,
                "seal-certificate");
        add(
                "A6-seal-as-terminal",
                platform.file(platform.recipe().terminal(platform.seal)),
                Outcome.NOT_GENUINE,
                "terminal-certificate");
        TestCertificate wrongIssuer = platform.sealAuthority.signer(CertificateRole.TERMINAL, TestPlatform.SUBJECT);
        add(
                "A6-terminal-by-seal-authority",
                platform.file(platform.recipe().terminal(wrongIssuer)),
                Outcome.NOT_GENUINE,
                "terminal-certificate");
        TestCertificate other = platform.terminalAuthority.signer(
                CertificateRole.TERMINAL, TestPlatform.SUBJECT.replace("10240017", "10240018"));
        add(
                "A9-another-terminal",
                platform.file(platform.recipe().terminal(other)),
                Outcome.NOT_GENUINE,
                "terminal-certificate");
        TestCertificate expired = platform.terminalAuthority.expired(CertificateRole.TERMINAL, TestPlatform.SUBJECT);
        add(
                "A16-expired-but-signed",
                platform.file(platform.recipe().terminal(expired)),
                Outcome.NOT_GENUINE,
                "terminal-certificate");
        TestCertificate stranger =
                TestCertificate.root("Stranger").authority(CertificateRole.SEAL).signer(CertificateRole.SEAL, "Seal");
        add(
                "F5-seal-of-a-stranger",
                platform.file(platform.recipe().seal(stranger)),
                Outcome.NOT_GENUINE,
                "seal-certificate");
        add(
                "A8-wrong-audience",
                platform.file(platform.recipe().audience("tallystick:other")),
                Outcome.NOT_GENUINE,
                "bill-signature");
        Instant early = TestPlatform.NOW.minusSeconds(31);
        add(
                "F7-seal-before-ledger",
                platform.file(platform.recipe().sealedAt(early)),
                Outcome.NOT_GENUINE,
                "seal-certificate");
    }

    private void ledger() {
        ReceiptFile genuine = platform.genuine();
        String proof = genuine.proof().orElseThrow();
        add("no-proof", proof(genuine, Optional.empty()), Outcome.UNKNOWN, "in-ledger");
        add(
                "wrong-index",
                proof(genuine, Optional.of(proof.replace("index 6", "index 5"))),
                Outcome.NOT_GENUINE,
                "in-ledger");
        add("cut-proof", proof(genuine, Optional.of(proof.substring(0, 200))), Outcome.NOT_GENUINE, "in-ledger");
        NoteSigner forger = NoteSigner.fromSeed(TestPlatform.ORIGIN, Sha256.of(new byte[] {8}));
        add(
                "F4-checkpoint-of-a-forger",
                platform.file(platform.recipe().log(forger)),
                Outcome.NOT_GENUINE,
                "in-ledger");
        NoteSigner other = NoteSigner.fromSeed("test.example/ledger/48023310/2027q2", Sha256.of(new byte[] {9}));
        add("unknown-log", platform.file(platform.recipe().log(other)), Outcome.UNKNOWN, "in-ledger");
        NoteSigner foreign = NoteSigner.fromSeed("test.example/ledger/99999999/2027q1", Sha256.of(new byte[] {9}));
        add(
                "A8-log-of-another-acquirer",
                platform.file(platform.recipe().log(foreign)),
                Outcome.NOT_GENUINE,
                "in-ledger");
        ReceiptFile second = platform.genuine();
        add("proof-of-another-receipt", proof(genuine, second.proof()), Outcome.NOT_GENUINE, "in-ledger");
        String entry = proof.split("extra ")[1].split("\n")[0];
        byte[] changed = Base64.getDecoder().decode(entry);
        changed[changed.length - 60] ^= 1;
        String forged = proof.replace(entry, Base64.getEncoder().encodeToString(changed));
        add("changed-entry", proof(genuine, Optional.of(forged)), Outcome.NOT_GENUINE, "in-ledger");
    }

    private void material() {
        ReceiptFile genuine = platform.genuine();
        Part altered = new Part(Part.LINES, "application/json", new byte[16], "[]".getBytes(StandardCharsets.UTF_8));
        add(
                "altered-lines",
                new ReceiptFile(genuine.receipt(), genuine.proof(), genuine.certificates(), List.of(altered)),
                Outcome.NOT_GENUINE,
                "parts-match");
        add(
                "certificates-missing",
                new ReceiptFile(genuine.receipt(), genuine.proof(), List.of(), genuine.parts()),
                Outcome.UNKNOWN,
                "terminal-certificate");
        add(
                "too-large",
                new ReceiptFile(new byte[40_000], genuine.proof(), List.of(), List.of()),
                Outcome.NOT_GENUINE,
                "format");
    }

    /** A header changed after signing, in the terminal's entry. */
    private void header(String name, UnaryOperator<String> change) {
        altered(
                name,
                s -> {
                    String encoded = firstEntry(s).split("\"protected\":\"")[1].split("\"")[0];
                    String header = change.apply(text(Base64Url.decode(encoded)));
                    return s.replace(encoded, Base64Url.encode(header.getBytes(StandardCharsets.UTF_8)));
                },
                "format");
    }

    private void altered(String name, UnaryOperator<String> change, String check) {
        ReceiptFile genuine = platform.genuine();
        String changed = change.apply(text(genuine.receipt()));
        add(
                name,
                new ReceiptFile(
                        changed.getBytes(StandardCharsets.UTF_8),
                        genuine.proof(),
                        genuine.certificates(),
                        genuine.parts()),
                Outcome.NOT_GENUINE,
                check);
    }

    private void add(String name, ReceiptFile file, Outcome outcome, String check) {
        attacks.add(new Attack(name, file, outcome, check));
    }

    private static ReceiptFile proof(ReceiptFile file, Optional<String> proof) {
        return new ReceiptFile(file.receipt(), proof, file.certificates(), file.parts());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String firstEntry(String stored) {
        int start = stored.indexOf("[") + 1;
        return stored.substring(start, stored.indexOf("}", start) + 1);
    }

    private static String secondEntry(String stored) {
        return stored.substring(stored.lastIndexOf("{"), stored.lastIndexOf("]"));
    }

    private static String withoutFirstEntry(String stored) {
        return stored.replace(firstEntry(stored) + ",", "");
    }

    private static String payload(String stored) {
        return stored.split("\"payload\":\"")[1].split("\"")[0];
    }

    private static String signature(String entry) {
        return entry.split("\"signature\":\"")[1].split("\"")[0];
    }

    /** The amount's first digit, whatever the bill says otherwise. */
    private static String flipped(String payload) {
        String bill = text(Base64Url.decode(payload)).replace("\"amount\":1", "\"amount\":9");
        return Base64Url.encode(bill.getBytes(StandardCharsets.UTF_8));
    }
}
