package org.tallystick.verification;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tallystick.signing.Part;
import org.tallystick.verification.LooseReceipt.Entry;

/**
 * Files that an attacker without any of the platform's keys might bring (THREATS.md 2; the name begins with the id), made
 * from genuine receipt files of any platform that signs with ES256. What has to be signed anew by a dishonest terminal or
 * platform is in {@link ForgeryCorpus}.
 */
public final class AttackCorpus {
    private final ReceiptFile genuine;
    private final LooseReceipt loose;
    private final List<Attack> attacks = new ArrayList<>();

    /**
     * One file of the corpus.
     *
     * @param file for any front door: upload, page, command line
     * @param check the question that has to fail, or to stay unknown where that is the outcome
     */
    public record Attack(String name, byte[] file, Outcome outcome, String check) {
        @Override
        public String toString() {
            return name;
        }
    }

    private AttackCorpus(ReceiptFile genuine) {
        this.genuine = genuine;
        this.loose = LooseReceipt.of(genuine.receipt());
    }

    /**
     * @param genuine receipt file of a signed receipt, with at least one part
     * @param sibling another one of the same platform
     * @param foreign one of another platform, with that platform's root among its certificates
     */
    public static List<Attack> against(ReceiptFile genuine, ReceiptFile sibling, ReceiptFile foreign) {
        AttackCorpus corpus = new AttackCorpus(genuine);
        corpus.headers();
        corpus.forms();
        corpus.entries(LooseReceipt.of(sibling.receipt()));
        corpus.signatures();
        corpus.contents();
        corpus.material(foreign);
        corpus.uploads();
        corpus.attacks.addAll(ProofCorpus.against(genuine, sibling));
        return corpus.attacks;
    }

    /** Attempts to turn a true record of an unsigned sale into something else. */
    public static List<Attack> againstUnsigned(ReceiptFile unsigned, ReceiptFile signed) {
        AttackCorpus corpus = new AttackCorpus(unsigned);
        LooseReceipt loose = corpus.loose;
        Entry foreign = LooseReceipt.of(signed.receipt()).terminal();
        corpus.add("A5-unsigned-given-a-terminal-entry", loose.plus(foreign), "seal-covers-terminal");
        corpus.add("A14-unsigned-amount-changed", loose.payload(AttackCorpus::raise), "seal-signature");
        corpus.add(
                "A14-unsigned-called-signed",
                loose.with(0, e -> e.header(h -> h.replace("tallystick-unsigned+jws", "tallystick-receipt+jws"))),
                "format");
        corpus.add(
                "A14-unsigned-other-cause",
                loose.with(0, e -> e.header(h -> h.replaceFirst("\"cause\":\"[A-Z_]+\"", "\"cause\":\"PAD_ERROR\""))),
                "seal-signature");
        return corpus.attacks;
    }

    /** Headers changed after signing, once in the terminal's entry and once in the seal's. */
    private void headers() {
        header("A1-alg-none", h -> h.replace("\"ES256\"", "\"none\""));
        header("A1-alg-hs256", h -> h.replace("\"ES256\"", "\"HS256\""));
        header("A1-alg-lower-case", h -> h.replace("\"ES256\"", "\"es256\""));
        header("A2-jwk", h -> plus(h, "\"jwk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}"));
        header("A2-jku", h -> plus(h, "\"jku\":\"https://evil.example/keys\""));
        header("A2-x5u", h -> plus(h, "\"x5u\":\"https://evil.example/chain.pem\""));
        header("A2-x5c", h -> plus(h, "\"x5c\":[\"MIIB\"]"));
        header("A2-kid-path", h -> plus(h, "\"kid\":\"../../etc/passwd\""));
        header("A2-short-thumbprint", h -> h.replaceFirst("\"x5t#S256\":\"....", "\"x5t#S256\":\""));
        header("A3-crit-b64", h -> plus(h, "\"crit\":[\"b64\"],\"b64\":false"));
        header("A4-escaped-duplicate-alg", h -> plus(h, "\"\\u0061lg\":\"ES256\""));
        header("A4-iat-exponent", h -> h.replaceFirst("\"iat\":\\d+", "\"iat\":1e9"));
        header("A4-iat-string", h -> h.replaceFirst("\"iat\":(\\d+)", "\"iat\":\"$1\""));
        header("A8-event-as-bill", h -> h.replaceFirst("\"typ\":\"[^\"]+\"", "\"typ\":\"tallystick-event+jws\""));
        header("A8-late-as-bill", h -> h.replaceFirst("\"typ\":\"[^\"]+\"", "\"typ\":\"tallystick-late+jws\""));
        add(
                "A1-alg-of-another-key",
                loose.with(0, e -> e.header(h -> h.replace("\"ES256\"", "\"EdDSA\""))),
                "algorithms");
        add("A1-hs256-public-key", loose.with(0, this::signedWithPublicKey), "format");
        add(
                "A8-wrong-aud",
                loose.with(0, e -> e.header(h -> h.replaceFirst("\"aud\":\"[^\"]+\"", "\"aud\":\"another\""))),
                "bill-signature");
        add("A16-back-dated", loose.with(0, e -> e.header(AttackCorpus::aYearEarlier)), "bill-signature");
    }

