package org.tallystick.access.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.access.Account;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.service.Ids;

/**
 * The first owner of a merchant that joins: the account is made when the institution approves, its link when the applicant asks for it.
 * Whoever calls vouches that officer and merchant belong to the same institution.
 */
@ApplicationScoped
@PermitAll
public class OwnerInvitations {
    private final AccountRepository repository;
    private final Accounts accounts;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    /** Who becomes the owner. */
    public record Owner(String login, String name) {}

    @Inject
    OwnerInvitations(AccountRepository repository, Accounts accounts, Event<AuditEvent> audit, Clock clock) {
        this.repository = repository;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected OwnerInvitations() {
        this(null, null, null, null);
    }

    /**
     * Makes the owner's account, without a password.
     *
     * @return the account's id
     * @throws Problem member-invalid if somebody has an account with this login
     */
    @Transactional
    public String prepare(Viewer officer, Owner owner, String merchantNo) {
        officer.require(Role.INSTITUTION_OFFICER);
        String login = owner.login().strip().toLowerCase(Locale.ROOT);
        if (repository.byLogin(login).isPresent()) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "login", "is in use already");
        }
        Account account = new Account(
                Ids.random(), login, owner.name(), Role.MERCHANT_OWNER, Optional.of(merchantNo), clock.instant());
        repository.persist(account);
        audit.fire(officer.audit("account.invite", login).change("", account.role() + " " + merchantNo));
        return account.id();
    }

    /** Whether the owner has not chosen a password yet. */
    public boolean isOpen(String accountId) {
        return repository
                .account(accountId)
                .filter(a -> a.isInvited() && !a.isLocked())
                .isPresent();
    }

    /** A fresh link for an owner without a password; older ones open nothing any more. Empty if there is a password. */
    @Transactional
    public Optional<String> link(String accountId) {
        return repository
                .lock(accountId)
                .filter(a -> a.isInvited() && !a.isLocked())
                .map(accounts::link);
    }
}
