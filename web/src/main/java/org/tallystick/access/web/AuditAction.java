package org.tallystick.access.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.service.AuditTrail;

/** Recomputes the audit trail's chain. */
@ApplicationScoped
class AuditAction implements PortalAction {
    static final String BROKEN = "tallystick.audit-broken";

    @Inject
    AuditTrail trail;

    @Override
    public PortalPage page() {
        return PortalPage.ADMIN_AUDIT;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        request.show(BROKEN, trail.firstBroken(request.viewer()).orElse(0));
        return ActionResult.shown();
    }
}
