package org.tallystick.coverage.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.coverage.service.CaseDesk;
import org.tallystick.coverage.service.CaseDesk.Decision;
import org.tallystick.signing.TypedText;

/** An institution takes care of a case, says something about it, or decides. */
@ApplicationScoped
class InstitutionCaseAction implements PortalAction {
    @Inject
    CaseDesk desk;

    @Override
    public PortalPage page() {
        return PortalPage.INSTITUTION_CASE;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        String number = request.path("case");
        int version = CaseForm.version(request);
        String words = TypedText.tidy(request.secret("words"));
        switch (request.action()) {
            case "take" -> desk.take(request.viewer(), number, version);
            case "note" -> desk.note(request.viewer(), number, words);
            case "accept" -> desk.decide(request.viewer(), number, version, Decision.ACCEPT, words);
            case "reject" -> desk.decide(request.viewer(), number, version, Decision.REJECT, words);
            case "give-up" -> desk.decide(request.viewer(), number, version, Decision.GIVE_UP, words);
            default -> {
                return ActionResult.again("", "refused");
            }
        }
        return ActionResult.done("/institution/unsigned/" + number, "coverage.kept");
    }
}
