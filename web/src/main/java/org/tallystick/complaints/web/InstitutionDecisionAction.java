package org.tallystick.complaints.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.complaints.service.ComplaintCases;
import org.tallystick.signing.TypedText;

/** The institution closes a complaint with a decision. */
@ApplicationScoped
class InstitutionDecisionAction implements PortalAction {
    @Inject
    ComplaintCases cases;

    @Override
    public PortalPage page() {
        return PortalPage.INSTITUTION_COMPLAINT;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        String number = request.path("complaint");
        cases.close(request.viewer(), number, TypedText.tidy(request.text("text")));
        return ActionResult.go("/institution/complaints/" + number + "?done=closed");
    }
}
