package org.tallystick.complaints.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.complaints.Complaint;
import org.tallystick.complaints.ComplaintHead;
import org.tallystick.complaints.ComplaintList;
import org.tallystick.complaints.ComplaintNumber;
import org.tallystick.complaints.ComplaintState;
import org.tallystick.complaints.Statement;
import org.tallystick.complaints.Statement.Author;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Complaints for shops, which answer, and for institutions and regulators, which decide. Each sees its own part. */
@ApplicationScoped
@PermitAll
public class ComplaintCases {
    private final ComplaintRepository repository;
    private final ComplaintBook book;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    @Inject
    ComplaintCases(ComplaintRepository repository, ComplaintBook book, Event<AuditEvent> audit, Clock clock) {
        this.repository = repository;
        this.book = book;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ComplaintCases() {
        this(null, null, null, null);
    }

    /** @param page from 0 */
    public ComplaintList list(Viewer viewer, Optional<ComplaintState> state, int page) {
        ComplaintScope scope = ComplaintScope.of(viewer);
        if (!viewer.role().isMerchant()) {
            audit.fire(viewer.audit("complaints.list", state.map(Enum::name).orElse("all")));
        }
        return new ComplaintList(
                repository.find(scope, state, page * ComplaintList.ROWS, ComplaintList.ROWS),
                repository.count(scope, state),
                page);
    }

    /** How many complaints in this state the viewer can see. */
    public long count(Viewer viewer, ComplaintState state) {
        return repository.count(ComplaintScope.of(viewer), Optional.of(state));
    }

    /** Complaints about a receipt, as far as the viewer may see them, the oldest first. */
    public List<ComplaintHead> ofReceipt(Viewer viewer, String receipt) {
        return repository.ofReceipt(ComplaintScope.of(viewer), receipt);
    }

    /**
     * A complaint with what was said and how the consumer can be reached; that it was looked at is recorded.
     *
     * @throws Problem not found, also for one that the viewer may not see
     */
    public Complaint find(Viewer viewer, String number) {
        ComplaintHead head = visible(viewer, number);
        audit.fire(viewer.audit("complaint.view", head.number().text()));
        return book.read(head, true);
    }

    /**
     * The shop answers.
     *
     * @throws Problem not found; member-invalid naming {@code text}; forbidden once it is closed
     */
    public void answer(Viewer viewer, String number, String text) {
        viewer.require(Role.MERCHANT_OWNER, Role.MERCHANT_STAFF);
        say(viewer, visible(viewer, number), text, false);
    }

    /**
     * The institution or the regulator closes it with a decision.
     *
     * @throws Problem not found; member-invalid naming {@code text}; forbidden once it is closed
     */
    public void close(Viewer viewer, String number, String decision) {
        viewer.require(Role.INSTITUTION_OFFICER, Role.REGULATOR);
        say(viewer, visible(viewer, number), decision, true);
    }

    private void say(Viewer viewer, ComplaintHead head, String text, boolean decision) {
        book.say(
                head.number(),
                new Statement(author(viewer.role()), viewer.name(), text, decision, clock.instant()),
                decision ? ComplaintState.CLOSED : ComplaintState.ANSWERED,
                viewer.audit(
                        decision ? "complaint.close" : "complaint.answer",
                        head.number().text()));
    }

    private ComplaintHead visible(Viewer viewer, String number) {
        ComplaintScope scope = ComplaintScope.of(viewer);
        return ComplaintNumber.typed(number)
                .flatMap(typed -> repository.head(scope, typed))
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such complaint."));
    }

    private static Author author(Role role) {
        return switch (role) {
            case REGULATOR -> Author.REGULATOR;
            case INSTITUTION_OFFICER -> Author.INSTITUTION;
            case MERCHANT_OWNER, MERCHANT_STAFF, OPERATOR, CONSUMER -> Author.MERCHANT;
        };
    }
}
