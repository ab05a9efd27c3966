package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.access.Role;
import org.tallystick.coverage.CaseChange;
import org.tallystick.coverage.CaseNumber;
import org.tallystick.coverage.CaseState;
import org.tallystick.coverage.CauseGroup;
import org.tallystick.coverage.CauseTable;
import org.tallystick.coverage.service.CaseRepository.Held;
import org.tallystick.notices.Audience;
import org.tallystick.notices.NoticeFacts;
import org.tallystick.notices.NoticeKind;
import org.tallystick.notices.Telling;
import org.tallystick.notices.service.Notices;

/** Tells those concerned what happens to a case, in the transaction in which it happens. */
@ApplicationScoped
class CaseNotices {
    private final CaseRepository cases;
    private final PolicyRepository policies;
    private final Notices notices;
    private final Clock clock;

    @Inject
    CaseNotices(CaseRepository cases, PolicyRepository policies, Notices notices, Clock clock) {
        this.cases = cases;
        this.policies = policies;
        this.notices = notices;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CaseNotices() {
        this(null, null, null, null);
    }

    void changed(@Observes CaseChange change) {
        Optional<Held> held = cases.lock(new CaseNumber(change.number()));
        if (held.isEmpty()) {
            return;
        }
        switch (change.kind()) {
            case CLOSED -> notices.settled(subject(change));
            case DEADLINE_NEAR -> tell(NoticeKind.DEADLINE_NEAR, change, held.get(), owners(change));
            case ESCALATED -> tell(NoticeKind.ESCALATED, change, held.get(), next(change, held.get()));
            case OPENED, CHANGED -> missing(change, held.get());
        }
    }

    /** What mends itself is nobody's task: it is told when it has not (FAILURES.md 15). */
    private void missing(CaseChange change, Held held) {
        if (group(held) == CauseGroup.INTEGRITY) {
            Set<Audience> all = new HashSet<>(owners(change));
            notices.regulatorsOf(change.merchantNo()).ifPresent(all::add);
            // Nobody shall hand in a signature for what is looked into.
            notices.settled(NoticeKind.SIGNATURE_MISSING, subject(change));
            tell(NoticeKind.RECEIPT_ALTERED, change, held, all);
        } else if (held.state().isWaiting() && held.state() != CaseState.AUTO_RETRY) {
            tell(NoticeKind.SIGNATURE_MISSING, change, held, owners(change));
        }
    }

    private void tell(NoticeKind kind, CaseChange change, Held held, Set<Audience> audiences) {
        Map<String, String> facts = new HashMap<>();
        facts.put(NoticeFacts.CASE, change.number());
        facts.put(NoticeFacts.TERMINAL, held.terminalNo());
        facts.put(NoticeFacts.CAUSE, held.cause().code());
        facts.put(NoticeFacts.REASON, group(held).name());
        held.receipt().ifPresent(number -> facts.put(NoticeFacts.RECEIPT, number));
        notices.tell(new Telling(kind, subject(change), change.merchantNo(), audiences, facts));
    }

    private static Set<Audience> owners(CaseChange change) {
        return Set.of(Audience.merchant(change.merchantNo()), Audience.institution(change.acquirer()));
    }

    /** Merchant and institution hear that the time is over, and whoever else coverage_deadline names. */
    private Set<Audience> next(CaseChange change, Held held) {
        Set<Audience> all = new HashSet<>(owners(change));
        switch (Role.valueOf(policies.deadline(group(held), clock.instant()).escalateTo())) {
            case REGULATOR -> notices.regulatorsOf(change.merchantNo()).ifPresent(all::add);
            case OPERATOR -> all.add(Audience.OPERATOR);
            case MERCHANT_OWNER, MERCHANT_STAFF, INSTITUTION_OFFICER, CONSUMER -> {
                // Told already.
            }
        }
        return all;
    }

    private static CauseGroup group(Held held) {
        return CauseTable.group(held.cause());
    }

    private static String subject(CaseChange change) {
        return "case/" + change.number();
    }
}
