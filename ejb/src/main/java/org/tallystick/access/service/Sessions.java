package org.tallystick.access.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import org.tallystick.access.Account;
import org.tallystick.shared.service.Settings;

/** Finds the session or the account behind a secret that somebody shows. */
@ApplicationScoped
@PermitAll
public class Sessions {
    private static final long SEEN_EVERY = 60_000;

    private final SessionRepository sessions;
    private final AccountRepository accounts;
    private final Settings settings;
    private final Clock clock;

    /** A session that works, with its account as it is now. */
    public record SignedIn(PortalSession session, Account account) {}

    @Inject
    Sessions(SessionRepository sessions, AccountRepository accounts, Settings settings, Clock clock) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Sessions() {
        this(null, null, null, null);
    }

    /** The session of a cookie, unless it has ended, was idle or has lived too long, or its account is locked. */
    @Transactional
    public Optional<SignedIn> of(String token) {
        long now = clock.millis();
        Optional<SignedIn> found = sessions.byToken(new Token(token).hash())
                .filter(s -> s.lastSeen() > now - idleMillis() && s.createdAt() > now - lifeMillis())
                .flatMap(s -> accounts.account(s.accountId()).map(a -> new SignedIn(s, a)))
                .filter(s -> !s.account().isLocked());
        found.filter(s -> s.session().lastSeen() < now - SEEN_EVERY)
                .ifPresent(s -> sessions.seen(s.session().id(), now));
        return found;
    }

    /** A program with a token that works. @param handsIn whether it may hand in settlement files; otherwise it only reads */
    public record Program(Account account, boolean handsIn) {}

    /** The program behind an API token that works. */
    @Transactional
    public Optional<Program> ofApiToken(String token) {
        Optional<SessionRepository.Holder> holder = sessions.holder(new Token(token).hash());
        holder.ifPresent(h -> sessions.used(h.tokenId(), clock.millis()));
        return holder.flatMap(h -> accounts.account(h.accountId())
                .filter(a -> !a.isLocked() && !a.isInvited())
                .map(a -> new Program(a, h.handsIn())));
    }

    @Transactional
    public void end(PortalSession session) {
        sessions.end(session.accountId(), session.id(), clock.millis());
    }

    long idleMillis() {
        return settings.duration("tallystick.access.session-idle").toMillis();
    }

    private long lifeMillis() {
        return settings.duration("tallystick.access.session-life").toMillis();
    }
}
