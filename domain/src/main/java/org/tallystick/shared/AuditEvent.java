package org.tallystick.shared;

/**
 * Something that somebody did or saw, for the audit trail. Fired as an event, so that nobody depends on who keeps it.
 *
 * @param actor login of the account, or the name of the program that acted
 * @param remote address the request came from, or empty
 * @param requestId reference id of the request, or empty
 * @param action what was done, such as {@code account.invite}
 * @param object what it was done to, such as a receipt number
 * @param before state before, in words; empty if there was none
 * @param after state after, in words; empty if there is none
 * @param reason why, where a reason is asked for; else empty
 */
public record AuditEvent(
        String actor,
        String role,
        String remote,
        String requestId,
        String action,
        String object,
        String before,
        String after,
        String reason) {

    /** The same with the states before and after. */
    public AuditEvent change(String was, String is) {
        return new AuditEvent(actor, role, remote, requestId, action, object, was, is, reason);
    }

    /** The same with the reason that was given. */
    public AuditEvent because(String why) {
        return new AuditEvent(actor, role, remote, requestId, action, object, before, after, why);
    }
}
