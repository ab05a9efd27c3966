package org.tallystick.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.shared.Base64Url;
import org.tallystick.signing.Cause;
import org.tallystick.verification.AttackCorpus.Attack;
import org.tallystick.verification.TestCertificate.Profile;

/**
 * What a dishonest terminal, a dishonest platform or a thief with one of their keys might make (THREATS.md 2; the name
 * begins with the id): every signature in these files holds, and every one is in the log.
 */
public final class ForgeryCorpus {
    private static final Instant NOW = TestPlatform.NOW;

    private final TestPlatform platform;
    private final List<Attack> attacks = new ArrayList<>();

    private ForgeryCorpus(TestPlatform platform) {
        this.platform = platform;
    }

    public static List<Attack> on(TestPlatform platform) {
        ForgeryCorpus corpus = new ForgeryCorpus(platform);
        corpus.bills();
        corpus.roles();
        corpus.chains();
        corpus.subjects();
        corpus.times();
        corpus.statements();
        corpus.entries();
        return corpus.attacks;
    }

    /** Signed and sealed all the same: the strict reader has to refuse them at every front door. */
    private void bills() {
        bill("A4-duplicate-amount", b -> b.replace("\"amount\":12330", "\"amount\":12330,\"amount\":1"));
        bill("A4-escaped-duplicate", b -> b.replace("\"amount\":12330", "\"amount\":12330,\"amo\\u0075nt\":1"));
        bill("A4-exponent", b -> b.replace("\"amount\":12330", "\"amount\":1e4"));
        bill("A4-fraction", b -> b.replace("\"amount\":12330", "\"amount\":12330.0"));
        bill("A4-beyond-2-to-53", b -> b.replace("\"amount\":12330", "\"amount\":9007199254740992"));
        bill("A4-negative", b -> b.replace("\"amount\":12330", "\"amount\":-1"));
        bill("A4-lone-surrogate", b -> b.replace("杭州", "\\ud800"));
        bill("A4-control", b -> b.replace("杭州", "\\u0000"));
        bill("P3-direction-override", b -> b.replace("杭州", "\u202E州杭"));
        bill("A4-byte-order-mark", b -> "\uFEFF" + b);
        bill("A4-trailing", b -> b + "{}");
        bill("A18-deep", b -> b.replace("\"version\"", "\"x\":" + "[".repeat(9) + "]".repeat(9) + ",\"version\""));
        bill("A19-card-number", b -> b.replace("杭州", "6200 0000 0000 0005"));
        bill(
                "A8-event-as-bill",
                b -> "{\"version\":1,\"terminalNo\":\"10240017\",\"series\":1,\"type\":\"HEARTBEAT\"}");
    }

    private void roles() {
        CertificateRole terminal = CertificateRole.TERMINAL;
        add("A6-terminal-as-seal", receipt().seal(platform.terminal), "seal-certificate");
        add("A6-seal-as-terminal", receipt().terminal(platform.seal), "terminal-certificate");
        signer("A6-terminal-by-seal-authority", platform.sealAuthority.signer(terminal, TestPlatform.SUBJECT));
        signer(
                "A6-both-roles",
                platform.terminalAuthority.issue(Profile.signer(TestPlatform.SUBJECT, terminal, CertificateRole.SEAL)));
        TestCertificate both = platform.root.issue(Profile.authority("Both", 0, CertificateRole.values()));
        signer("A6-authority-of-both-roles", both.signer(terminal, TestPlatform.SUBJECT), both);
        TestCertificate none = platform.root.issue(Profile.authority("None", 0));
        signer("A6-authority-without-role", none.signer(terminal, TestPlatform.SUBJECT), none);
        signer("A6-no-role", platform.terminalAuthority.issue(Profile.signer(TestPlatform.SUBJECT)));
        signer("A6-issued-by-the-root", platform.root.signer(terminal, TestPlatform.SUBJECT));
    }

