package org.tallystick.signing.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.ledger.service.LedgerFiles;
import org.tallystick.ledger.service.LedgerLog;
import org.tallystick.ledger.service.LedgerPosition;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.service.Settings;
import org.tallystick.signing.Cause;
import org.tallystick.signing.JwsEntry;
import org.tallystick.signing.Receipt;

/** Words the answer to a bill whose group has committed: a fresh receipt, or the one that was stored before. */
@ApplicationScoped
class AnswerDesk {
    private static final Logger LOG = Logger.getLogger(AnswerDesk.class.getName());
    private static final int RETRY_SECONDS = 30;

    private final StoredReceiptRepository stored;
    private final RemovedReceiptRepository removed;
    private final LedgerFiles ledger;
    private final Settings settings;

    @Inject
    AnswerDesk(
            StoredReceiptRepository stored, RemovedReceiptRepository removed, LedgerFiles ledger, Settings settings) {
        this.stored = stored;
        this.removed = removed;
        this.ledger = ledger;
        this.settings = settings;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected AnswerDesk() {
        this(null, null, null, null);
    }

    /** @param position where the draft's own entry stands; empty if the bill was stored before */
    Answer answer(ReceiptDraft draft, Optional<LedgerPosition> position) {
        return position.filter(p -> draft.stored()).map(p -> fresh(draft, p)).orElseGet(() -> repeated(draft));
    }

    private Answer fresh(ReceiptDraft draft, LedgerPosition position) {
        SealedBill sealed = draft.sealed();
        return new Answer(
                Answer.CREATED,
                sealed.intake().status(),
                sealed.intake().cause().map(Cause::code),
                sealed.number(),
                sealed.receipt().bytes(),
                position,
                url(draft.bill().code()),
                Answer.codes(draft.findings()));
    }

    private Answer repeated(ReceiptDraft draft) {
        String number = draft.existing().orElseThrow();
        StoredReceipt receipt = stored.byNumber(number).orElseThrow(() -> missing(number));
        LedgerLog log = ledger.log(receipt.logId()).orElseThrow();
        List<String> findings = new ArrayList<>(receipt.findings());
        if (otherSignature(draft, Receipt.parse(receipt.stored()))) {
            findings.add(Finding.RESIGNED.name());
        }
        return new Answer(
                200,
                receipt.status(),
                receipt.cause(),
                receipt.number(),
                receipt.stored(),
                position(log, receipt.index()),
                url(draft.bill().code()),
                findings);
    }

    /** The bill is stored, but nothing proves that: the till may ask again, and is told so as of any bill that is not confirmed. */
    private LedgerPosition position(LedgerLog log, long index) {
        try {
            return ledger.position(log, index);
        } catch (IllegalStateException e) {
            LOG.log(Level.SEVERE, "Entry " + index + " of " + log.origin() + " has no proof: audit the log", e);
            throw new Problem(
                            ProblemType.NOT_CONFIRMED,
                            "The ledger cannot prove this bill's receipt at present. Keep the bill, go on selling, and send"
                                    + " the same bytes again.")
                    .with("retryAfter", RETRY_SECONDS);
        }
    }

    /** Its log may have been removed since the draft was decided; a till must not believe so of anything else. */
    private RuntimeException missing(String number) {
        return removed.byNumber(number).isPresent()
                ? removed()
                : new IllegalStateException("Receipt " + number + " was stored and cannot be read: audit the database");
    }

    /** Why a bill is neither stored nor answered with its receipt. */
    static Problem removed() {
        return new Problem(
                ProblemType.REMOVED,
                "The receipt of this counter was kept as long as the rules demand, and then removed. Nothing is stored"
                        + " again: take the bill as delivered.");
    }

    private static boolean otherSignature(ReceiptDraft draft, Receipt receipt) {
        Optional<JwsEntry> sent = draft.sealed().intake().terminalEntry();
        Optional<JwsEntry> kept = receipt.terminalEntry();
        return sent.isPresent()
                && kept.isPresent()
                && !Arrays.equals(sent.get().digest(), kept.get().digest());
    }

    private String url(String code) {
        return settings.baseUrl() + "/r/" + code;
    }
}
