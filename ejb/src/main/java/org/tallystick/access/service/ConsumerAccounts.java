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
import org.tallystick.access.Role;
import org.tallystick.access.UserName;
import org.tallystick.access.Viewer;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.service.Ids;

/** Accounts that consumers make, and delete, themselves. */
@ApplicationScoped
@PermitAll
public class ConsumerAccounts {
    private final AccountRepository accounts;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    @Inject
    ConsumerAccounts(AccountRepository accounts, Event<AuditEvent> audit, Clock clock) {
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ConsumerAccounts() {
        this(null, null, null);
    }

    /**
     * Makes an account; its holder signs in afterwards as everybody does.
     *
     * @return key of what is wrong: {@code user-name.form}, {@code user-name.taken}, or a fault of {@link PasswordRules}; empty when
     *     done
     * @throws Problem member-invalid if somebody else has just taken the name; nothing is stored then
     */
    @Transactional
    public Optional<String> signUp(String typed, String password, SignIn.Origin origin) {
        Optional<UserName> name = UserName.typed(typed);
        if (name.isEmpty()) {
            return Optional.of("user-name.form");
        }
        String login = name.get().text();
        if (accounts.byLogin(login).isPresent()) {
            return Optional.of("user-name.taken");
        }
        Optional<String> fault = PasswordRules.fault(password, login);
        if (fault.isEmpty()) {
            Account account = new Account(Ids.random(), login, login, Role.CONSUMER, Optional.empty(), clock.instant());
            account.choosePassword(PasswordHash.of(password));
            accounts.persistAtOnce(account);
            audit.fire(new AuditEvent(
                    login,
                    Role.CONSUMER.name(),
                    origin.remote(),
                    origin.requestId(),
                    "account.sign-up",
                    login,
                    "",
                    "",
                    ""));
        }
        return fault;
    }

    /**
     * Deletes the own account for good, with everything that belongs to it. The audit trail stays.
     *
     * @return false if the password is wrong, or not looked at for a while after wrong ones
     */
    @Transactional
    public boolean delete(Viewer viewer, String password) {
        viewer.require(Role.CONSUMER);
        Account account = accounts.lock(viewer.accountId()).orElseThrow();
        if (clock.instant().isBefore(account.waitUntil())
                || !PasswordHash.matches(account.passwordHash().orElseThrow(), password)) {
            account.failed(clock.instant());
            return false;
        }
        accounts.remove(account);
        audit.fire(viewer.audit("account.delete", viewer.login()));
        return true;
    }
}
