package org.tallystick.reconciliation.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;

/** The operator takes a settlement file in. */
@ApplicationScoped
class AdminSettlementsAction implements PortalAction {
    @Inject
    SettlementForms forms;

    @Override
    public PortalPage page() {
        return PortalPage.ADMIN_SETTLEMENTS;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        return forms.hand(request, "/admin/settlements");
    }
}
