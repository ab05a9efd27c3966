package org.tallystick.verification;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.enrolment.Revocation;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.GrowingTree;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.TlogProof;
import org.tallystick.shared.Sha256;
import org.tallystick.timestamping.ImprintDigest;
import org.tallystick.timestamping.TimestampRecord;
import org.tallystick.timestamping.TimestampToken;

/** Gives a receipt file timestamps, each covering the one before, as a platform's authority makes them over the years. */
public final class TestStamps {
    /** How long an authority's certificate lives. */
    static final Duration LIFE = Duration.ofDays(3 * 365L);

    private final TestPlatform platform;
    private final ReceiptFile receipt;
    private final List<RecordLink> links = new ArrayList<>();
    private final List<byte[]> lists = new ArrayList<>();
    private TestCertificate authority;
    private ImprintDigest digest = ImprintDigest.SHA256;
    private UnaryOperator<byte[]> imprint = UnaryOperator.identity();

    TestStamps(TestPlatform platform, ReceiptFile receipt) {
        this.platform = platform;
        this.receipt = receipt;
        this.authority = platform.timestampAuthority;
    }

    /** The file with a timestamp now and one every two years until that time. */
    public static ReceiptFile until(TestPlatform platform, ReceiptFile receipt, Instant end) {
        TestStamps stamps = new TestStamps(platform, receipt);
        for (Instant at = TestPlatform.NOW.plusSeconds(60); at.isBefore(end); at = at.plus(Duration.ofDays(730))) {
            stamps.at(at);
        }
        return stamps.file();
    }

    /** Later keys are certified by this authority. */
    TestStamps under(TestCertificate other) {
        authority = other;
        return this;
    }

    TestStamps over(ImprintDigest other) {
        digest = other;
        return this;
    }

    /** Changes what later tokens are over. */
    TestStamps imprint(UnaryOperator<byte[]> change) {
        imprint = change;
        return this;
    }

    /** Later records have a list of this issuer, on which the certificate is. */
    TestStamps listing(TestCertificate issuer, X509Certificate revoked, Revocation revocation) {
        lists.add(list(issuer, revoked, revocation));
        return this;
    }

    /** A timestamp by a key certified at that time. */
    TestStamps at(Instant time) {
        return at(time, key(time));
    }

    TestCertificate key(Instant from) {
        return authority.signer(
                CertificateRole.TIMESTAMP, "TSA " + from, profile -> profile.validity(from, from.plus(LIFE)));
    }

    TestStamps at(Instant time, TestCertificate key) {
        String proof = links.isEmpty() ? receipt.proof().orElseThrow() : proofOfLast();
        String note = new String(TlogProof.parse(proof).checkpoint(), StandardCharsets.UTF_8);
        TimestampToken token = token(imprint.apply(note.getBytes(StandardCharsets.UTF_8)), time, key);
        TimestampRecord record = TimestampRecord.of(
                note, token, List.of(key.certificate(), authority.certificate()), lists, new byte[16]);
        links.add(new RecordLink(record.bytes(), proof));
        return this;
    }

    List<RecordLink> links() {
        return List.copyOf(links);
    }

    ReceiptFile file() {
        return receipt.withTimestamps(links);
    }

    private String proofOfLast() {
        byte[] before = links.get(links.size() - 1).record();
        LedgerEntry entry = new LedgerEntry(EntryKind.TIMESTAMP, "10", "-", 0, Sha256.of(before));
        GrowingTree tree = GrowingTree.empty();
        tree.startGroup();
        for (int i = 0; i < 12 + links.size(); i++) {
            tree.append(i == 10 ? entry.leafHash() : Sha256.of(new byte[] {(byte) i}));
        }
        String text =
                new Checkpoint(TestPlatform.ORIGIN, tree.size(), tree.head().root()).text();
        return TlogProof.of(entry, tree.inclusion(10), platform.log.sign(text).getBytes(StandardCharsets.UTF_8))
                .text();
    }

    private TimestampToken token(byte[] data, Instant time, TestCertificate key) {
        try {
            TimeStampRequestGenerator asked = new TimeStampRequestGenerator();
            asked.setCertReq(true);
            TimeStampRequest request = asked.generate(digest.oid(), digest.of(data));
            TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                    new JcaSimpleSignerInfoGeneratorBuilder()
                            .build("SHA256withECDSA", key.pair().getPrivate(), key.certificate()),
                    new BcDigestCalculatorProvider().get(new AlgorithmIdentifier(ImprintDigest.SHA256.oid())),
                    new ASN1ObjectIdentifier("1.2.3"));
            tokens.addCertificates(new JcaCertStore(List.of(key.certificate())));
            return TimestampToken.parse(
                    new TimeStampResponseGenerator(tokens, Set.of(digest.oid().getId()))
                            .generateGrantedResponse(request, BigInteger.valueOf(links.size() + 1L), Date.from(time))
                            .getTimeStampToken()
                            .getEncoded());
        } catch (GeneralSecurityException | TSPException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] list(TestCertificate issuer, X509Certificate revoked, Revocation revocation) {
        try {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(
                    X500Name.getInstance(
                            issuer.certificate().getSubjectX500Principal().getEncoded()),
                    Date.from(revocation.effective()));
            builder.addCRLEntry(
                    revoked.getSerialNumber(),
                    Date.from(revocation.effective()),
                    CRLReason.lookup(revocation.reason().code()).getValue().intValue());
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .build(issuer.pair().getPrivate()))
                    .getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
