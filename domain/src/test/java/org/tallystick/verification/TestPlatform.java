package org.tallystick.verification;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.GrowingTree;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.ledger.TlogProof;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Money;
import org.tallystick.shared.Sha256;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillBuilder;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.BillType;
import org.tallystick.signing.Cause;
import org.tallystick.signing.Channel;
import org.tallystick.signing.EntryMode;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.Part;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.ReceiptNumber;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.SealHeader;
import org.tallystick.signing.SealStatement;
import org.tallystick.signing.SignatureAlgorithm;
import org.tallystick.signing.SignatureSuite;
import org.tallystick.signing.Typ;

/** A platform in miniature: certificates of both roles, a seal, a log. Makes receipt files, genuine and otherwise. */
final class TestPlatform {
    static final Instant NOW = TestCertificate.NOW;
    static final String AUDIENCE = "tallystick:test";
    static final String ORIGIN = "test.example/ledger/48023310/2027q1";
    static final String SUBJECT = "CN=10240017,SERIALNUMBER=TUSN-1,OU=898331054110027,O=48023310,2.5.4.46=1";

    final TestCertificate root = TestCertificate.root("Root");
    final TestCertificate terminalAuthority = root.authority(CertificateRole.TERMINAL);
    final TestCertificate sealAuthority = root.authority(CertificateRole.SEAL);
    final TestCertificate terminal = terminalAuthority.signer(CertificateRole.TERMINAL, SUBJECT);
    final TestCertificate seal = sealAuthority.signer(CertificateRole.SEAL, "Seal");
    final NoteSigner log = NoteSigner.fromSeed(ORIGIN, Sha256.of(new byte[] {7}));
    final Part lines = new Part(
            Part.LINES,
            "application/json",
            new byte[16],
            "[{\"name\":\"Longjing tea\",\"quantity\":\"2\",\"unitPrice\":6165,\"amount\":12330}]"
                    .getBytes(StandardCharsets.UTF_8));
    private final SignatureSuite suite = SignatureSuite.bouncyCastle();

    /** The ways in which a receipt can differ from a genuine one, before it is sealed or after. */
    record Recipe(
            Optional<TestCertificate> terminal,
            TestCertificate seal,
            String billTyp,
            String audience,
            NoteSigner log,
            Instant sealedAt) {
        Recipe terminal(TestCertificate other) {
            return new Recipe(Optional.of(other), seal, billTyp, audience, log, sealedAt);
        }

        Recipe unsigned() {
            return new Recipe(Optional.empty(), seal, billTyp, audience, log, sealedAt);
        }

        Recipe seal(TestCertificate other) {
            return new Recipe(terminal, other, billTyp, audience, log, sealedAt);
        }

        Recipe audience(String other) {
            return new Recipe(terminal, seal, billTyp, other, log, sealedAt);
        }

        Recipe log(NoteSigner other) {
            return new Recipe(terminal, seal, billTyp, audience, other, sealedAt);
        }

        Recipe sealedAt(Instant time) {
            return new Recipe(terminal, seal, billTyp, audience, log, time);
        }
    }

    Recipe recipe() {
        return new Recipe(Optional.of(terminal), seal, Typ.BILL, AUDIENCE, log, NOW);
    }

    ReceiptFile genuine() {
        return file(recipe());
    }

    TrustAnchors anchors() {
        return new TrustAnchors(List.of(root.certificate()), List.of(log.verifier()), Optional.of(AUDIENCE), true);
    }

    VerificationContext context() {
        return VerificationContext.offline(anchors(), NOW.plusSeconds(60));
    }

    ReceiptFile file(Recipe recipe) {
        return file(recipe, Function.identity());
    }

    /** @param change made to the receipt after it was sealed and before it goes into the log */
    ReceiptFile file(Recipe recipe, Function<Receipt, Receipt> change) {
        Bill bill = bill();
        String payload = Base64Url.encode(bill.toJson());
        Optional<JwsEntry> entry = recipe.terminal().map(key -> {
            String header = new BillHeader(
                            SignatureAlgorithm.ES256, key.thumbprint(), NOW.getEpochSecond(), recipe.audience())
                    .encode(recipe.billTyp());
            return sign(key, header, payload);
        });
        SealStatement statement = statement(entry);
        String header = new SealHeader(
                        SignatureAlgorithm.ES256,
                        entry.isPresent() ? Typ.RECEIPT : Typ.UNSIGNED,
                        recipe.seal().thumbprint(),
                        recipe.sealedAt().getEpochSecond(),
                        recipe.audience(),
                        statement)
                .encode();
        Receipt receipt = change.apply(Receipt.assemble(payload, entry, sign(recipe.seal(), header, payload)));
        EntryKind kind = entry.isPresent() ? EntryKind.RECEIPT : EntryKind.UNSIGNED;
        LedgerEntry leaf = new LedgerEntry(
                kind, statement.number(), "10240017.1.1", NOW.plusSeconds(1).toEpochMilli(), receipt.digest());
        return new ReceiptFile(
                receipt.bytes(), Optional.of(proof(leaf, recipe.log()).text()), chain(recipe), List.of(lines));
    }

    /** A proof among ten entries, ours being the seventh. */
    TlogProof proof(LedgerEntry leaf, NoteSigner signer) {
        GrowingTree tree = GrowingTree.empty();
        tree.startGroup();
        for (int i = 0; i < 10; i++) {
            tree.append(i == 6 ? leaf.leafHash() : Sha256.of(new byte[] {(byte) i}));
        }
        String name = signer.verifier().name();
        String note = signer.sign(new Checkpoint(name, tree.size(), tree.head().root()).text());
        return new TlogProof(
                Optional.of(leaf.bytes()), 6, tree.inclusion(6).path(), note.getBytes(StandardCharsets.UTF_8));
    }

    private List<java.security.cert.X509Certificate> chain(Recipe recipe) {
        List<java.security.cert.X509Certificate> chain = new ArrayList<>();
        recipe.terminal().ifPresent(key -> chain.add(key.certificate()));
        chain.add(terminalAuthority.certificate());
        if (!chain.contains(recipe.seal().certificate())) {
            chain.add(recipe.seal().certificate());
        }
        chain.add(sealAuthority.certificate());
        return chain;
    }

    private SealStatement statement(Optional<JwsEntry> entry) {
        return new SealStatement(
                ReceiptNumber.create(java.time.YearMonth.of(2027, 2), new java.security.SecureRandom()),
                entry.isPresent() ? ReceiptStatus.SIGNED : ReceiptStatus.UNSIGNED,
                entry.isPresent() ? Optional.empty() : Optional.of(Cause.SIGNING_UNIT_FAILED),
                Channel.REST,
                false,
                entry.map(JwsEntry::digest));
    }

    private JwsEntry sign(TestCertificate key, String header, String payload) {
        byte[] input = (header + "." + payload).getBytes(StandardCharsets.US_ASCII);
        return new JwsEntry(
                header, Base64Url.encode(suite.sign(key.pair().getPrivate(), SignatureAlgorithm.ES256, input)));
    }

    private Bill bill() {
        return new BillBuilder()
                .terminal("48023310", "898331054110027", "10240017")
                .first(1)
                .code(new byte[16])
                .type(BillType.SALE)
                .money(new Money(12_330, Currency.getInstance("CNY")))
                .time(OffsetDateTime.ofInstant(NOW, ZoneOffset.ofHours(8)))
                .city("杭州")
                .entryMode(EntryMode.SCAN)
                .slip("000001", "000001")
                .part(lines)
                .build();
    }
}
