package org.tallystick.auditing.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;

/** The operator cancels an audit, lets it go on, or starts the same once more. */
@ApplicationScoped
class AdminAuditAction implements PortalAction {
    @Inject
    AuditForms forms;

    @Override
    public PortalPage page() {
        return PortalPage.ADMIN_LEDGER_AUDIT;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        return forms.change(request, "/admin/audits");
    }
}
