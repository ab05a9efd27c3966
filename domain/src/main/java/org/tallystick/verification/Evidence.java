package org.tallystick.verification;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tallystick.enrolment.CertificateRole;
import org.tallystick.shared.Problem;
import org.tallystick.shared.Sha256;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.Part;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.SealHeader;
import org.tallystick.signing.Typ;

/**
 * A receipt file and its context, read once. Nothing in it is verified except where a component says so.
 *
 * @param bill what the payload says; absent if it says something impossible
 * @param terminal the terminal's signature, if there is one
 * @param ledger the proof, already followed as far as it goes
 * @param late file of a late signature, unread; absent if none was given
 * @param online what the platform knows; {@link OnlineFacts#none()} offline
 */
record Evidence(
        Receipt receipt,
        Optional<Bill> bill,
        Optional<Signer> terminal,
        Signer seal,
        List<Part> parts,
        LedgerProof ledger,
        OnlineFacts online,
        Optional<byte[]> late) {

    /** @throws Problem if the stored bytes are not a receipt; an impossible bill alone does not stop the other questions */
    static Evidence read(ReceiptFile file, VerificationContext context) {
        Receipt receipt = Receipt.parse(file.receipt());
        Optional<Bill> bill = bill(receipt);
        LedgerProof ledger =
                LedgerProof.follow(file.proof(), claim -> claim.contradiction(receipt, bill), context.anchors());
        OnlineFacts online = bill.flatMap(b -> context.online()
                        .map(source -> source.apply(new Inquiry(receipt, b, ledger.entry(), ledger.checkpoint()))))
                .orElseGet(OnlineFacts::none);
        return new Evidence(
                receipt,
                bill,
                terminal(receipt, file, context.anchors()),
                seal(receipt, file, context.anchors()),
                file.parts(),
                ledger,
                online,
                file.late());
    }

    /** True if the platform's own statement is that the bill has no valid terminal signature. */
    boolean statedUnsigned() {
        return receipt.sealHeader().typ().equals(Typ.UNSIGNED);
    }

    /** The one or two signatures. */
    List<Signer> signers() {
        return Stream.concat(terminal.stream(), Stream.of(seal)).toList();
    }

    Optional<Part> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    /** Ledger time of the proven entry, or an earlier time that the platform can prove. */
    Optional<Instant> trustedTime() {
        return ledger.time()
                .map(arrival -> online.provenEarlier().filter(arrival::isAfter).orElse(arrival));
    }

    private static Optional<Signer> terminal(Receipt receipt, ReceiptFile file, TrustAnchors anchors) {
        return receipt.terminalEntry().map(entry -> {
            BillHeader header = receipt.billHeader().orElseThrow();
            Instant claimed = Instant.ofEpochSecond(header.iat());
            return Signer.terminal(
                    entry,
                    header,
                    find(file.certificates(), header.certificateDigest())
                            .map(certificate -> new PathFinder(anchors.roots(), file.certificates())
                                    .find(certificate, CertificateRole.TERMINAL, claimed)));
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