    private void forms() {
        String json = loose.json();
        form("A3-unprotected-header", json.replaceFirst("\\{\"protected\"", "{\"header\":{},\"protected\""));
        form(
                "A3-flattened",
                "{\"payload\":\"" + loose.payload() + "\","
                        + loose.seal().json().substring(1));
        form("A4-duplicate-payload", json.replace("{\"payload\"", "{\"payload\":\"e30\",\"payload\""));
        form("A4-escaped-duplicate-payload", json.replace("{\"payload\"", "{\"p\\u0061yload\":\"e30\",\"payload\""));
        form("A4-escaped-name", json.replace("{\"payload\"", "{\"p\\u0061yload\""));
        form("A4-byte-order-mark", "\uFEFF" + json);
        form("A4-white-space", json.replace("{\"payload\":", "{\"payload\": "));
        form("A4-trailing", json + "{}");
        form(
                "A4-members-swapped",
                "{\"signatures\":" + json.substring(json.indexOf('['), json.length() - 1) + ",\"payload\":\""
                        + loose.payload() + "\"}");
        form("A18-deep", "[".repeat(10_000));
        form("A18-long-number", "{\"payload\":" + "9".repeat(30_000) + "}");
        form("A18-long", json.replace(loose.payload(), "A".repeat(40_000)));
    }

    private void entries(LooseReceipt other) {
        add("A5-stripped-terminal", loose.with(loose.seal()), "format");
        add("A5-stripped-seal", loose.with(loose.terminal()), "format");
        add("A5-swapped", loose.with(loose.seal(), loose.terminal()), "format");
        add("A5-two-seals", loose.with(loose.seal(), loose.seal()), "format");
        add("A5-two-bills", loose.with(loose.terminal(), loose.terminal()), "format");
        add("A5-third-entry", loose.plus(loose.terminal()), "format");
        add("A5-no-entry", loose.with(), "format");
        add("A5-foreign-seal", loose.with(loose.terminal(), other.seal()), "seal-signature");
        add("A5-foreign-terminal-entry", loose.with(other.terminal(), loose.seal()), "bill-signature");
        add("A5-foreign-payload", new LooseReceipt(other.payload(), loose.entries()), "bill-signature");
    }

    private void signatures() {
        for (int i = 0; i < 2; i++) {
            String of = i == 0 ? "terminal" : "seal";
            String check = i == 0 ? "bill-signature" : "seal-signature";
            add("A7-zero-signature-" + of, loose.with(i, e -> e.signature(s -> new byte[64])), check);
            add("A7-63-bytes-" + of, loose.with(i, e -> e.signature(s -> Arrays.copyOf(s, 63))), check);
            add("A7-65-bytes-" + of, loose.with(i, e -> e.signature(s -> Arrays.copyOf(s, 65))), check);
            add("A7-der-signature-" + of, loose.with(i, e -> e.signature(OddSignature::der)), check);
            add("A7-empty-signature-" + of, loose.with(i, e -> e.signature(s -> new byte[0])), check);
            add("A7-padded-" + of, loose.with(i, e -> e.signatureText(s -> s + "==")), "format");
            add("A7-stray-bits-" + of, loose.with(i, e -> e.signatureText(OddSignature::strayBits)), "format");
        }
        add("A7-negated-terminal", loose.with(0, e -> e.signature(OddSignature::negated)), "seal-covers-terminal");
        add("A7-negated-seal", loose.with(1, e -> e.signature(OddSignature::negated)), "in-ledger");
    }

    private void contents() {
        add("flipped-payload-byte", loose.payload(p -> p.replaceFirst("\"version\"", "\"versioN\"")), "bill-signature");
        add("amount-raised", loose.payload(AttackCorpus::raise), "bill-signature");
        add("A4-duplicate-amount", loose.payload(p -> plus(p, "\"amount\":1")), "bill-signature");
        add("A4-escaped-duplicate", loose.payload(p -> plus(p, "\"amo\\u0075nt\":1")), "bill-signature");
    }

