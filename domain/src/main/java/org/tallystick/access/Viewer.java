package org.tallystick.access;

import java.util.Optional;
import java.util.Set;
import org.tallystick.shared.AuditEvent;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/**
 * Somebody signed in, for one request: what every service of the portal is given, and what an audit record says of its
 * actor.
 *
 * @param accountId the account's id
 * @param login address the person signs in with
 * @param name how the person is called on pages
 * @param scope merchant number, acquirer code or region by the role; empty: the whole platform
 * @param remote address the request came from
 * @param requestId reference id of the request
 */
public record Viewer(
        String accountId,
        String login,
        String name,
        Role role,
        Optional<String> scope,
        String remote,
        String requestId) {

    /** The merchant whose data this is all about; only for roles of a merchant. */
    public String merchantNo() {
        require(Role.MERCHANT_OWNER, Role.MERCHANT_STAFF);
        return scope.orElseThrow();
    }

    /** @throws Problem forbidden unless the role is one of these */
    public void require(Role... roles) {
        if (!Set.of(roles).contains(role)) {
            throw new Problem(ProblemType.FORBIDDEN, "Your role does not allow this.");
        }
    }

    /** The start of an audit record of something this person does or sees. */
    public AuditEvent audit(String action, String object) {
        return new AuditEvent(login, role.name(), remote, requestId, action, object, "", "", "");
    }
}
