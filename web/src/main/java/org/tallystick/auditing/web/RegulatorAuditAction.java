package org.tallystick.auditing.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;

/** A regulator cancels an audit, lets it go on, or starts the same once more. */
@ApplicationScoped
class RegulatorAuditAction implements PortalAction {
    @Inject
    AuditForms forms;

    @Override
    public PortalPage page() {
        return PortalPage.REGULATOR_AUDIT;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        return forms.change(request, "/regulator/audits");
    }
}
