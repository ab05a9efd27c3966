package org.tallystick.coverage.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.coverage.service.CaseDesk;
import org.tallystick.signing.Cause;
import org.tallystick.signing.TypedText;

/** A shop explains all cases of one cause at once. */
@ApplicationScoped
class WorklistAction implements PortalAction {
    @Inject
    CaseDesk desk;

    @Override
    public PortalPage page() {
        return PortalPage.MERCHANT_UNSIGNED;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        Optional<Cause> cause = Cause.ofCode(request.text("cause"));
        if (cause.isEmpty()) {
            return ActionResult.again("", "refused");
        }
        desk.explainAll(request.viewer(), cause.get(), TypedText.tidy(request.secret("words")));
        return ActionResult.done("/merchant/unsigned", "coverage.explained");
    }
}
