package org.tallystick.reconciliation.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;

/** The operator reads, drops or takes back a settlement file. */
@ApplicationScoped
class AdminSettlementAction implements PortalAction {
    @Inject
    SettlementForms forms;

    @Override
    public PortalPage page() {
        return PortalPage.ADMIN_SETTLEMENT;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        return forms.change(request, "/admin/settlements");
    }
}
