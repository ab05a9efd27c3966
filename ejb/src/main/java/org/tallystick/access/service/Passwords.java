package org.tallystick.access.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import org.tallystick.access.Account;
import org.tallystick.access.PasswordRules;
import org.tallystick.access.Viewer;
import org.tallystick.access.service.AccountRepository.OpenInvitation;
import org.tallystick.shared.AuditEvent;

/** How a password is chosen: by an invitation's link, or by whoever knows the old one. */
@ApplicationScoped
@PermitAll
public class Passwords {
    private final AccountRepository accounts;
    private final SessionRepository sessions;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    @Inject
    Passwords(AccountRepository accounts, SessionRepository sessions, Event<AuditEvent> audit, Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Passwords() {
        this(null, null, null, null);
    }

    /** The account that an invitation's link opens; empty if the link was used, has expired or never was one. */
    public Optional<Account> invited(String token) {
        return open(token).flatMap(i -> accounts.account(i.accountId())).filter(a -> !a.isLocked());
    }

    /**
     * Chooses a password by invitation. Every session of the account ends.
     *
     * @return key of what is wrong: a fault of {@link PasswordRules}, or {@code invitation.closed}; empty when done
     */
    @Transactional
    public Optional<String> accept(String token, String password, SignIn.Origin origin) {
        Optional<Account> account = invited(token);
        if (account.isEmpty()) {
            return Optional.of("invitation.closed");
        }
        Optional<String> fault = PasswordRules.fault(password, account.get().login());
        if (fault.isPresent()) {
            return fault;
        }
        if (!accounts.useInvitation(new Token(token).hash(), clock.millis())) {
            return Optional.of("invitation.closed");
        }
        account.get().choosePassword(PasswordHash.of(password));
        sessions.endAllBut(account.get().id(), "", clock.millis());
        audit.fire(new AuditEvent(
                account.get().login(),
                account.get().role().name(),
                origin.remote(),
                origin.requestId(),
                "invitation.accept",
                account.get().login(),
                "",
                "",
                ""));
        return Optional.empty();
    }

    /**
     * Changes the own password. The other sessions end.
     *
     * @return key of what is wrong, {@code password.old} if the old one is; empty when done
     */
    @Transactional
    public Optional<String> change(Viewer viewer, String keptSession, String old, String chosen) {
        Account account = accounts.lock(viewer.accountId()).orElseThrow();
        if (clock.instant().isBefore(account.waitUntil())
                || !PasswordHash.matches(account.passwordHash().orElseThrow(), old)) {
            account.failed(clock.instant());
            return Optional.of("password.old");
        }
        Optional<String> fault = PasswordRules.fault(chosen, account.login());
        if (fault.isEmpty()) {
            account.choosePassword(PasswordHash.of(chosen));
            sessions.endAllBut(account.id(), keptSession, clock.millis());
            audit.fire(viewer.audit("password.change", account.login()));
        }
        return fault;
    }

    private Optional<OpenInvitation> open(String token) {
        return accounts.invitation(new Token(token).hash()).filter(i -> i.expiresAt() > clock.millis());
    }
}
