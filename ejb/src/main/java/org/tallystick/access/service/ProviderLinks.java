package org.tallystick.access.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.tallystick.access.Account;
import org.tallystick.access.Viewer;
import org.tallystick.access.service.ProviderFault.Reason;
import org.tallystick.shared.AuditEvent;

/** What an identity of the provider opens. Each end of an attempt is one transaction that uses the attempt up. */
@ApplicationScoped
class ProviderLinks {
    private static final long REMEMBERED_MILLIS = 60 * 60_000L;

    private final ProviderRepository repository;
    private final AccountRepository accounts;
    private final Passwords passwords;
    private final SignIn signIn;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    @Inject
    ProviderLinks(
            ProviderRepository repository,
            AccountRepository accounts,
            Passwords passwords,
            SignIn signIn,
            Event<AuditEvent> audit,
            Clock clock) {
        this.repository = repository;
        this.accounts = accounts;
        this.passwords = passwords;
        this.signIn = signIn;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ProviderLinks() {
        this(null, null, null, null, null, null);
    }

    boolean isFresh(ProviderAttempt attempt) {
        return repository.isFresh(attempt.token().hash());
    }

    Optional<Instant> linkedAt(Viewer viewer, String issuer) {
        var at = repository.linkedAt(viewer.accountId(), issuer);
        return at.isEmpty() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at.getAsLong()));
    }

    /** Opens a session of the account that the identity is linked to. */
    @Transactional
    Token open(ProviderAttempt attempt, ProviderIdentity identity, SignIn.Origin origin) {
        use(attempt);
        Account account = repository
                .account(identity.issuer(), identity.subject())
                .flatMap(accounts::lock)
                .orElseThrow(() -> new ProviderFault(Reason.UNKNOWN, "no account is linked"));
        return session(account, identity, origin);
    }

    /** Links the account that began the attempt, if it is still the one that is signed in. */
    @Transactional
    void link(ProviderAttempt attempt, ProviderIdentity identity, Optional<Viewer> viewer) {
        use(attempt);
        Viewer same = viewer.filter(v -> v.accountId().equals(attempt.subject()))
                .orElseThrow(() -> new ProviderFault(Reason.STATE, "somebody else is signed in now"));
        claim(identity, same.accountId());
        audit.fire(same.audit("provider.link", same.login()));
    }

    /** Accepts an invitation: the account is linked, and has a password that nobody knows. */
    @Transactional
    Token accept(ProviderAttempt attempt, ProviderIdentity identity, SignIn.Origin origin) {
        use(attempt);
        Account account = passwords
                .invited(attempt.subject())
                .orElseThrow(() -> new ProviderFault(Reason.CLOSED, "the invitation is no longer open"));
        claim(identity, account.id());
        Optional<String> fault =
                passwords.accept(attempt.subject(), Token.create().text(), origin);
        if (fault.isPresent()) {
            throw new ProviderFault(Reason.CLOSED, fault.get());
        }
        return session(accounts.lock(account.id()).orElseThrow(), identity, origin);
    }

    @Transactional
    void unlink(Viewer viewer, String issuer) {
        if (repository.unlink(viewer.accountId(), issuer) > 0) {
            audit.fire(viewer.audit("provider.unlink", viewer.login()));
        }
    }

    private Token session(Account account, ProviderIdentity identity, SignIn.Origin origin) {
        if (account.isLocked()) {
            throw new ProviderFault(Reason.CLOSED, "the account is locked");
        }
        return signIn.byProvider(account, identity.secondFactor(), origin);
    }

    private void claim(ProviderIdentity identity, String accountId) {
        if (repository
                .account(identity.issuer(), identity.subject())
                .filter(other -> !other.equals(accountId))
                .isPresent()) {
            throw new ProviderFault(Reason.TAKEN, "linked to another account");
        }
        repository.link(identity.issuer(), identity.subject(), accountId, clock.millis());
    }

    private void use(ProviderAttempt attempt) {
        long now = clock.millis();
        repository.use(attempt.token().hash(), now, now - REMEMBERED_MILLIS);
    }
}
