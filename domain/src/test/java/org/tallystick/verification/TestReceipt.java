package org.tallystick.verification;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.GrowingTree;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.NoteCosigner;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.ledger.SignedNote;
import org.tallystick.ledger.TlogProof;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Money;
import org.tallystick.shared.Sha256;
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
import org.tallystick.signing.Typ;

/**
 * A receipt in the making. Untouched it is genuine; every method makes one thing otherwise, with all signatures over it
 * and its place in the ledger as a dishonest platform would have them.
 */
public final class TestReceipt {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TestPlatform platform;
    private final BillBuilder bill;
    private UnaryOperator<String> payload = UnaryOperator.identity();
    private Optional<TestCertificate> terminal;
    private TestCertificate seal;
    private UnaryOperator<String> terminalHeader = UnaryOperator.identity();
    private UnaryOperator<String> sealHeader = UnaryOperator.identity();
    private Optional<Cause> cause = Optional.empty();
    private boolean late;
    private Instant signed = TestPlatform.NOW;
    private Instant sealed = TestPlatform.NOW;
    private Instant arrival = TestPlatform.NOW.plusSeconds(1);
    private UnaryOperator<LedgerEntry> entry = UnaryOperator.identity();
    private NoteSigner log;
    private Optional<NoteCosigner> witness = Optional.empty();
    private List<X509Certificate> certificates;
    private List<Part> parts;

    TestReceipt(TestPlatform platform) {
        this.platform = platform;
        this.terminal = Optional.of(platform.terminal);
        this.seal = platform.seal;
        this.log = platform.log;
        this.parts = List.of(platform.lines, platform.place);
        this.certificates = List.of(platform.terminalAuthority.certificate(), platform.sealAuthority.certificate());
        byte[] code = new byte[16];
        RANDOM.nextBytes(code);
        this.bill = new BillBuilder()
                .terminal(TestPlatform.ACQUIRER, "898331054110027", "10240017")
                .first(1)
                .code(code)
                .type(BillType.SALE)
                .money(new Money(12_330, Currency.getInstance("CNY")))
                .time(OffsetDateTime.ofInstant(TestPlatform.NOW, ZoneOffset.ofHours(8)))
                .city("杭州")
                .entryMode(EntryMode.SCAN)
                .slip("000001", "000001")
                .part(platform.lines)
                .part(platform.place);
    }

    TestReceipt bill(Consumer<BillBuilder> change) {
        change.accept(bill);
        return this;
    }

    /** Changes the bill's JSON before it is signed. */
    TestReceipt payload(UnaryOperator<String> change) {
        payload = change;
        return this;
    }

    TestReceipt terminal(TestCertificate other) {
        terminal = Optional.of(other);
        return this;
    }

    /** The platform states a cause; the terminal's signature stays. */
    TestReceipt because(Cause stated) {
        cause = Optional.of(stated);
        return this;
    }

    public TestReceipt unsigned() {
        terminal = Optional.empty();
        return because(Cause.SIGNING_UNIT_FAILED);
    }

    TestReceipt seal(TestCertificate other) {
        seal = other;
        return this;
    }

    /** Changes the terminal's header before it is signed. */
    TestReceipt terminalHeader(UnaryOperator<String> change) {
        terminalHeader = change;
        return this;
    }

    /** Changes the seal's header before it is signed. */
    TestReceipt sealHeader(UnaryOperator<String> change) {
        sealHeader = change;
        return this;
    }

    TestReceipt late() {
        late = true;
        return this;
    }

    TestReceipt signedAt(Instant time) {
        signed = time;
        return this;
    }

    TestReceipt sealedAt(Instant time) {
        sealed = time;
        return this;
    }

    /** Sealed then and in the ledger a second later. */
    TestReceipt arrivedAt(Instant time) {
        sealed = time;
        arrival = time.plusSeconds(1);
        return this;
    }

    TestReceipt entry(UnaryOperator<LedgerEntry> change) {
        entry = change;
        return this;
    }

