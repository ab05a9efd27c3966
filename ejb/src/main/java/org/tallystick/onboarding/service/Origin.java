package org.tallystick.onboarding.service;

import org.tallystick.shared.AuditEvent;

/**
 * Where an applicant's request came from, for the audit trail.
 *
 * @param remote address
 * @param requestId reference id of the request
 */
public record Origin(String remote, String requestId) {
    AuditEvent audit(String action, String number) {
        return new AuditEvent("applicant", "APPLICANT", remote, requestId, action, number, "", "", "");
    }
}