    private void chains() {
        CertificateRole terminal = CertificateRole.TERMINAL;
        signer(
                "E-terminal-certifies-a-terminal",
                platform.terminal.signer(terminal, TestPlatform.SUBJECT),
                platform.terminal,
                platform.terminalAuthority);
        for (String name : List.of("TERMINAL authority", "Below")) {
            TestCertificate below = platform.terminalAuthority.issue(Profile.authority(name, 0, terminal));
            signer(
                    "D5-authority-below-an-authority-named-" + name,
                    below.signer(terminal, TestPlatform.SUBJECT),
                    below,
                    platform.terminalAuthority);
        }
        TestCertificate strange =
                platform.root.issue(Profile.authority("Strange", 0, terminal).withStrangeExtension());
        signer("E-unknown-critical-extension", strange.signer(terminal, TestPlatform.SUBJECT), strange);
        TestCertificate noSigning =
                platform.root.issue(Profile.authority("No signing", 0, terminal).usage(KeyUsage.cRLSign));
        signer("E-authority-that-may-not-certify", noSigning.signer(terminal, TestPlatform.SUBJECT), noSigning);
        signer(
                "E-key-that-may-not-sign",
                platform.terminalAuthority.signer(terminal, TestPlatform.SUBJECT, p -> p.usage(KeyUsage.keyAgreement)));
        TestCertificate ended = platform.root.issue(
                Profile.authority("Ended", 0, terminal).validity(NOW.minusSeconds(864_000), NOW.minusSeconds(86_400)));
        signer("A16-authority-expired", ended.signer(terminal, TestPlatform.SUBJECT), ended);
        TestCertificate stranger = TestCertificate.root("Root");
        TestCertificate theirs = stranger.authority(CertificateRole.SEAL);
        add(
                "F6-root-of-the-same-name",
                receipt()
                        .seal(theirs.signer(CertificateRole.SEAL, "Seal"))
                        .issuers(platform.terminalAuthority, theirs, stranger),
                "seal-certificate");
    }

    private void subjects() {
        for (String other : List.of("CN=10240018", "OU=898331054110028", "O=48023311", "2.5.4.46=2")) {
            String type = other.substring(0, other.indexOf('=') + 1);
            String subject = TestPlatform.SUBJECT.replaceFirst(type.replace(".", "\\.") + "[^,]+", other);
            signer("A9-subject-" + other, platform.terminalAuthority.signer(CertificateRole.TERMINAL, subject));
        }
        signer("A9-subject-of-no-terminal", platform.terminalAuthority.signer(CertificateRole.TERMINAL, "Seal"));
    }

    private void times() {
        validity("A16-expired", NOW.minus(Duration.ofDays(30)), NOW.minusSeconds(1));
        validity("A16-not-yet-valid", NOW.plusSeconds(121), NOW.plus(Duration.ofDays(30)));
        Instant end = NOW.minus(Duration.ofHours(73));
        add(
                "A16-back-dated-into-validity",
                receipt().terminal(expiring(end)).signedAt(end.minusSeconds(60)),
                "terminal-certificate");
        add("F7-seal-31-s-before-entry", receipt().sealedAt(NOW.minusSeconds(30)), "seal-certificate");
        add("F7-seal-after-entry", receipt().sealedAt(NOW.plusSeconds(2)), "seal-certificate");
        TestCertificate old = platform.sealAuthority.signer(
                CertificateRole.SEAL, "Old", p -> p.validity(NOW.minus(Duration.ofDays(30)), NOW.minusSeconds(1)));
        add("F5-seal-expired", receipt().seal(old), "seal-certificate");
        add(
                "A8-another-platform",
                receipt().terminalHeader(h -> h.replace(TestPlatform.AUDIENCE, "tallystick:other")),
                "bill-signature");
        add(
                "A8-seal-of-another-platform",
                receipt().sealHeader(h -> h.replace(TestPlatform.AUDIENCE, "tallystick:other")),
                "seal-signature");
    }

