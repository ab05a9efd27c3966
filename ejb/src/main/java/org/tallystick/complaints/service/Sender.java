package org.tallystick.complaints.service;

import org.tallystick.shared.AuditEvent;

/** Where a consumer's request comes from. */
public record Sender(String remote, String requestId) {
    /** The start of an audit record of something that a consumer does, who has no account. */
    AuditEvent audit(String action, String object) {
        return new AuditEvent("consumer", "", remote, requestId, action, object, "", "", "");
    }
}
