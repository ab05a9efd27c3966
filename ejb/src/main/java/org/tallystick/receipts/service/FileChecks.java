package org.tallystick.receipts.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tallystick.receipts.FileCheck;
import org.tallystick.receipts.FileCheck.Counterpart;
import org.tallystick.shared.Problem;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.service.RemovedReceiptRepository;
import org.tallystick.signing.service.StoredReceiptRepository;
import org.tallystick.verification.ReceiptFile;
import org.tallystick.verification.VerificationReport;
import org.tallystick.verification.service.PlatformVerifier;

/** Checks a file that somebody brought, and whether this platform keeps the very same receipt under its number. */
@ApplicationScoped
class FileChecks {
    private final PlatformVerifier verifier;
    private final StoredReceiptRepository receipts;
    private final RemovedReceiptRepository removed;

    @Inject
    FileChecks(PlatformVerifier verifier, StoredReceiptRepository receipts, RemovedReceiptRepository removed) {
        this.verifier = verifier;
        this.receipts = receipts;
        this.removed = removed;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected FileChecks() {
        this(null, null, null);
    }

    FileCheck check(byte[] upload) {
        VerificationReport report = verifier.verify(upload);
        Optional<ReceiptFile> file = parsed(upload);
        return new FileCheck(
                report,
                report.bill()
                        .map(bill ->
                                BillLines.of(bill, file.map(ReceiptFile::parts).orElse(List.of())))
                        .orElse(List.of()),
                CertificateRoles.facts(file.map(ReceiptFile::certificates).orElse(List.of())),
                file.map(this::counterpart).orElse(Counterpart.NOT_COMPARED));
    }

    /** Compares whole digests only: single members would let a stranger guess amounts. */
    private Counterpart counterpart(ReceiptFile file) {
        try {
            Receipt brought = Receipt.parse(file.receipt());
            return receipts.byNumber(brought.sealHeader().statement().number())
                    .map(kept -> Arrays.equals(Receipt.parse(kept.stored()).digest(), brought.digest())
                            ? Counterpart.SAME
                            : Counterpart.DIFFERENT)
                    .orElseGet(() -> removed(brought));
        } catch (Problem e) {
            return Counterpart.NOT_COMPARED;
        }
    }

    private Counterpart removed(Receipt brought) {
        return removed.byNumber(brought.sealHeader().statement().number())
                .map(kept ->
                        Arrays.equals(kept.digest(), brought.digest()) ? Counterpart.REMOVED : Counterpart.DIFFERENT)
                .orElse(Counterpart.NONE);
    }

    private static Optional<ReceiptFile> parsed(byte[] upload) {
        try {
            return Optional.of(ReceiptFile.parse(upload));
        } catch (Problem e) {
            return Optional.empty();
        }
    }
}
