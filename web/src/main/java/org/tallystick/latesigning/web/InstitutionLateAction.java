package org.tallystick.latesigning.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;

/** An institution asks the customer of one of its merchants to sign, takes that back, or erases what was drawn. */
@ApplicationScoped
class InstitutionLateAction implements PortalAction {
    @Inject
    LateDesk desk;

    @Override
    public PortalPage page() {
        return PortalPage.INSTITUTION_LATE;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        return desk.perform(request, "institution");
    }
}
