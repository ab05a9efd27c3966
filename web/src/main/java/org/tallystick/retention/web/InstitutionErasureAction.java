package org.tallystick.retention.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;

/** An institution erases what a consumer or merchant asks it to. */
@ApplicationScoped
class InstitutionErasureAction implements PortalAction {
    @Inject
    ErasureForms forms;

    @Override
    public PortalPage page() {
        return PortalPage.INSTITUTION_ERASURES;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        return forms.perform(request, "institution");
    }
}
