package org.tallystick.retention.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.retention.service.ErasureReplay;
import org.tallystick.retention.service.LogRemovals;

/** An operator asks for the removal of a log, confirms another one's, or takes one back. */
@ApplicationScoped
class RemovalAction implements PortalAction {
    @Inject
    LogRemovals removals;

    @Inject
    ErasureReplay register;

    @Override
    public PortalPage page() {
        return PortalPage.ADMIN_REMOVALS;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        String log = request.text("log");
        Map<String, String> faults =
                switch (request.action()) {
                    case "ask" -> removals.ask(request.viewer(), log, request.text("reason"));
                    case "confirm" -> removals.confirm(request.viewer(), log);
                    case "withdraw" -> removals.withdraw(request.viewer(), log);
                    default -> Map.of("", "action");
                };
        if (!faults.isEmpty()) {
            return ActionResult.again(faults);
        }
        if (request.action().equals("confirm")) {
            register.run();
        }
        return ActionResult.done("/admin/removals", "removal-" + request.action());
    }
}
