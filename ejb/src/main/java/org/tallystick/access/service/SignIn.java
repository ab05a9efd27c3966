package org.tallystick.access.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.tallystick.access.Account;
import org.tallystick.access.Totp;
import org.tallystick.access.service.SignInResult.Outcome;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.OneTimeCode;
import org.tallystick.shared.service.Ids;

/** Opens sessions: first by password, then, where the role or the account asks for it, by a second factor. */
@ApplicationScoped
@PermitAll
public class SignIn {
    private final AccountRepository accounts;
    private final SessionRepository sessions;
    private final SecretBox box;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    /** Where a sign-in comes from. */
    public record Origin(String remote, String requestId, String agent) {
        public Origin {
            agent = agent.length() > 200 ? agent.substring(0, 200) : agent;
        }
    }

    @Inject
    SignIn(
            AccountRepository accounts,
            SessionRepository sessions,
            SecretBox box,
            Event<AuditEvent> audit,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.box = box;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SignIn() {
        this(null, null, null, null, null);
    }

    /** Looks at a password. An unknown login takes as long as a known one and gets the same answer. */
    @Transactional
    public SignInResult byPassword(String login, String password, Origin origin) {
        Optional<Account> known = accounts.byLogin(login).flatMap(a -> accounts.lock(a.id()));
        if (known.isEmpty() || known.get().passwordHash().isEmpty()) {
            PasswordHash.spendTheTime(password);
            return SignInResult.of(Outcome.WRONG);
        }
        Account account = known.get();
        Instant now = clock.instant();
        if (now.isBefore(account.waitUntil())) {
            return SignInResult.waiting(
                    Duration.between(now, account.waitUntil()).toSeconds() + 1);
        }
        if (!PasswordHash.matches(account.passwordHash().get(), password)) {
            account.failed(now);
            record(account, origin, "sign-in.failed", "failures " + account.failures());
            return SignInResult.of(Outcome.WRONG);
        }
        if (account.isLocked()) {
            record(account, origin, "sign-in.locked", "");
            return SignInResult.of(Outcome.LOCKED);
        }
        boolean complete = !account.hasSecondFactor() && !account.role().needsSecondFactor();
        return SignInResult.opened(open(account, origin, complete, "password"));
    }

    /**
     * Opens a session for somebody whom the provider has named.
     *
     * @param secondFactor whether the provider has asked for one; otherwise we do, where the role or the account wants it
     */
    @Transactional
    Token byProvider(Account account, boolean secondFactor, Origin origin) {
        boolean complete =
                secondFactor || !account.hasSecondFactor() && !account.role().needsSecondFactor();
        return open(account, origin, complete, secondFactor ? "provider with second factor" : "provider");
    }

    /**
     * Looks at a code of the second factor, or at a recovery code, for a session that waits for it.
     *
     * @return OPENED when the session is complete now; its token stays the same
     */
    @Transactional
    public SignInResult bySecondFactor(PortalSession session, String typed, Origin origin) {
        Account account = accounts.lock(session.accountId()).orElseThrow();
        Instant now = clock.instant();
        if (now.isBefore(account.waitUntil())) {
            return SignInResult.waiting(
                    Duration.between(now, account.waitUntil()).toSeconds() + 1);
        }
        if (!account.hasSecondFactor() || !passes(account, typed, now)) {
            account.failed(now);
            record(account, origin, "second-factor.failed", "failures " + account.failures());
            return SignInResult.of(Outcome.WRONG);
        }
        account.signedIn(now);
        sessions.complete(session.id());
        record(account, origin, "sign-in", "second factor");
        return SignInResult.of(Outcome.OPENED);
    }

    private boolean passes(Account account, String typed, Instant now) {
        byte[] secret = box.open(account.totpSecret().orElseThrow(), account.id());
        OptionalLong step = Totp.match(secret, typed, now, account.totpLastStep());
        step.ifPresent(account::usedStep);
        return step.isPresent()
                || accounts.useRecoveryCode(
                        account.id(), OneTimeCode.typed(typed).hash());
    }

    private Token open(Account account, Origin origin, boolean complete, String how) {
        Instant now = clock.instant();
        Token token = Token.create();
        sessions.open(
                token.hash(),
                new PortalSession(
                        Ids.random(),
                        account.id(),
                        now.toEpochMilli(),
                        now.toEpochMilli(),
                        complete,
                        origin.remote(),
                        origin.agent()));
        if (complete) {
            account.signedIn(now);
            record(account, origin, "sign-in", how);
        }
        return token;
    }

    private void record(Account account, Origin origin, String action, String after) {
        audit.fire(new AuditEvent(
                account.login(),
                account.role().name(),
                origin.remote(),
                origin.requestId(),
                action,
                account.login(),
                "",
                after,
                ""));
    }
}
