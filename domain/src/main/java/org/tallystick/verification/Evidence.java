package org.tallystick.verification;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.enrolment.Revocation;
import org.tallystick.enrolment.TerminalSubject;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.MasterRecord;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Problem;
import org.tallystick.shared.Sha256;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.Part;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.SealHeader;
import org.tallystick.signing.Typ;
import org.tallystick.timestamping.TimestampFormatException;

/**
 * A receipt file and its context, read once. Nothing in it is verified except where a component says so.
 *
 * @param bill what the payload says; absent if it says something impossible
 * @param terminal the terminal's signature, if there is one
 * @param ledger the proof, already followed as far as it goes
 * @param timestamps those of the file, already followed as far as they go
 * @param online what the platform knows; {@link OnlineFacts#none()} offline
 * @param revocations what lists in the file say; only where the platform says nothing
 * @param issue that the terminal's certificate began to count, already followed as far as it goes
 * @param late file of a late signature, unread; absent if none was given
 */
record Evidence(
        Receipt receipt,
        Optional<Bill> bill,
        Optional<Signer> terminal,
        Signer seal,
        List<Part> parts,
        LedgerProof ledger,
        TimestampChain timestamps,
        OnlineFacts online,
        RevocationData revocations,
        IssueProof issue,
        Optional<byte[]> late) {

    /** @throws Problem if the stored bytes are not a receipt; an impossible bill alone does not stop the other questions */
    static Evidence read(ReceiptFile file, VerificationContext context) {
        Receipt receipt = Receipt.parse(file.receipt());
        Optional<Bill> bill = bill(receipt);
        Optional<MasterRecord> recorded = context.anchors().recorded(file.master());
        TrustAnchors vouched = context.anchors().withVouched(recorded);
        LedgerProof followed = LedgerProof.follow(file.proof(), claim -> claim.contradiction(receipt, bill), vouched)
                .heldAgainst(recorded, context.anchors());
        OnlineFacts online = bill.flatMap(b -> context.online()
                        .map(source -> source.apply(new Inquiry(receipt, b, followed.entry(), followed.checkpoint()))))
                .orElseGet(OnlineFacts::none);
        LedgerProof ledger = online.removed().map(followed::removed).orElse(followed);
        Optional<List<ReadStamp>> stamps = stamps(file);
        RevocationData lists = revocations(stamps.orElse(List.of()), file, context);
        Signer seal = seal(receipt, file, context.anchors());
        IssueProof issue = IssueProof.find(
                file.standing().issues(),
                receipt.billHeader()
                        .map(header -> Base64Url.encode(header.certificateDigest()))
                        .orElse(""),
                bill.map(Bill::acquirer).orElse(""),
                vouched);
        TerminalPaths paths = new TerminalPaths(
                context.anchors(),
                file.certificates(),
                seal.path(),
                issue.given().isPresent());
        TimestampChain.Judge judge = new TimestampChain.Judge(
                context.anchors(),
                file.certificates(),
                certificate -> revocation(certificate, online, lists),
                context.at());
        return new Evidence(
                receipt,
                bill,
                terminal(receipt, file, paths),
                seal,
                file.parts(),
                ledger,
                stamps.map(read -> TimestampChain.follow(read, receipt, bill, judge))
                        .orElseGet(TimestampChain::malformed),
                online,
                lists,
                issue,
                file.late());
    }

    /** The certificate's revocation: as the platform knows it now, else as the newest list in the file says. */
    Optional<Revocation> revocation(X509Certificate certificate) {
        return revocation(certificate, online, revocations);
    }

    private static Optional<Revocation> revocation(
            X509Certificate certificate, OnlineFacts online, RevocationData lists) {
        return online.certificates()
                .apply(certificate)
                .map(OnlineFacts.CertificateState::revocation)
                .orElseGet(() -> lists.of(certificate));
    }

    private static Optional<List<ReadStamp>> stamps(ReceiptFile file) {
        try {
            return Optional.of(TimestampChain.read(file.timestamps()));
        } catch (TimestampFormatException | LedgerFormatException e) {
            return Optional.empty();
        }
    }

    private static RevocationData revocations(List<ReadStamp> stamps, ReceiptFile file, VerificationContext context) {
        List<X509Certificate> issuers = Stream.of(
                        context.anchors().roots().stream(),
                        file.certificates().stream(),
                        stamps.stream().flatMap(stamp -> stamp.record().certificates().stream()))
                .flatMap(all -> all)
                .distinct()
                .toList();
        return new RevocationData(
                Stream.concat(
                                stamps.stream().flatMap(stamp -> stamp.record().revocations().stream()),
                                file.standing().lists().stream())
                        .toList(),
                issuers);
    }

    /** The terminal that a certificate issued elsewhere was given to: as the ledger proves, else as the platform says. */
    Optional<TerminalSubject> givenTo(Signer signer) {
        return issue.given().or(() -> signer.certificate()
                .flatMap(certificate -> online.certificates().apply(certificate))
                .flatMap(OnlineFacts.CertificateState::given));
    }

    /** True if the platform's own statement is that the bill has no valid terminal signature. */
    boolean statedUnsigned() {
        return receipt.sealHeader().typ().equals(Typ.UNSIGNED);
    }

    /** True if the platform's own statement is that the terminal's signature was made later than at the sale. */
    boolean statedSignedLater() {
        return receipt.sealHeader().statement().signedLater();
    }

    /** The one or two signatures. */
    List<Signer> signers() {
        return Stream.concat(terminal.stream(), Stream.of(seal)).toList();
    }

    Optional<Part> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    /**
     * Ledger time of the proven entry, or an earlier time that the platform, or a timestamp, can prove. What the platform proves is the
     * bill's time: it says nothing of a signature that was made later.
     */
    Optional<Instant> trustedTime() {
        Optional<Instant> ofBill = statedSignedLater() ? Optional.empty() : online.provenEarlier();
        return ledger.time().map(arrival -> Stream.of(ofBill, timestamps.time())
                .flatMap(Optional::stream)
                .filter(arrival::isAfter)
                .min(Comparator.naturalOrder())
                .orElse(arrival));
    }

    private static Optional<Signer> terminal(Receipt receipt, ReceiptFile file, TerminalPaths paths) {
        return receipt.terminalEntry().map(entry -> {
            BillHeader header = receipt.billHeader().orElseThrow();
            Instant claimed = Instant.ofEpochSecond(header.iat());
            return Signer.terminal(
                    entry,
                    header,
                    find(file.certificates(), header.certificateDigest())
                            .map(certificate -> paths.find(certificate, claimed)));
        });
    }

    private static Signer seal(Receipt receipt, ReceiptFile file, TrustAnchors anchors) {
        SealHeader header = receipt.sealHeader();
        Instant claimed = Instant.ofEpochSecond(header.iat());
        return Signer.seal(
                receipt.sealEntry(),
                header,
                find(file.certificates(), header.certificateDigest())
                        .map(certificate -> new PathFinder(anchors.roots(), file.certificates())
                                .find(certificate, CertificateRole.SEAL, claimed)));
    }

    static Optional<X509Certificate> find(List<X509Certificate> certificates, byte[] thumbprint) {
        return certificates.stream()
                .filter(certificate -> Arrays.equals(Sha256.of(CertificateFiles.der(certificate)), thumbprint))
                .findFirst();
    }

    private static Optional<Bill> bill(Receipt receipt) {
        try {
            return Optional.of(Bill.parse(receipt.payload()));
        } catch (Problem e) {
            return Optional.empty();
        }
    }
}
