package org.tallystick.access.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** A merchant owner's page of staff: always inside the own merchant. */
@ApplicationScoped
class StaffAction implements PortalAction {
    @Inject
    AccountForms forms;

    @Override
    public PortalPage page() {
        return PortalPage.MERCHANT_STAFF_LIST;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        return forms.perform(request, "/merchant/staff", request.viewer().scope());
    }
}
