package org.tallystick.access.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.tallystick.access.Account;
import org.tallystick.access.Totp;
import org.tallystick.access.Viewer;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.OneTimeCode;

/** What somebody does with the own account: second factor, recovery codes, sessions. */
@ApplicationScoped
@PermitAll
public class Profile {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RECOVERY_CODES = 10;
    private static final int CODE_LENGTH = 12;

    private final AccountRepository accounts;
    private final SessionRepository sessions;
    private final Sessions lookup;
    private final SecretBox box;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    @Inject
    Profile(
            AccountRepository accounts,
            SessionRepository sessions,
            Sessions lookup,
            SecretBox box,
            Event<AuditEvent> audit,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.lookup = lookup;
        this.box = box;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected Profile() {
        this(null, null, null, null, null, null);
    }

    /** The secret to be put into an authenticator: the one offered before and not confirmed yet, or a new one. */
    @Transactional
    public byte[] offerSecondFactor(String accountId) {
        Account account = accounts.lock(accountId).orElseThrow();
        if (account.hasSecondFactor()) {
            throw new IllegalStateException("the second factor is set up already");
        }
        if (account.totpSecret().isPresent()) {
            return box.open(account.totpSecret().get(), account.id());
        }
        byte[] secret = new byte[Totp.SECRET_LENGTH];
        RANDOM.nextBytes(secret);
        account.offerSecondFactor(box.seal(secret, account.id()));
        return secret;
    }

    /**
     * Confirms the offered secret with a first code; the session is complete then.
     *
     * @return recovery codes in plain text, shown once; empty if the code is wrong
     */
    @Transactional
    public List<OneTimeCode> confirmSecondFactor(Viewer viewer, String sessionId, String typed) {
        Account account = accounts.lock(viewer.accountId()).orElseThrow();
        Instant now = clock.instant();
        Optional<byte[]> secret = account.totpSecret().filter(s -> !account.hasSecondFactor());
        if (secret.isEmpty() || now.isBefore(account.waitUntil())) {
            return List.of();
        }
        OptionalLong step = Totp.match(box.open(secret.get(), account.id()), typed, now, 0);
        if (step.isEmpty()) {
            account.failed(now);
            return List.of();
        }
        account.usedStep(step.getAsLong());
        account.signedIn(now);
        sessions.complete(sessionId);
        audit.fire(viewer.audit("second-factor.set", account.login()));
        return newRecoveryCodes(account);
    }

    /** New recovery codes; the old ones stop working. */
    @Transactional
    public List<OneTimeCode> renewRecoveryCodes(Viewer viewer) {
        audit.fire(viewer.audit("recovery-codes.renew", viewer.login()));
        return newRecoveryCodes(accounts.lock(viewer.accountId()).orElseThrow());
    }

    public int recoveryCodesLeft(Viewer viewer) {
        return accounts.recoveryCodes(viewer.accountId());
    }

    /** Sessions that still work, the one seen last first. */
    public List<PortalSession> sessions(Viewer viewer) {
        return sessions.ofAccount(viewer.accountId(), clock.millis() - lookup.idleMillis());
    }

    /** Ends one session of the own account, or with {@code others} every one but the kept. */
    @Transactional
    public void endSessions(Viewer viewer, String sessionId, boolean others) {
        int ended = others
                ? sessions.endAllBut(viewer.accountId(), sessionId, clock.millis())
                : sessions.end(viewer.accountId(), sessionId, clock.millis());
        if (ended > 0) {
            audit.fire(viewer.audit("session.end", viewer.login()).change("", ended + " ended"));
        }
    }

    /** Whether what somebody was allowed at some time still holds: the account works, in the same role and scope. */
    public boolean stands(Viewer viewer) {
        return accounts.account(viewer.accountId())
                .filter(a -> !a.isLocked())
                .filter(a -> a.role() == viewer.role() && a.scope().equals(viewer.scope()))
                .isPresent();
    }

    private List<OneTimeCode> newRecoveryCodes(Account account) {
        List<OneTimeCode> codes = Stream.generate(() -> OneTimeCode.create(RANDOM, CODE_LENGTH))
                .limit(RECOVERY_CODES)
                .toList();
        accounts.replaceRecoveryCodes(
                account.id(), codes.stream().map(OneTimeCode::hash).toList());
        return codes;
    }
}
