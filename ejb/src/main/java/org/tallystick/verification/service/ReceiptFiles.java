package org.tallystick.verification.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.enrolment.service.CertificateStore;
import org.tallystick.ledger.service.LedgerFiles;
import org.tallystick.ledger.service.LedgerLog;
import org.tallystick.ledger.service.LedgerPosition;
import org.tallystick.ledger.service.LedgerTimestamps;
import org.tallystick.ledger.service.MasterLog;
import org.tallystick.shared.Base64Url;
import org.tallystick.signing.BillHeader;
import org.tallystick.signing.Part;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.service.StoredReceipt;
import org.tallystick.signing.service.StoredReceiptRepository;
import org.tallystick.verification.LateWanted;
import org.tallystick.verification.ReceiptFile;
import org.tallystick.verification.RecordLink;

/** Makes the receipt file (API.md "Reading") of a stored receipt: everything offline verification needs beside pinned anchors. */
@ApplicationScoped
@PermitAll
public class ReceiptFiles {
    /** Parts that whoever holds the slip may see; image and phone are for people with a reason. */
    private static final Set<String> OPEN_PARTS = Set.of("lines", "place");

    private final StoredReceiptRepository receipts;
    private final LedgerFiles ledger;
    private final LedgerTimestamps timestamps;
    private final MasterLog master;
    private final CertificateStore certificates;
    private final TerminalStanding standing;
    private final Event<LateWanted> late;

    @Inject
    ReceiptFiles(
            StoredReceiptRepository receipts,
            LedgerFiles ledger,
            LedgerTimestamps timestamps,
            MasterLog master,
            CertificateStore certificates,
            TerminalStanding standing,
            Event<LateWanted> late) {
        this.receipts = receipts;
        this.ledger = ledger;
        this.timestamps = timestamps;
        this.master = master;
        this.certificates = certificates;
        this.standing = standing;
        this.late = late;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ReceiptFiles() {
        this(null, null, null, null, null, null, null);
    }

    /** The file, with a proof made now and the parts that its holder may see. */
    public ReceiptFile of(StoredReceipt stored) {
        return of(stored, position(stored));
    }

    /** The file with a proof that was made already; without one if there is none. */
    public ReceiptFile of(StoredReceipt stored, Optional<LedgerPosition> position) {
        List<Part> open = receipts.parts(stored).stream()
                .filter(part -> OPEN_PARTS.contains(part.name()))
                .toList();
        List<RecordLink> stamps = position.stream()
                .flatMap(place -> timestamps.evidence(place.log(), place.index()).stream())
                .map(link -> new RecordLink(link.record(), link.proof()))
                .toList();
        ReceiptFile plain = new ReceiptFile(stored.stored(), position.map(LedgerPosition::proof), chains(stored), open)
                .withTimestamps(stamps)
                .withStanding(standing.of(stored));
        ReceiptFile file = position.map(LedgerPosition::log)
                .flatMap(master::proof)
                .map(plain::withMaster)
                .orElse(plain);
        LateWanted wanted = new LateWanted(stored.number());
        late.fire(wanted);
        return wanted.file().map(file::withLate).orElse(file);
    }

    /** Where the receipt stands, read from the ledger now; empty if nothing proves it. */
    public Optional<LedgerPosition> position(StoredReceipt stored) {
        LedgerLog log = ledger.log(stored.logId()).orElseThrow();
        return ledger.provenPosition(log, stored.index());
    }

    private List<X509Certificate> chains(StoredReceipt stored) {
        Receipt receipt = Receipt.parse(stored.stored());
        List<X509Certificate> chain = new ArrayList<>();
        receipt.billHeader().map(BillHeader::certificateDigest).ifPresent(digest -> addChain(chain, digest));
        addChain(chain, receipt.sealHeader().certificateDigest());
        return chain;
    }

    private void addChain(List<X509Certificate> chain, byte[] thumbprint) {
        certificates.chain(Base64Url.encode(thumbprint)).stream()
                .filter(certificate -> !chain.contains(certificate))
                .forEach(chain::add);
    }
}
