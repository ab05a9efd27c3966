package org.tallystick.auditing.service;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.tallystick.auditing.AuditScope;
import org.tallystick.auditing.AuditedLog;
import org.tallystick.ledger.EntryCheck;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.service.LedgerFiles;
import org.tallystick.ledger.service.LedgerLog;
import org.tallystick.ledger.service.LedgerPosition;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ShopTime;
import org.tallystick.signing.service.StoredReceipt;
import org.tallystick.signing.service.StoredReceiptRepository;
import org.tallystick.verification.CheckResult;
import org.tallystick.verification.Outcome;
import org.tallystick.verification.VerificationReport;
import org.tallystick.verification.service.PlatformVerifier;
import org.tallystick.verification.service.ReceiptFiles;

/**
 * Holds each stored receipt against its entry: both signatures, certificates at the trusted time, and a proof made for the entry that
 * is being audited, not for the place that the receipt's row names.
 */
final class StoredReceiptCheck implements EntryCheck {
    private final Sources sources;
    private final LedgerLog log;
    private final AuditScope scope;
    private final LongConsumer between;
    private long checked;
    private long absent;

    /** Where receipts are, and who judges them. */
    record Sources(
            StoredReceiptRepository receipts, ReceiptFiles files, PlatformVerifier verifier, LedgerFiles ledger) {}

    /**
     * @param before what an earlier attempt has counted
     * @param between told the entry's index after each receipt: the place to rest, and to end
     */
    StoredReceiptCheck(
            Sources sources, LedgerLog log, AuditScope scope, AuditedLog.Counts before, LongConsumer between) {
        this.sources = sources;
        this.log = log;
        this.scope = scope;
        this.checked = before.receipts();
        this.absent = before.absent();
        this.between = between;
    }

    long checked() {
        return checked;
    }

    long absent() {
        return absent;
    }

    @Override
    public Optional<String> contradiction(long index, LedgerEntry entry) {
        if (entry.kind() != EntryKind.RECEIPT && entry.kind() != EntryKind.UNSIGNED || !isInDays(entry)) {
            return Optional.empty();
        }
        Optional<String> contradiction = checked(index, entry);
        between.accept(index);
        return contradiction;
    }

    private Optional<String> checked(long index, LedgerEntry entry) {
        try {
            Optional<StoredReceipt> stored = sources.receipts.byNumber(entry.id());
            if (stored.isEmpty()) {
                absent++;
                return Optional.empty();
            }
            checked++;
            Optional<LedgerPosition> position = sources.ledger.provenPosition(log, index);
            return judged(sources.verifier.verify(sources.files.of(stored.get(), position)));
        } catch (Problem e) {
            return Optional.of("the stored receipt is malformed: " + e.detail());
        } catch (LedgerFormatException e) {
            return Optional.of("what proves it cannot be read: " + e.getMessage());
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.of("the stored receipt cannot be read: its row was altered.");
        }
    }

    private boolean isInDays(LedgerEntry entry) {
        LocalDate day = ShopTime.dayOf(Instant.ofEpochMilli(entry.timeMillis()));
        return scope.from().filter(day::isBefore).isEmpty()
                && scope.to().filter(day::isAfter).isEmpty();
    }

    private static Optional<String> judged(VerificationReport report) {
        if (report.outcome() == Outcome.GENUINE || report.outcome() == Outcome.UNSIGNED) {
            return Optional.empty();
        }
        return Optional.of(report.decider().map(CheckResult::reason).orElse("the receipt is not proven genuine."));
    }
}
