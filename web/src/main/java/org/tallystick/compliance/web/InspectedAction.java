package org.tallystick.compliance.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.compliance.service.ReceiptInspection;

/** Takes the reason for opening one receipt. */
@ApplicationScoped
class InspectedAction implements PortalAction {
    @Inject
    ReceiptInspection inspection;

    @Override
    public PortalPage page() {
        return PortalPage.REGULATOR_RECEIPT;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        String number = request.path("number");
        String reason = request.text("reason");
        inspection.begin(request.viewer(), reason, number.substring(0, Math.min(64, number.length())));
        return ActionResult.go("/regulator/receipts/" + number + new QueryText().add("reason", reason));
    }
}
