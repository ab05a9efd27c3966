package org.tallystick.latesigning.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;

/** A shop asks its customer to sign, or takes that back. */
@ApplicationScoped
class MerchantLateAction implements PortalAction {
    @Inject
    LateDesk desk;

    @Override
    public PortalPage page() {
        return PortalPage.MERCHANT_LATE;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        return desk.perform(request, "merchant");
    }
}
