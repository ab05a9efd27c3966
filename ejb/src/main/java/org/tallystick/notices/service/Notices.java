package org.tallystick.notices.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.tallystick.notices.Audience;
import org.tallystick.notices.NoticeKind;
import org.tallystick.notices.Telling;
import org.tallystick.shared.service.Ids;

/**
 * Where other capabilities tell of something. Both methods only write rows, within the caller's transaction; messages are made of them
 * later. Whoever tells of a subject holds that subject's own row, so that it is not told twice at the same time.
 */
@ApplicationScoped
@PermitAll
public class Notices {
    private final NoticeRepository notices;
    private final Clock clock;

    @Inject
    Notices(NoticeRepository notices, Clock clock) {
        this.notices = notices;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Notices() {
        this(null, null);
    }

    /** Tells each audience, unless it has an open notice of this kind and subject: then only the facts change. */
    @Transactional
    public void tell(Telling telling) {
        for (Audience audience : telling.audiences()) {
            if (!notices.refresh(telling, audience)) {
                notices.add(Ids.random(), telling, audience, clock.millis());
            }
        }
    }

    /** It is over, whatever was told of it. */
    @Transactional
    public void settled(String subject) {
        notices.settle(subject, clock.millis());
    }

    /** What was told of it in this kind is over, or has become something worse. */
    @Transactional
    public void settled(NoticeKind kind, String subject) {
        notices.settle(kind, subject, clock.millis());
    }

    /** All of this kind that is the case now: tells what is new, and settles what was told and is not among them. */
    @Transactional
    public void current(NoticeKind kind, Collection<Telling> all) {
        Set<String> over = new HashSet<>(notices.open(kind));
        for (Telling telling : all) {
            tell(telling);
            over.remove(telling.subject());
        }
        over.forEach(this::settled);
    }

    /** Those who supervise a merchant; empty if there is no such merchant. */
    public Optional<Audience> regulatorsOf(String merchantNo) {
        return notices.region(merchantNo).map(region -> new Audience(Audience.Kind.REGULATOR, region));
    }
}
