package org.tallystick.training.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tallystick.access.Account;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.access.service.Accounts;
import org.tallystick.shared.AuditEvent;
import org.tallystick.training.Lesson;
import org.tallystick.training.Pass;

/** Lessons: answered by everybody of a merchant for themselves, looked over by the owner and counted by the institution. */
@ApplicationScoped
@PermitAll
public class Training {
    private final TrainingRepository repository;
    private final Accounts accounts;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    /** Somebody of the own staff and what they have passed. */
    public record Learner(Account account, List<Pass> passes) {}

    /**
     * How far a merchant is.
     *
     * @param whole people who have passed every lesson
     * @param people accounts of the merchant
     */
    public record Count(long whole, long people) {}

    @Inject
    Training(TrainingRepository repository, Accounts accounts, Event<AuditEvent> audit, Clock clock) {
        this.repository = repository;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Training() {
        this(null, null, null, null);
    }

    /** What the viewer has passed of the lessons as they are now. */
    public List<Pass> own(Viewer viewer) {
        viewer.merchantNo();
        return current(repository.of(viewer.accountId()));
    }

    /**
     * Looks at the answers of a check; all of them right is a pass, and is kept once.
     *
     * @return how many are right
     */
    @Transactional
    public int answer(Viewer viewer, Lesson lesson, List<String> answers) {
        viewer.merchantNo();
        int score = lesson.score(answers);
        repository.lock(viewer.accountId());
        if (score == Lesson.QUESTIONS && own(viewer).stream().noneMatch(pass -> pass.lesson() == lesson)) {
            repository.add(new Pass(viewer.accountId(), lesson, lesson.version(), clock.millis(), score));
            audit.fire(viewer.audit("training.pass", lesson.slug() + " v" + lesson.version()));
        }
        return score;
    }

    /** Everybody of the own merchant; for its owner. */
    public List<Learner> staff(Viewer viewer) {
        viewer.require(Role.MERCHANT_OWNER);
        Map<String, List<Pass>> passes = current(repository.ofMerchant(viewer.merchantNo())).stream()
                .collect(Collectors.groupingBy(Pass::accountId));
        return accounts.list(viewer, "", 0, 0).stream()
                .map(account -> new Learner(account, passes.getOrDefault(account.id(), List.of())))
                .toList();
    }

    /** How far a merchant of the officer's institution is; nothing of another's. */
    public Count count(Viewer viewer, String merchantNo) {
        viewer.require(Role.INSTITUTION_OFFICER);
        String acquirer = viewer.scope().orElseThrow();
        long whole = current(repository.ofMerchant(merchantNo, acquirer)).stream()
                .collect(Collectors.groupingBy(Pass::accountId, Collectors.counting()))
                .values()
                .stream()
                .filter(passed -> passed == Lesson.values().length)
                .count();
        return new Count(whole, repository.people(merchantNo, acquirer));
    }

    private static List<Pass> current(Collection<Pass> passes) {
        return passes.stream().filter(Pass::isCurrent).toList();
    }
}
