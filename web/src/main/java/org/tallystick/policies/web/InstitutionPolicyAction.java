package org.tallystick.policies.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;

/** An institution adds a version of a rule of its own. */
@ApplicationScoped
class InstitutionPolicyAction implements PortalAction {
    @Inject
    PolicyForms forms;

    @Override
    public PortalPage page() {
        return PortalPage.INSTITUTION_POLICY;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        return forms.perform(request, "institution");
    }
}
