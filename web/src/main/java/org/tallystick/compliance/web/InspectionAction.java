package org.tallystick.compliance.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.compliance.service.ReceiptInspection;

/** Takes the reason of a search, records it, and goes on to the results. */
@ApplicationScoped
class InspectionAction implements PortalAction {
    @Inject
    ReceiptInspection inspection;

    @Override
    public PortalPage page() {
        return PortalPage.REGULATOR_RECEIPTS;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        String reason = request.text("reason");
        String text = request.text("q");
        String about = text.isEmpty() ? "-" : text.substring(0, Math.min(64, text.length()));
        inspection.begin(request.viewer(), reason, about);
        return ActionResult.go("/regulator/receipts"
                + new QueryText()
                        .add("q", text)
                        .add("from", request.text("from"))
                        .add("to", request.text("to"))
                        .add("reason", reason));
    }
}