    private void material(ReceiptFile foreign) {
        List<X509Certificate> signers = genuine.certificates().stream()
                .filter(certificate -> certificate.getBasicConstraints() < 0)
                .toList();
        add("no-certificates", certificates(List.of()), Outcome.UNKNOWN, "terminal-certificate");
        add("no-issuers", certificates(signers), Outcome.UNKNOWN, "seal-certificate");
        add("certificates-of-another", certificates(foreign.certificates()), Outcome.UNKNOWN, "bill-signature");
        add("F6-root-in-the-file", foreign, Outcome.NOT_GENUINE, "terminal-certificate");
        add("F5-seal-of-another-root", foreign, Outcome.NOT_GENUINE, "seal-certificate");
        Part part = genuine.parts().get(0);
        byte[] salt = part.salt().clone();
        salt[0] ^= 1;
        add("part-salted-anew", parts(new Part(part.name(), part.mediaType(), salt, part.data())), "parts-match");
        byte[] data = part.data().clone();
        data[data.length / 2] ^= 1;
        add("part-altered", parts(new Part(part.name(), part.mediaType(), part.salt(), data)), "parts-match");
        add("part-added", parts(new Part(Part.PHONE, "text/plain", salt, data)), "format");
    }

    private void uploads() {
        String file = text(genuine.toJson());
        upload("P7-two-receipts", file.replace("{\"receipt\":", "{\"receipt\":\"e30\",\"receipt\":"));
        upload("P7-receipt-and-payload", file.replace("{\"receipt\":", "{\"payload\":\"e30\",\"receipt\":"));
        upload(
                "P6-too-large",
                file.replace("{\"receipt\":", "{\"padding\":\"" + "A".repeat(2 << 20) + "\",\"receipt\":"));
        upload(
                "P6-many-certificates",
                file.replaceFirst("\"certificates\":\\[(\"[^\"]+\")", "\"certificates\":[" + "$1,".repeat(20) + "$1"));
        upload(
                "P6-certificate-rubbish",
                file.replaceFirst("\"certificates\":\\[\"[^\"]+\"", "\"certificates\":[\"MIIB\""));
        upload("P6-xml", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>");
        upload("P6-zip", "PK\u0003\u0004");
        upload("empty", "");
    }

    private void header(String name, UnaryOperator<String> change) {
        add(name + "-terminal", loose.with(0, entry -> entry.header(change)), "format");
        add(name + "-seal", loose.with(1, entry -> entry.header(change)), "format");
    }

    private void form(String name, String receipt) {
        byte[] bytes = receipt.getBytes(StandardCharsets.UTF_8);
        add(
                name,
                new ReceiptFile(bytes, genuine.proof(), genuine.certificates(), genuine.parts()),
                Outcome.NOT_GENUINE,
                "format");
    }

    private void upload(String name, String file) {
        attacks.add(new Attack(name, file.getBytes(StandardCharsets.UTF_8), Outcome.NOT_GENUINE, "format"));
    }

    private void add(String name, LooseReceipt receipt, String check) {
        byte[] bytes = receipt.json().getBytes(StandardCharsets.UTF_8);
        add(name, new ReceiptFile(bytes, genuine.proof(), genuine.certificates(), genuine.parts()), check);
    }

    private void add(String name, ReceiptFile file, String check) {
        add(name, file, Outcome.NOT_GENUINE, check);
    }

    private void add(String name, ReceiptFile file, Outcome outcome, String check) {
        attacks.add(new Attack(name, file.toJson(), outcome, check));
    }

    private ReceiptFile certificates(List<X509Certificate> others) {
        return new ReceiptFile(genuine.receipt(), genuine.proof(), others, genuine.parts());
    }

    private ReceiptFile parts(Part... others) {
        return new ReceiptFile(genuine.receipt(), genuine.proof(), genuine.certificates(), List.of(others));
    }

    /** The classic: a verifier that lets the header choose takes the public key for a shared secret. */
    private Entry signedWithPublicKey(Entry entry) {
        Entry claimed = entry.header(h -> h.replace("\"ES256\"", "\"HS256\""));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = genuine.certificates().get(0).getPublicKey().getEncoded();
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] tag = mac.doFinal((claimed.header() + "." + loose.payload()).getBytes(StandardCharsets.US_ASCII));
            return claimed.signature(s -> tag);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String raise(String bill) {
        return bill.replaceFirst("\"amount\":(\\d+)", "\"amount\":1$1");
    }

    private static String plus(String object, String member) {
        return object.substring(0, object.length() - 1) + "," + member + "}";
    }

    private static String aYearEarlier(String header) {
        long iat = Long.parseLong(header.replaceFirst(".*\"iat\":(\\d+).*", "$1"));
        return header.replaceFirst("\"iat\":\\d+", "\"iat\":" + (iat - 31_536_000));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
