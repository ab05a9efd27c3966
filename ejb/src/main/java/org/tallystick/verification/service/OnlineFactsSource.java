package org.tallystick.verification.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.enrolment.service.CertificateDirectory;
import org.tallystick.enrolment.service.CertificateIssues;
import org.tallystick.enrolment.service.CertifiedKey;
import org.tallystick.enrolment.service.ExternalStanding;
import org.tallystick.enrolment.service.PlatformRevocations;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.service.LedgerFiles;
import org.tallystick.shared.Sha256;
import org.tallystick.signing.Bill;
import org.tallystick.signing.BillType;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.service.RemovedReceipt;
import org.tallystick.signing.service.RemovedReceiptRepository;
import org.tallystick.signing.service.StoredReceipt;
import org.tallystick.signing.service.StoredReceiptRepository;
import org.tallystick.verification.Inquiry;
import org.tallystick.verification.OnlineFacts;
import org.tallystick.verification.OnlineFacts.Chain;
import org.tallystick.verification.OnlineFacts.Correction;
import org.tallystick.verification.OnlineFacts.NewestCheckpoint;

/** Answers what only the platform knows about a receipt under verification. */
@ApplicationScoped
class OnlineFactsSource {
    private final StoredReceiptRepository receipts;
    private final RemovedReceiptRepository removed;
    private final CertificateDirectory directory;
    private final PlatformRevocations platform;
    private final CertificateIssues issues;
    private final ExternalStanding external;
    private final LedgerFiles ledger;

    @Inject
    OnlineFactsSource(
            StoredReceiptRepository receipts,
            RemovedReceiptRepository removed,
            CertificateDirectory directory,
            PlatformRevocations platform,
            CertificateIssues issues,
            ExternalStanding external,
            LedgerFiles ledger) {
        this.receipts = receipts;
        this.removed = removed;
        this.directory = directory;
        this.platform = platform;
        this.issues = issues;
        this.external = external;
        this.ledger = ledger;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected OnlineFactsSource() {
        this(null, null, null, null, null, null, null);
    }

    OnlineFacts about(Inquiry inquiry) {
        Map<X509Certificate, Optional<OnlineFacts.CertificateState>> states = new HashMap<>();
        Optional<RemovedReceipt> gone = removed.byDigest(inquiry.receipt().digest());
        OnlineFacts facts = new OnlineFacts(
                certificate -> states.computeIfAbsent(certificate, this::state),
                receipts.provenEarlier(
                        inquiry.bill(), Sha256.of(inquiry.receipt().payload())),
                chain(inquiry.bill()),
                inquiry.checkpoint().map(this::consistency).orElse(NewestCheckpoint.NOT_KNOWN),
                corrections(inquiry, gone.isPresent()));
        return facts.withRemoved(gone.map(RemovedReceipt::removed));
    }

    private Optional<OnlineFacts.CertificateState> state(X509Certificate certificate) {
        return directory.find(thumbprint(certificate)).map(this::state).or(() -> platform.find(certificate)
                .map(standing -> new OnlineFacts.CertificateState(standing.revocation())));
    }

    private OnlineFacts.CertificateState state(CertifiedKey key) {
        return new OnlineFacts.CertificateState(
                key.revocation(),
                () -> Optional.of(issues.isLogged(key.thumbprint())),
                Optional.of(key.subject()).filter(given -> key.foreign()),
                key.foreign() ? external.list(key.thumbprint()).map(OnlineFacts.ForeignList::new) : Optional.empty());
    }

    private static byte[] thumbprint(X509Certificate certificate) {
        try {
            return Sha256.of(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            return new byte[0];
        }
    }

    private Chain chain(Bill bill) {
        if (bill.counter() == 1) {
            return Chain.UNBROKEN;
        }
        long counter = bill.counter() - 1;
        // In this order: what is removed between the two is in both rather than in none.
        List<byte[]> before = new ArrayList<>();
        receipts.ofCounter(bill.terminalNo(), bill.series(), counter)
                .forEach(stored -> before.add(payloadDigest(stored)));
        before.addAll(removed.payloadDigests(bill.terminalNo(), bill.series(), counter));
        if (before.isEmpty()) {
            return Chain.GAP;
        }
        boolean follows = bill.previous()
                .filter(digest -> before.stream().anyMatch(known -> Arrays.equals(digest, known)))
                .isPresent();
        return follows ? Chain.UNBROKEN : Chain.BROKEN;
    }

    /** The tree here, cut to the checkpoint's size, must have the checkpoint's root: the newest one extends that same tree. */
    private NewestCheckpoint consistency(Checkpoint checkpoint) {
        try {
            return ledger.rootAt(checkpoint.origin(), checkpoint.size())
                    .map(root -> Arrays.equals(root, checkpoint.root())
                            ? NewestCheckpoint.CONSISTENT
                            : NewestCheckpoint.INCONSISTENT)
                    .orElse(NewestCheckpoint.NOT_KNOWN);
        } catch (IOException e) {
            return NewestCheckpoint.NOT_KNOWN;
        }
    }

    /** Only about a receipt known here under the same digest: an altered copy learns nothing about the original. */
    private Optional<List<Correction>> corrections(Inquiry inquiry, boolean gone) {
        Bill bill = inquiry.bill();
        boolean kept = gone
                || receipts.ofCounter(bill.terminalNo(), bill.series(), bill.counter()).stream()
                        .anyMatch(stored -> Arrays.equals(
                                Receipt.parse(stored.stored()).digest(),
                                inquiry.receipt().digest()));
        if (!kept) {
            return Optional.empty();
        }
        List<Correction> found = receipts.referringTo(bill.terminalNo(), bill.series(), bill.counter()).stream()
                .filter(other -> other.type() == BillType.VOID || other.type() == BillType.REFUND)
                .map(other -> new Correction(
                        other.type() == BillType.VOID ? Correction.Kind.VOIDED : Correction.Kind.REFUNDED,
                        other.number()))
                .toList();
        // Of a removed sale, a later receipt that takes it back counts as ever; that there is none may be because it is
        // gone too.
        return gone && found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private static byte[] payloadDigest(StoredReceipt stored) {
        return Sha256.of(Receipt.parse(stored.stored()).payload());
    }
}
