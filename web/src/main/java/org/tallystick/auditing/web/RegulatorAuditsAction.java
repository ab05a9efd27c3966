package org.tallystick.auditing.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;

/** A regulator starts an audit. */
@ApplicationScoped
class RegulatorAuditsAction implements PortalAction {
    @Inject
    AuditForms forms;

    @Override
    public PortalPage page() {
        return PortalPage.REGULATOR_AUDITS;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        return forms.start(request, "/regulator/audits");
    }
}
