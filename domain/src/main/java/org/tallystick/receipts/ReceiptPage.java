package org.tallystick.receipts;

import java.util.List;
import java.util.Optional;
import org.tallystick.shared.Base64Url;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Receipt;
import org.tallystick.verification.VerificationReport;

/**
 * Everything the page behind a link shows, and the files it offers.
 *
 * @param code the link code; empty if a later receipt took the link over
 * @param report made now, by the verifier, over the stored bytes
 * @param bill absent if the stored bytes do not parse
 * @param receipt absent if the stored bytes do not parse
 * @param merchant master data of the merchant of the terminal's certificate
 * @param lines empty if the bill names no such part, or the part is pending, erased or does not fit its digest
 * @param certificates terminal's first (if any), then the seal's
 * @param place absent only while the ledger cannot be read
 * @param proof {@code tlog-proof} text
 * @param receiptFile the receipt file as JSON (API.md, Reading)
 * @param stored the stored receipt bytes
 * @param findings codes recorded at intake, without duplicates
 * @param related other receipts about the same sale, oldest first
 */
public record ReceiptPage(
        String code,
        VerificationReport report,
        Optional<Bill> bill,
        Optional<Receipt> receipt,
        MerchantFacts merchant,
        List<BillLine> lines,
        List<CertificateFacts> certificates,
        Optional<LedgerPlace> place,
        Optional<String> proof,
        byte[] receiptFile,
        byte[] stored,
        List<String> findings,
        List<RelatedReceipt> related) {

    /** The receipt's digest in base64url, which opens its entry in the ledger explorer. */
    public Optional<String> digest() {
        return receipt.map(known -> Base64Url.encode(known.digest()));
    }

    /** The same with other related receipts. */
    public ReceiptPage with(List<RelatedReceipt> others) {
        return new ReceiptPage(
                code,
                report,
                bill,
                receipt,
                merchant,
                lines,
                certificates,
                place,
                proof,
                receiptFile,
                stored,
                findings,
                others);
    }
}
