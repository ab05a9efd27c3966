package org.tallystick.retention.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.tallystick.retention.ErasureRegister.Kind;
import org.tallystick.retention.RetentionRule;
import org.tallystick.retention.RetentionSubject;
import org.tallystick.retention.service.ErasureRepository.Target;
import org.tallystick.retention.service.RetentionRepository.Due;
import org.tallystick.shared.ShopTime;

/**
 * Erases what its rule says is over, a few at a time: each call is a transaction. What an open complaint or case holds is set aside and erased
 * once that is closed.
 */
@ApplicationScoped
@PermitAll
public class Retention {
    /** So many at a time: each is a line of the register, forced to the disk. */
    private static final int MOST = 50;

    private final RetentionRepository repository;
    private final ErasureRepository rows;
    private final Erasures erasures;
    private final Clock clock;

    @Inject
    Retention(RetentionRepository repository, ErasureRepository rows, Erasures erasures, Clock clock) {
        this.repository = repository;
        this.rows = rows;
        this.erasures = erasures;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Retention() {
        this(null, null, null, null);
    }

    /**
     * What is not over yet.
     *
     * @param entries erasures that were carried out and whose ledger entry waits
     * @param held receipts that are to be erased and that an open complaint or case holds
     */
    public record Waiting(long entries, long held) {}

    @Transactional
    public Waiting waiting() {
        return new Waiting(rows.waiting(), repository.held());
    }

    /** Whose things there may be. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<String> acquirers() {
        return repository.acquirers();
    }

    /** Looks at the next of an institution's. @return whether there may be more */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean next(String acquirer, RetentionSubject subject) {
        Optional<RetentionRule> rule = rule(repository.rules(), acquirer, subject);
        if (rule.isEmpty()) {
            return false;
        }
        long before = before(rule.get());
        long from = repository.mark(acquirer, subject);
        List<Due> due = subject == RetentionSubject.PARTS
                ? repository.sales(acquirer, from, before, MOST)
                : repository.complaints(acquirer, from, before, MOST);
        due.forEach(one -> expire(subject, one.subject(), rule.get().reason()));
        if (!due.isEmpty()) {
            repository.move(acquirer, subject, due.get(due.size() - 1).since());
        }
        return due.size() == MOST;
    }

    /** What was held and is not any more. @return whether there may be more */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean nextReleased() {
        List<String> released = repository.released(MOST);
        if (released.isEmpty()) {
            return false;
        }
        List<RetentionRule> rules = repository.rules();
        for (String receipt : released) {
            rows.find(receipt).ifPresent(target -> release(target, rules));
            repository.waitsNoMore(receipt);
        }
        return released.size() == MOST;
    }

    /** The rule may be another one than when the receipt was set aside: what is not due by it is looked at again in its turn. */
    private void release(Target target, List<RetentionRule> rules) {
        long since = repository.arrival(target.number());
        Optional<RetentionRule> rule = rule(rules, target.acquirer(), RetentionSubject.PARTS);
        if (rule.isPresent() && since < before(rule.get())) {
            erasures.expire(Kind.PARTS, target.number(), target, rule.get().reason());
        } else {
            repository.goBack(target.acquirer(), RetentionSubject.PARTS, since);
        }
    }

    private Optional<RetentionRule> rule(List<RetentionRule> rules, String acquirer, RetentionSubject subject) {
        return RetentionRule.inForce(rules, acquirer, subject, ShopTime.today(clock));
    }

    /** What was there before this is due by a rule. */
    private long before(RetentionRule rule) {
        return clock.instant().minus(Duration.ofDays(rule.keepDays())).toEpochMilli();
    }

    private void expire(RetentionSubject subject, String number, String reason) {
        if (subject == RetentionSubject.COMPLAINT) {
            rows.ofComplaint(number).ifPresent(target -> erasures.expire(Kind.COMPLAINT, number, target, reason));
            return;
        }
        Target target = rows.find(number).orElseThrow();
        if (rows.isHeld(target)) {
            repository.wait(number);
        } else {
            erasures.expire(Kind.PARTS, number, target, reason);
        }
    }
}
