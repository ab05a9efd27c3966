package org.tallystick.receipts.web;

import java.util.Locale;
import java.util.Optional;
import org.tallystick.receipts.LedgerPlace;
import org.tallystick.receipts.ReceiptPage;
import org.tallystick.shared.Problem;
import org.tallystick.shared.web.Texts;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Receipt;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.SealStatement;
import org.tallystick.signing.SignatureStatus;
import org.tallystick.verification.CheckResult;
import org.tallystick.verification.Outcome;
import org.tallystick.verification.ReceiptFile;
import org.tallystick.verification.Verdict;
import org.tallystick.verification.VerificationReport;

/**
 * A report with what may be shown beside it: the bill and the seal's statement only if signatures vouch for them.
 *
 * @param bill absent whenever the outcome is not genuine, or the verifier does not vouch for it
 * @param statement absent unless the bill is there and the seal verified (THREATS.md P7)
 * @param texts in the reader's language
 */
record Shown(
        VerificationReport report,
        Optional<Bill> bill,
        Optional<SealStatement> statement,
        Optional<LedgerPlace> place,
        Texts texts,
        Locale locale) {

    static Shown of(ReceiptPage page, Locale locale) {
        return of(page.report(), page.receipt().map(r -> r.sealHeader().statement()), page.place(), locale);
    }

    /** @param upload the file that the report is about */
    static Shown ofFile(VerificationReport report, byte[] upload, Locale locale) {
        return of(report, statement(upload), Optional.empty(), locale);
    }

    static Shown of(
            VerificationReport report, Optional<SealStatement> statement, Optional<LedgerPlace> place, Locale locale) {
        Optional<Bill> bill = report.bill().filter(b -> report.outcome() != Outcome.NOT_GENUINE);
        boolean vouched = bill.isPresent()
                && report.check("seal-signature")
                        .filter(c -> c.result() == Verdict.PASS)
                        .isPresent();
        return new Shown(report, bill, statement.filter(s -> vouched), place, Texts.ofPages(locale), locale);
    }

    private static Optional<SealStatement> statement(byte[] upload) {
        try {
            byte[] receipt = ReceiptFile.parse(upload).receipt();
            return Optional.of(Receipt.parse(receipt).sealHeader().statement());
        } catch (Problem e) {
            return Optional.empty();
        }
    }

    Optional<CheckResult> check(String id) {
        return report.check(id);
    }

    Verdict verdict(String id) {
        return report.check(id).map(CheckResult::result).orElse(Verdict.UNKNOWN);
    }

    boolean isUnsigned() {
        return statement.filter(s -> s.status() == ReceiptStatus.UNSIGNED).isPresent();
    }

    /** Code of the cause that the seal states, {@code UNKNOWN} if it states none. */
    String cause() {
        return statement.flatMap(SealStatement::cause).map(Enum::name).orElse("UNKNOWN");
    }

    /** Whether a signature of the cardholder was needed and nobody has one, not even on paper. */
    boolean isCardholderMissing() {
        return verdict("cardholder-signature") == Verdict.WARN
                && bill.flatMap(Bill::cardholderSignature)
                        .filter(s -> s.status() != SignatureStatus.PAPER && s.status() != SignatureStatus.CAPTURED)
                        .isPresent();
    }

    /** Whether a later receipt takes the sale back in this way, {@code voided} or {@code refunded}. */
    boolean isTakenBack(String how) {
        return check("not-voided").filter(c -> c.why().equals(how)).isPresent();
    }

    /** Requirement and what happened at the terminal, in words. */
    String cardholderWords() {
        return bill.flatMap(Bill::cardholderSignature)
                .map(s -> texts.get("captured." + s.status()))
                .orElseGet(() -> texts.get("status.not-stated"));
    }
}