    TestReceipt log(NoteSigner other) {
        log = other;
        return this;
    }

    TestReceipt witnessedBy(NoteCosigner other) {
        witness = Optional.of(other);
        return this;
    }

    /** Certificates in the file besides those of the two signers. */
    TestReceipt issuers(TestCertificate... others) {
        certificates = Stream.of(others).map(TestCertificate::certificate).toList();
        return this;
    }

    TestReceipt parts(Part... others) {
        parts = List.of(others);
        return this;
    }

    public ReceiptFile file() {
        String text = Base64Url.encode(payload.apply(new String(bill.build().toJson(), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8));
        Optional<JwsEntry> bySigner = terminal.map(key -> sign(key, terminalHeader.apply(billHeader(key)), text));
        SealStatement statement = statement(bySigner);
        JwsEntry bySeal = sign(seal, sealHeader.apply(sealHeader(statement)), text);
        Receipt receipt = Receipt.assemble(text, bySigner, bySeal);
        LedgerEntry leaf = entry.apply(new LedgerEntry(
                cause.isPresent() ? EntryKind.UNSIGNED : EntryKind.RECEIPT,
                statement.number(),
                "10240017.1.1",
                arrival.toEpochMilli(),
                receipt.digest()));
        return new ReceiptFile(receipt.bytes(), Optional.of(proof(leaf).text()), material(), parts);
    }

    private String billHeader(TestCertificate key) {
        return decoded(new BillHeader(key.algorithm(), key.thumbprint(), signed.getEpochSecond(), TestPlatform.AUDIENCE)
                .encode(Typ.BILL));
    }

    private String sealHeader(SealStatement statement) {
        return decoded(new SealHeader(
                        seal.algorithm(),
                        cause.isPresent() ? Typ.UNSIGNED : Typ.RECEIPT,
                        seal.thumbprint(),
                        sealed.getEpochSecond(),
                        TestPlatform.AUDIENCE,
                        statement)
                .encode());
    }

    private SealStatement statement(Optional<JwsEntry> bySigner) {
        return new SealStatement(
                ReceiptNumber.create(YearMonth.of(2027, 2), RANDOM),
                cause.isPresent() ? ReceiptStatus.UNSIGNED : ReceiptStatus.SIGNED,
                cause,
                Channel.REST,
                late,
                bySigner.map(JwsEntry::digest));
    }

    static JwsEntry sign(TestCertificate key, String header, String payload) {
        String encoded = Base64Url.encode(header.getBytes(StandardCharsets.UTF_8));
        byte[] input = (encoded + "." + payload).getBytes(StandardCharsets.US_ASCII);
        return new JwsEntry(
                encoded, Base64Url.encode(TestCertificate.SUITE.sign(key.pair().getPrivate(), key.algorithm(), input)));
    }

    /** Among ten entries, ours being the seventh. */
    TlogProof proof(LedgerEntry leaf) {
        GrowingTree tree = GrowingTree.empty();
        tree.startGroup();
        for (int i = 0; i < 10; i++) {
            tree.append(i == 6 ? leaf.leafHash() : Sha256.of(new byte[] {(byte) i}));
        }
        String text =
                new Checkpoint(log.verifier().name(), tree.size(), tree.head().root()).text();
        SignedNote note = SignedNote.parse(log.sign(text).getBytes(StandardCharsets.UTF_8));
        SignedNote whole = witness.map(other -> note.with(other.cosign(text, arrival.plusSeconds(1))))
                .orElse(note);
        return TlogProof.of(leaf, tree.inclusion(6), whole.bytes());
    }

    private List<X509Certificate> material() {
        Stream<X509Certificate> signers =
                Stream.concat(terminal.stream(), Stream.of(seal)).map(TestCertificate::certificate);
        return Stream.concat(signers, certificates.stream()).distinct().toList();
    }

    private static String decoded(String base64url) {
        return new String(Base64Url.decode(base64url), StandardCharsets.UTF_8);
    }
}
