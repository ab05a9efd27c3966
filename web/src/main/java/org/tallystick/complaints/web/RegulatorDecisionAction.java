package org.tallystick.complaints.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.complaints.service.ComplaintCases;
import org.tallystick.signing.TypedText;

/** The regulator closes a complaint with a decision. */
@ApplicationScoped
class RegulatorDecisionAction implements PortalAction {
    @Inject
    ComplaintCases cases;

    @Override
    public PortalPage page() {
        return PortalPage.REGULATOR_COMPLAINT;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        String number = request.path("complaint");
        cases.close(request.viewer(), number, TypedText.tidy(request.text("text")));
        return ActionResult.go("/regulator/complaints/" + number + "?done=closed");
    }
}
