package org.tallystick.signing.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import org.tallystick.ledger.service.Ledger;
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

    @Inject
    SigningService(IntakeDesk desk, Sealer sealer, ReceiptWriter writer, Ledger ledger, AnswerDesk answers) {
        this.desk = desk;
        this.sealer = sealer;
        this.writer = writer;
        this.ledger = ledger;
        this.answers = answers;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SigningService() {
        this(null, null, null, null, null);
    }

    /**
     * One bill, from its bytes to its receipt.
     *
     * @throws org.tallystick.shared.Problem refused at the desk; nothing was stored
     */
    public CompletionStage<Answer> accept(SignedBill sent, Sender sender) {
        Intake intake = desk.receive(sent, sender);
        ReceiptDraft draft = new ReceiptDraft(sealer.seal(intake));
        return ledger.append(intake.bill().acquirer(), draft, writer)
                .thenApply(position -> answers.answer(draft, position));
    }
}
