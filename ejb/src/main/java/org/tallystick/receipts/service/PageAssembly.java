package org.tallystick.receipts.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tallystick.enrolment.EnrolledMerchant;
import org.tallystick.enrolment.service.Merchants;
import org.tallystick.ledger.service.LedgerPosition;
import org.tallystick.receipts.LedgerPlace;
import org.tallystick.receipts.MerchantFacts;
import org.tallystick.receipts.ReceiptPage;
import org.tallystick.shared.Problem;
import org.tallystick.shared.service.OneConnection;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.service.StoredReceipt;
import org.tallystick.signing.service.StoredReceiptRepository;
import org.tallystick.verification.ReceiptFile;
import org.tallystick.verification.VerificationReport;
import org.tallystick.verification.service.PlatformVerifier;
import org.tallystick.verification.service.ReceiptFiles;

/** Puts together the page behind {@code /r/{code}}. */
@ApplicationScoped
class PageAssembly {
    private final StoredReceiptRepository receipts;
    private final ReceiptFiles files;
    private final PlatformVerifier verifier;
    private final Merchants merchants;
    private final RelatedReceipts related;

    @Inject
    PageAssembly(
            StoredReceiptRepository receipts,
            ReceiptFiles files,
            PlatformVerifier verifier,
            Merchants merchants,
            RelatedReceipts related) {
        this.receipts = receipts;
        this.files = files;
        this.verifier = verifier;
        this.merchants = merchants;
        this.related = related;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected PageAssembly() {
        this(null, null, null, null, null);
    }

    /** @param code 22 characters of base64url; anything else is not found */
    Optional<ReceiptPage> find(String code) {
        return OneConnection.throughout(() -> stored(code).map(this::of));
    }

    Optional<StoredReceipt> stored(String code) {
        return receipts.byCode(code);
    }

    Optional<ReceiptPage> findByNumber(String number) {
        return receipts.byNumber(number).map(this::of);
    }

    /** The page of any stored receipt; its code is empty if a later one took the link over. */
    ReceiptPage of(StoredReceipt stored) {
        return OneConnection.throughout(() -> assembled(stored));
    }

    private ReceiptPage assembled(StoredReceipt stored) {
        Optional<LedgerPosition> position = files.position(stored);
        ReceiptFile file = files.of(stored, position);
        VerificationReport report = verifier.verify(file);
        Optional<Receipt> receipt = parsed(stored);
        Optional<Bill> bill = receipt.flatMap(PageAssembly::bill);
        return new ReceiptPage(
                stored.code().orElse(""),
                report,
                bill,
                receipt,
                merchant(stored),
                bill.map(b -> BillLines.of(b, file.parts())).orElse(List.of()),
                CertificateRoles.facts(file.certificates()),
                position.map(PageAssembly::place),
                file.proof(),
                file.toJson(),
                stored.stored(),
                stored.findings(),
                related.of(stored, bill));
    }

    private static LedgerPlace place(LedgerPosition position) {
        return new LedgerPlace(position.log().origin(), position.index(), Instant.ofEpochMilli(position.timeMillis()));
    }

    private MerchantFacts merchant(StoredReceipt stored) {
        return merchants
                .find(stored.merchantNo(), stored.terminalNo())
                .map(PageAssembly::facts)
                .orElseGet(() -> new MerchantFacts(
                        stored.merchantNo(),
                        stored.merchantNo(),
                        stored.merchantNo(),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        ""));
    }

    private static MerchantFacts facts(EnrolledMerchant merchant) {
        return new MerchantFacts(
                merchant.merchantNo(),
                merchant.nameZh(),
                merchant.nameEn(),
                Optional.of(merchant.storeName()).filter(name -> !name.isBlank()),
                Optional.of(merchant.storeAddress()).filter(address -> !address.isBlank()),
                merchant.acquirerNameZh(),
                merchant.acquirerNameEn());
    }

    private static Optional<Receipt> parsed(StoredReceipt stored) {
        try {
            return Optional.of(Receipt.parse(stored.stored()));
        } catch (Problem e) {
            return Optional.empty();
        }
    }

    private static Optional<Bill> bill(Receipt receipt) {
        try {
            return Optional.of(Bill.parse(receipt.payload()));
        } catch (Problem e) {
            return Optional.empty();
        }
    }
}
