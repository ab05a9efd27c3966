package org.tallystick.signing.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.ledger.service.Ledger;
import org.tallystick.ledger.service.LedgerPosition;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
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
    private static final Logger LOG = Logger.getLogger(SigningService.class.getName());

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
     * @throws Problem refused at the desk, or not-confirmed while the database does not answer; nothing was stored
     */
    public CompletionStage<Answer> accept(SignedBill sent, Sender sender) {
        try {
            Intake intake = desk.receive(sent, sender);
            ReceiptDraft draft = new ReceiptDraft(sealer.seal(intake));
            return ledger.append(intake.bill().acquirer(), draft, writer)
                    .handle((position, failure) -> failure == null ? answer(draft, position) : fail(failure));
        } catch (RuntimeException e) {
            RuntimeException told = told(e);
            counts.failed(told);
            throw told;
        }
    }

    /** Without the database nobody can say who has sent this, or which key seals it: that is no failure of the bill, and passes. */
    private static RuntimeException told(RuntimeException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLException) {
                LOG.log(Level.WARNING, "A bill is not looked at, as the database does not answer: {0}", t.getMessage());
                LOG.log(Level.FINE, "Where the database did not answer", e);
                return new Problem(
                        ProblemType.NOT_CONFIRMED,
                        "The database does not answer. Keep the bill and send the same bytes again: the answer then tells the truth.");
            }
        }
        return e;
    }

    private Answer answer(ReceiptDraft draft, Optional<LedgerPosition> position) {
        try {
            Answer answer = answers.answer(draft, position);
            counts.answered(draft.bill().acquirer(), answer);
            return answer;
        } catch (RuntimeException e) {
            throw told(e);
        }
    }

    private Answer fail(Throwable failure) {
        counts.failed(failure);
        throw failure instanceof RuntimeException known ? known : new CompletionException(failure);
    }
}
