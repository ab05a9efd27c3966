package org.tallystick.coverage.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.coverage.service.CaseDesk;
import org.tallystick.signing.TypedText;

/** A regulator says something about a case. */
@ApplicationScoped
class RegulatorCaseAction implements PortalAction {
    @Inject
    CaseDesk desk;

    @Override
    public PortalPage page() {
        return PortalPage.REGULATOR_CASE;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        String number = request.path("case");
        desk.note(request.viewer(), number, TypedText.tidy(request.secret("words")));
        return ActionResult.done("/regulator/unsigned/" + number, "coverage.kept");
    }
}
