package org.tallystick.access.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.service.Ids;

/** Bearer tokens with which the programs of a merchant or an institution read what its people read. */
@ApplicationScoped
@PermitAll
public class ApiTokens {
    private static final int MOST = 20;

    private final SessionRepository sessions;
    private final Event<AuditEvent> audit;
    private final Clock clock;

    @Inject
    ApiTokens(SessionRepository sessions, Event<AuditEvent> audit, Clock clock) {
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ApiTokens() {
        this(null, null, null);
    }

    public List<ApiToken> list(Viewer viewer) {
        return sessions.tokens(viewer.accountId());
    }

    /**
     * Makes a token.
     *
     * @param handsIn whether it may also hand in settlement files
     * @return the secret, shown once
     * @throws Problem forbidden for other roles, and for a merchant's token that hands in; member-invalid naming {@code name}
     */
    @Transactional
    public Token create(Viewer viewer, String name, boolean handsIn) {
        viewer.require(Role.MERCHANT_OWNER, Role.INSTITUTION_OFFICER);
        if (handsIn) {
            viewer.require(Role.INSTITUTION_OFFICER);
        }
        if (name.isBlank() || name.length() > 64) {
            throw Problem.member(ProblemType.MEMBER_INVALID, "name", "must have 1 to 64 characters");
        }
        if (sessions.tokens(viewer.accountId()).size() >= MOST) {
            throw Problem.member(
                    ProblemType.MEMBER_INVALID, "name", "is one too many: revoke tokens that are not used");
        }
        Token token = Token.create();
        sessions.addToken(
                token.hash(), new ApiToken(Ids.random(), name.strip(), clock.millis(), 0, handsIn), viewer.accountId());
        audit.fire(viewer.audit("api-token.create", name.strip()).change("", handsIn ? "hands in" : "reads"));
        return token;
    }

    @Transactional
    public void revoke(Viewer viewer, String tokenId) {
        if (sessions.revoke(viewer.accountId(), tokenId, clock.millis()) > 0) {
            audit.fire(viewer.audit("api-token.revoke", tokenId));
        }
    }
}
