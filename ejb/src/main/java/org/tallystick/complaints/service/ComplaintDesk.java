package org.tallystick.complaints.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import org.tallystick.complaints.Complaint;
import org.tallystick.complaints.ComplaintHead;
import org.tallystick.complaints.ComplaintNumber;
import org.tallystick.complaints.ComplaintState;
import org.tallystick.complaints.ComplaintText;
import org.tallystick.complaints.Statement;
import org.tallystick.receipts.service.ReceiptPages;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.OneTimeCode;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.service.StoredReceipt;
import org.tallystick.signing.service.StoredReceiptRepository;
import org.tallystick.verification.Outcome;

/** Where consumers complain, and come back to see what became of it. They have no account: they show a receipt's link, or number and code. */
@ApplicationScoped
@PermitAll
public class ComplaintDesk {
    private final ComplaintRepository repository;
    private final ComplaintBook book;
    private final CodeTries tries;
    private final StoredReceiptRepository receipts;
    private final ReceiptPages pages;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    /** A complaint that was opened, with the code that leads back to it; the code is not kept. */
    public record Opened(ComplaintNumber number, OneTimeCode code) {}

    @Inject
    ComplaintDesk(
            ComplaintRepository repository,
            ComplaintBook book,
            CodeTries tries,
            StoredReceiptRepository receipts,
            ReceiptPages pages,
            Event<AuditEvent> audit,
            Clock clock) {
        this.repository = repository;
        this.book = book;
        this.tries = tries;
        this.receipts = receipts;
        this.pages = pages;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ComplaintDesk() {
        this(null, null, null, null, null, null, null);
    }

    /**
     * Opens a complaint; the same form again gives the same number and code.
     *
     * @throws Problem not found without such a receipt; member-invalid naming {@code text}, {@code contact} or {@code ticket}
     */
    public Opened open(ComplaintReport report, Sender sender) {
        require(ComplaintReport.isTicket(report.ticket()), "ticket");
        require(ComplaintText.fault(report.text()).isEmpty(), "text");
        require(ComplaintText.contactFault(report.contact()).isEmpty(), "contact");
        StoredReceipt receipt = receipts.byCode(report.receiptCode())
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such receipt."));
        ComplaintNumber number =
                repository.bySubmission(report.submission()).orElseGet(() -> openOnce(report, receipt, sender));
        return new Opened(number, report.code());
    }

    private ComplaintNumber openOnce(ComplaintReport report, StoredReceipt receipt, Sender sender) {
        Outcome verdict = pages.find(report.receiptCode())
                .map(page -> page.report().outcome())
                .orElse(Outcome.UNKNOWN);
        try {
            return book.open(report, receipt, verdict, sender);
        } catch (RuntimeException e) {
            // The same form, sent twice at once: one of the two came first.
            return repository.bySubmission(report.submission()).orElseThrow(() -> e);
        }
    }

    /**
     * The complaint as the consumer sees it.
     *
     * @throws Problem not found unless the code is that of the number; rate-limited after several wrong codes
     */
    public Complaint find(ComplaintNumber number, OneTimeCode code, Sender sender) {
        return book.read(admitted(number, code, sender), false);
    }

    /**
     * Adds what the consumer has to say; then it is the shop's turn.
     *
     * @throws Problem as {@link #find}; member-invalid naming {@code text}; forbidden once it is closed
     */
    public void add(ComplaintNumber number, OneTimeCode code, String text, Sender sender) {
        admitted(number, code, sender);
        book.say(
                number,
                new Statement(Statement.Author.CONSUMER, "", text, false, clock.instant()),
                ComplaintState.OPEN,
                sender.audit("complaint.add", number.text()));
    }

    private ComplaintHead admitted(ComplaintNumber number, OneTimeCode code, Sender sender) {
        tries.requireSome(sender.remote(), number);
        Optional<ComplaintRepository.Secrets> known = repository.secrets(number);
        if (known.filter(secrets -> same(secrets.codeHash(), code.hash())).isEmpty()) {
            tries.failed(sender.remote(), number);
            known.ifPresent(secrets -> audit.fire(sender.audit("complaint.wrong-code", number.text())));
            throw new Problem(ProblemType.NOT_FOUND, "There is no complaint with this number and this code.");
        }
        tries.succeeded(sender.remote(), number);
        return repository.head(number).orElseThrow();
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private static void require(boolean fits, String member) {
        if (!fits) {
            throw Problem.member(ProblemType.MEMBER_INVALID, member, "has an impossible value");
        }
    }
}
