package org.tallystick.receipts.web;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tallystick.receipts.LedgerPlace;
import org.tallystick.shared.Money;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Bill.CardholderSignature;
import org.tallystick.signing.BillBuilder;
import org.tallystick.signing.BillType;
import org.tallystick.signing.Cause;
import org.tallystick.signing.Channel;
import org.tallystick.signing.EntryMode;
import org.tallystick.signing.ReceiptStatus;
import org.tallystick.signing.SealStatement;
import org.tallystick.signing.SignatureRequirement;
import org.tallystick.signing.SignatureStatus;
import org.tallystick.verification.CheckResult;
import org.tallystick.verification.Outcome;
import org.tallystick.verification.Purpose;
import org.tallystick.verification.Verdict;
import org.tallystick.verification.VerificationPolicies;
import org.tallystick.verification.VerificationReport;

/** Reports as the verifier makes them, for one receipt of which a test changes one thing. */
final class Reports {
    private final List<CheckResult> checks = new ArrayList<>(List.of(
            check("format", Verdict.PASS, "well-formed"),
            check("bill-signature", Verdict.PASS, "valid"),
            check("terminal-certificate", Verdict.PASS, "trusted", "10240017", "2026-03-01", "2027-03-01"),
            check("seal-signature", Verdict.PASS, "valid"),
            check("seal-certificate", Verdict.PASS, "trusted", "seal", "2026-01-01", "2027-01-01"),
            check("seal-covers-terminal", Verdict.PASS, "covers"),
            check("algorithms", Verdict.PASS, "strong", "ES256"),
            check("in-ledger", Verdict.PASS, "included", 7L),
            check("cardholder-signature", Verdict.PASS, "present"),
            check("late", Verdict.PASS, "in-time", Duration.ofSeconds(2)),
            check("parts-match", Verdict.PASS, "fit"),
            check("witnessed", Verdict.UNKNOWN, "no-witness-key"),
            check("timestamped", Verdict.UNKNOWN, "none"),
            check("certificate-logged", Verdict.PASS, "proven", Instant.EPOCH),
            check("checkpoint-fresh", Verdict.PASS, "consistent"),
            check("chain-unbroken", Verdict.PASS, "unbroken", 3L),
            check("clock", Verdict.PASS, "agree", Instant.EPOCH, Duration.ofSeconds(2)),
            check("amounts-add-up", Verdict.PASS, "no-items"),
            check("revocation-online", Verdict.PASS, "good"),
            check("not-voided", Verdict.PASS, "standing")));
    private Outcome outcome = Outcome.GENUINE;
    private boolean vouched = true;
    private ReceiptStatus status = ReceiptStatus.SIGNED;
    private Optional<Cause> cause = Optional.empty();
    private CardholderSignature cardholder =
            new CardholderSignature(SignatureRequirement.REQUIRED, SignatureStatus.CAPTURED, Optional.of("090B2353"));

    static Reports genuine() {
        return new Reports();
    }

    static Reports unsigned(Cause cause) {
        Reports reports = new Reports()
                .with(check("bill-signature", Verdict.FAIL, "missing"))
                .with(check("terminal-certificate", Verdict.UNKNOWN, "no-signature"))
                .outcome(Outcome.UNSIGNED);
        reports.status = ReceiptStatus.UNSIGNED;
        reports.cause = Optional.of(cause);
        return reports;
    }

    Reports outcome(Outcome other) {
        outcome = other;
        return this;
    }

    /** Without a chain of certificates for the seal, nobody vouches for what the file says. */
    Reports unvouched() {
        vouched = false;
        return outcome(Outcome.UNKNOWN);
    }

    Reports with(CheckResult result) {
        checks.replaceAll(c -> c.id().equals(result.id()) ? result : c);
        return this;
    }

    Reports cardholder(SignatureRequirement requirement, SignatureStatus happened) {
        cardholder = new CardholderSignature(requirement, happened, Optional.empty());
        return this;
    }

    Shown shown() {
        return Shown.of(
                report(),
                Optional.of(new SealStatement("6B7K3M9P4Q8", status, cause, Channel.REST, false, Optional.empty())),
                Optional.of(new LedgerPlace("pos.example/ledger/89833105/2026q4", 7, Instant.EPOCH)),
                Locale.ENGLISH);
    }

    VerificationReport report() {
        return new VerificationReport(
                outcome,
                Optional.empty(),
                Optional.of("6B7K3M9P4Q8"),
                Instant.parse("2026-11-22T11:05:31Z"),
                Optional.of(Instant.EPOCH),
                List.copyOf(checks),
                Optional.of(bill()).filter(bill -> vouched),
                VerificationPolicies.inForce(Purpose.CONSUMER, Instant.EPOCH));
    }

    private Bill bill() {
        return builder().cardholderSignature(cardholder).build();
    }

    static BillBuilder builder() {
        return new BillBuilder()
                .terminal("89833105", "898331054110027", "10240017")
                .first(1)
                .code(new byte[16])
                .type(BillType.SALE)
                .money(new Money(32_860, Currency.getInstance("CNY")))
                .time(OffsetDateTime.parse("2026-11-22T18:42:07+08:00"))
                .city("杭州")
                .entryMode(EntryMode.INSERT)
                .slip("001286", "000318");
    }

    static CheckResult check(String id, Verdict verdict, String why, Object... arguments) {
        return new CheckResult(id, verdict, why, List.of(arguments), Map.of());
    }
}