    private void statements() {
        String check = "seal-covers-terminal";
        String another = Base64Url.encode(new byte[32]);
        add(
                "A5-seal-over-another-signature",
                receipt()
                        .sealHeader(h -> h.replaceFirst(
                                "\"terminalSignature\":\"[^\"]+\"", "\"terminalSignature\":\"" + another + "\"")),
                check);
        add(
                "A5-seal-over-no-signature",
                receipt()
                        .sealHeader(
                                h -> h.replaceFirst("\"terminalSignature\":\"[^\"]+\"", "\"terminalSignature\":null")),
                check);
        add(
                "A14-signed-with-a-cause",
                receipt().sealHeader(h -> h.replace("\"cause\":null", "\"cause\":\"CONFLICT\"")),
                check);
        add(
                "A14-unsigned-statement-says-signed",
                receipt()
                        .because(Cause.CERT_EXPIRED)
                        .sealHeader(h -> h.replace("\"UNSIGNED\"", "\"SIGNED\""))
                        .entry(e -> kind(e, EntryKind.RECEIPT)),
                check);
        add(
                "A14-unsigned-statement-over-a-signed-one",
                receipt()
                        .because(Cause.CERT_EXPIRED)
                        .sealHeader(h -> withoutCause(h).replace("\"UNSIGNED\"", "\"SIGNED\""))
                        .entry(e -> kind(e, EntryKind.RECEIPT)),
                check);
        add("A14-unsigned-without-cause", receipt().unsigned().sealHeader(ForgeryCorpus::withoutCause), check);
        add("number-without-check-character", receipt().sealHeader(ForgeryCorpus::otherCheckCharacter), check);
    }

    private void entries() {
        add("A14-signed-logged-as-unsigned", receipt().entry(e -> kind(e, EntryKind.UNSIGNED)), "in-ledger");
        add("A14-unsigned-logged-as-signed", receipt().unsigned().entry(e -> kind(e, EntryKind.RECEIPT)), "in-ledger");
        add(
                "G2-entry-of-another-counter",
                receipt().entry(e -> new LedgerEntry(e.kind(), e.id(), "10240017.1.2", e.timeMillis(), e.digest())),
                "in-ledger");
        add(
                "G2-entry-of-another-number",
                receipt().entry(e -> new LedgerEntry(e.kind(), "other", e.subject(), e.timeMillis(), e.digest())),
                "in-ledger");
    }

    private TestReceipt receipt() {
        return platform.receipt();
    }

    private void bill(String name, UnaryOperator<String> change) {
        add(name + "-signed", receipt().payload(change), "format");
    }

    private void signer(String name, TestCertificate key, TestCertificate... issuers) {
        List<TestCertificate> all = new ArrayList<>(List.of(issuers));
        all.addAll(List.of(platform.terminalAuthority, platform.sealAuthority));
        add(name, receipt().terminal(key).issuers(all.toArray(TestCertificate[]::new)), "terminal-certificate");
    }

    private void validity(String name, Instant from, Instant to) {
        signer(
                name,
                platform.terminalAuthority.signer(
                        CertificateRole.TERMINAL, TestPlatform.SUBJECT, p -> p.validity(from, to)));
    }

    private TestCertificate expiring(Instant end) {
        return platform.terminalAuthority.signer(
                CertificateRole.TERMINAL, TestPlatform.SUBJECT, p -> p.validity(p.from(), end));
    }

    private void add(String name, TestReceipt receipt, String check) {
        attacks.add(new Attack(name, receipt.file().toJson(), Outcome.NOT_GENUINE, check));
    }

    private static LedgerEntry kind(LedgerEntry entry, EntryKind kind) {
        return new LedgerEntry(kind, entry.id(), entry.subject(), entry.timeMillis(), entry.digest());
    }

    private static String withoutCause(String header) {
        return header.replaceFirst("\"cause\":\"[A-Z_]+\"", "\"cause\":null");
    }

    private static String otherCheckCharacter(String header) {
        int end = header.indexOf("\",\"status\"");
        char check = header.charAt(end - 1);
        return header.substring(0, end - 1) + (check == '0' ? '1' : '0') + header.substring(end);
    }
}
