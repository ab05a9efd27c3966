package org.tallystick.auditing.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;

/** The operator starts an audit. */
@ApplicationScoped
class AdminAuditsAction implements PortalAction {
    @Inject
    AuditForms forms;

    @Override
    public PortalPage page() {
        return PortalPage.ADMIN_LEDGER_AUDITS;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        return forms.start(request, "/admin/audits");
    }
}
