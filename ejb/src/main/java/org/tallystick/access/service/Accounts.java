package org.tallystick.access.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.access.Account;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.service.Ids;
import org.tallystick.shared.service.Settings;

/**
 * Accounts as the operator, and a merchant's owner for the own staff, manage them. Whoever manages never sees or sets a
 * password: an account begins and is recovered by a link.
 */
@ApplicationScoped
@PermitAll
public class Accounts {
    private final AccountRepository accounts;
    private final SessionRepository sessions;
    private final Event<AuditEvent> audit;
    private final Settings settings;
    private final Clock clock;

    /** Somebody to be invited; the login is an e-mail address or a mobile number. */
    public record Invitee(String login, String name, Role role, Optional<String> scope) {}

    @Inject
    Accounts(
            AccountRepository accounts,
            SessionRepository sessions,
            Event<AuditEvent> audit,
            Settings settings,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Accounts() {
        this(null, null, null, null, null);
    }

    /** Accounts that the viewer manages: all for the operator, the own merchant's for its owner. */
    public List<Account> list(Viewer viewer, String text, int first, int count) {
        viewer.require(Role.OPERATOR, Role.MERCHANT_OWNER);
        return viewer.role() == Role.OPERATOR
                ? accounts.find(text, first, count)
                : accounts.ofMerchant(viewer.merchantNo());
    }

    public long count(Viewer viewer, String text) {
        viewer.require(Role.OPERATOR);
        return accounts.count(text);
    }

    /**
     * Makes an account without a password and a link by which its holder chooses one.
     *
     * @throws Problem member-invalid if the login is taken or malformed
     */
    @Transactional
    public String invite(Viewer viewer, Invitee invitee) {
        mayManage(viewer, invitee.role(), invitee.scope());
        if (invitee.role().signsUp()) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "role", "is not one that people are invited to");
        }
        String login = invitee.login().strip().toLowerCase(Locale.ROOT);
        if (!login.matches("[^\\s@]{1,64}@[^\\s@]{1,189}|\\+?[0-9]{6,15}")) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "login", "must be an e-mail address or a mobile number");
        }
        if (invitee.name().isBlank() || invitee.name().length() > 64) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "name", "must have 1 to 64 characters");
        }
        if (accounts.byLogin(login).isPresent()) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "login", "is in use already");
        }
        Account account = new Account(
                Ids.random(), login, invitee.name().strip(), invitee.role(), invitee.scope(), clock.instant());
        accounts.persist(account);
        audit.fire(viewer.audit("account.invite", login)
                .change("", account.role() + account.scope().map(s -> " " + s).orElse("")));
        return link(account);
    }

    /** A fresh link for an account whose holder has lost the password or the link; the old password works until then. */
    @Transactional
    public String inviteAgain(Viewer viewer, String accountId) {
        Account account = managed(viewer, accountId);
        audit.fire(viewer.audit("account.link", account.login()));
        return link(account);
    }

    /** Locks or unlocks; locking ends every session at once. */
    @Transactional
    public void lock(Viewer viewer, String accountId, boolean locked) {
        Account account = managed(viewer, accountId);
        if (account.id().equals(viewer.accountId())) {
            throw new Problem(ProblemType.FORBIDDEN, "Nobody locks the own account.");
        }
        if (locked) {
            account.lock();
            sessions.endAllBut(account.id(), "", clock.millis());
        } else {
            account.unlock(clock.instant());
        }
        audit.fire(viewer.audit(locked ? "account.lock" : "account.unlock", account.login()));
    }

    /** After a lost device: the next sign-in sets up a new second factor. */
    @Transactional
    public void dropSecondFactor(Viewer viewer, String accountId) {
        Account account = managed(viewer, accountId);
        account.dropSecondFactor();
        accounts.replaceRecoveryCodes(account.id(), List.of());
        sessions.endAllBut(account.id(), "", clock.millis());
        audit.fire(viewer.audit("second-factor.drop", account.login()));
    }

    /** Another role inside the same scope, such as from staff to owner. */
    @Transactional
    public void changeRole(Viewer viewer, String accountId, Role role) {
        Account account = managed(viewer, accountId);
        boolean apart = account.role().signsUp() || role.signsUp();
        if (apart || account.role().scope() != role.scope() || account.id().equals(viewer.accountId())) {
            throw new Problem(ProblemType.FORBIDDEN, "An account keeps its kind, and nobody changes the own role.");
        }
        Role before = account.role();
        account.become(role);
        audit.fire(viewer.audit("account.role", account.login()).change(before.name(), role.name()));
    }

    String link(Account account) {
        Token token = Token.create();
        long now = clock.millis();
        long life = settings.duration("tallystick.access.invitation-life").toMillis();
        accounts.invite(token.hash(), account.id(), now, now + life);
        return settings.baseUrl() + "/invitation/" + token.text();
    }

    private Account managed(Viewer viewer, String accountId) {
        Account account = accounts.lock(accountId).orElseThrow(Accounts::unknown);
        mayManage(viewer, account.role(), account.scope());
        return account;
    }

    private static void mayManage(Viewer viewer, Role role, Optional<String> scope) {
        viewer.require(Role.OPERATOR, Role.MERCHANT_OWNER);
        if (viewer.role() == Role.MERCHANT_OWNER && !(role.isMerchant() && scope.equals(viewer.scope()))) {
            throw unknown();
        }
        if (!role.fits(scope.isPresent())) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "scope", "does not go with this role");
        }
    }

    /** Also for accounts of others: that they exist is nobody's business. */
    private static Problem unknown() {
        return new Problem(ProblemType.NOT_FOUND, "There is no such account.");
    }
}
