package org.tallystick.retention.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.retention.service.ErasureLedger;
import org.tallystick.retention.service.Erasures;

/** Takes the form of an order, wherever it stands. */
@ApplicationScoped
class ErasureForms {
    @Inject
    Erasures erasures;

    @Inject
    ErasureLedger ledger;

    /** @param area beginning of the page's path */
    ActionResult perform(PortalRequest request, String area) {
        Map<String, String> faults = erasures.order(
                request.viewer(), request.text("number"), request.text("ground"), request.text("reason"));
        if (!faults.isEmpty()) {
            return ActionResult.again(faults);
        }
        ledger.publish();
        return ActionResult.done("/" + area + "/erasures", "erased");
    }
}
