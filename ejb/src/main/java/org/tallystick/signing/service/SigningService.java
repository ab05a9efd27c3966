package org.tallystick.signing.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.tallystick.ledger.service.Ledger;
import org.tallystick.ledger.service.LedgerPosition;
import org.tallystick.signing.SignedBill;

/**
 * Accepts bills: desk, seal, ledger, answer.
 *
 * <p>Guarantee: the returned stage completes with an answer only after bill, seal, ledger entry and tree are committed together.
 * It completes exceptionally, or the call throws, with a {@code Problem} that says what the terminal can do.
 */
@ApplicationScoped
@PermitAll
public class SigningService {
    private final IntakeDesk desk;
    private final Sealer sealer;
    private final ReceiptWriter writer;
    private final Ledger ledger;
    private final AnswerDesk answers;
    private final IntakeCounts counts;

    @Inject
    SigningService(
            IntakeDesk desk,
            Sealer sealer,
            ReceiptWriter writer,
            Ledger ledger,
            AnswerDesk answers,
            IntakeCounts counts) {
        this.desk = desk;
        this.sealer = sealer;
        this.writer = writer;
        this.ledger = ledger;
        this.answers = answers;
        this.counts = counts;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SigningService() {
        this(null, null, null, null, null, null);
    }

    /**
     * One bill, from its bytes to its receipt.
     *
     * @throws org.tallystick.shared.Problem refused at the desk; nothing was stored
     */
    public CompletionStage<Answer> accept(SignedBill sent, Sender sender) {
        try {
            Intake intake = desk.receive(sent, sender);
            ReceiptDraft draft = new ReceiptDraft(sealer.seal(intake));
            return ledger.append(intake.bill().acquirer(), draft, writer)
                    .handle((position, failure) -> failure == null ? answer(draft, position) : fail(failure));
        } catch (RuntimeException e) {
            counts.failed(e);
            throw e;
        }
    }

    private Answer answer(ReceiptDraft draft, Optional<LedgerPosition> position) {
        Answer answer = answers.answer(draft, position);
        counts.answered(draft.bill().acquirer(), answer);
        return answer;
    }

    private Answer fail(Throwable failure) {
        counts.failed(failure);
        throw failure instanceof RuntimeException known ? known : new CompletionException(failure);
    }
}
