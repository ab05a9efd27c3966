package org.tallystick.complaints.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tallystick.access.service.SecretBox;
import org.tallystick.complaints.Complaint;
import org.tallystick.complaints.ComplaintHead;
import org.tallystick.complaints.ComplaintNumber;
import org.tallystick.complaints.ComplaintState;
import org.tallystick.complaints.ComplaintText;
import org.tallystick.complaints.Statement;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.service.StoredReceipt;
import org.tallystick.verification.Outcome;

/** Writes complaints, each step with its audit record in one transaction. */
@ApplicationScoped
class ComplaintBook {
    private static final int MOST_STATEMENTS = 50;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ComplaintRepository repository;
    private final SecretBox box;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    @Inject
    ComplaintBook(ComplaintRepository repository, SecretBox box, Event<AuditEvent> audit, Clock clock) {
        this.repository = repository;
        this.box = box;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ComplaintBook() {
        this(null, null, null, null);
    }

    /** @throws RuntimeException also if the same form has just opened one */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public ComplaintNumber open(ComplaintReport report, StoredReceipt receipt, Outcome verdict, Sender sender) {
        ComplaintNumber number = ComplaintNumber.create(RANDOM);
        Instant now = clock.instant();
        repository.add(new ComplaintRepository.NewComplaint(
                number,
                report.submission(),
                report.code().hash(),
                receipt.number(),
                receipt.merchantNo(),
                report.kind(),
                verdict,
                seal(number, report.contact()),
                now));
        repository.add(number, 1, new Statement(Statement.Author.CONSUMER, "", report.text(), false, now));
        audit.fire(sender.audit("complaint.open", number.text())
                .change("", report.kind() + " " + receipt.number() + " " + verdict));
        return number;
    }

    /**
     * Adds a statement and gives the turn to somebody else. The same words by the same side twice in a row are one statement.
     *
     * @param next state afterwards
     * @throws Problem forbidden if it is closed, or has too many statements; with the member {@code text} if it may not be sent
     */
    @Transactional
    public void say(ComplaintNumber number, Statement statement, ComplaintState next, AuditEvent event) {
        ComplaintText.fault(statement.words()).ifPresent(fault -> {
            throw Problem.member(
                    ProblemType.MEMBER_INVALID, "text", "must be 1 to 2,000 characters without a card number");
        });
        ComplaintState state = repository.lock(number);
        List<Statement> said = repository.statements(number);
        Statement last = said.get(said.size() - 1);
        if (last.author() == statement.author() && last.words().equals(statement.words())) {
            return;
        }
        if (state == ComplaintState.CLOSED || said.size() >= MOST_STATEMENTS) {
            throw new Problem(ProblemType.FORBIDDEN, "Nothing can be added to this complaint any more.");
        }
        repository.add(number, said.size() + 1, statement);
        repository.become(number, next, statement.at());
        audit.fire(event.change(state.name(), next.name()));
    }

    /** The whole complaint. @param mayReach whether the contact is opened */
    Complaint read(ComplaintHead head, boolean mayReach) {
        Optional<String> contact = mayReach
                ? repository
                        .secrets(head.number())
                        .map(ComplaintRepository.Secrets::contact)
                        .filter(c -> !c.isEmpty())
                : Optional.empty();
        return new Complaint(
                head, contact.map(kept -> open(head.number(), kept)), repository.statements(head.number()));
    }

    private String seal(ComplaintNumber number, String contact) {
        return contact.isEmpty()
                ? ""
                : Base64Url.encode(box.seal(contact.getBytes(StandardCharsets.UTF_8), owner(number)));
    }

    private String open(ComplaintNumber number, String kept) {
        return new String(box.open(Base64Url.decode(kept), owner(number)), StandardCharsets.UTF_8);
    }

    private static String owner(ComplaintNumber number) {
        return "complaint " + number.text();
    }
}
