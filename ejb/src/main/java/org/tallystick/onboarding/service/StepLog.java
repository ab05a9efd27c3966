package org.tallystick.onboarding.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import org.tallystick.onboarding.ApplicationStep;
import org.tallystick.onboarding.MerchantApplication;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Takes steps: state, history and audit trail in the caller's transaction. The application is locked by the caller. */
@ApplicationScoped
class StepLog {
    static final int LONGEST = 1000;

    private final ApplicationRepository repository;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    @Inject
    StepLog(ApplicationRepository repository, Event<AuditEvent> audit, Clock clock) {
        this.repository = repository;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected StepLog() {
        this(null, null, null);
    }

    /** @param words for the other side to read; @param actor login of the officer, empty for the applicant */
    void take(MerchantApplication application, ApplicationStep step, String words, String actor, AuditEvent event) {
        String before = application.state().name();
        application.take(step, clock.millis());
        repository.add(application.number(), new HistoryStep(step, clock.millis(), actor, words));
        audit.fire(event.change(before, application.state().name()).because(words));
    }

    /** Something that is no step. */
    void note(AuditEvent event) {
        audit.fire(event);
    }

    long now() {
        return clock.millis();
    }

    /** @throws Problem member-invalid if there are no words, or too many */
    static String words(String field, String text) {
        String words = text.strip().replace("\r\n", "\n");
        if (words.isEmpty() || words.length() > LONGEST) {
            throw Problem.member(ProblemType.MEMBER_INVALID, field, "must have 1 to " + LONGEST + " characters");
        }
        return words;
    }
}
