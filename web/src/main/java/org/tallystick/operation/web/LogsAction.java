package org.tallystick.operation.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.operation.service.LogDesk;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** The operator gives a log a new key, or acknowledges an incident. */
@ApplicationScoped
class LogsAction implements PortalAction {
    private static final String HERE = "/admin/logs";

    @Inject
    LogDesk desk;

    @Override
    public PortalPage page() {
        return PortalPage.ADMIN_LOGS;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        switch (request.action()) {
            case "new-key" -> desk.newKey(request.viewer(), request.text("log"));
            case "acknowledge" -> {
                return acknowledge(request);
            }
            default -> {
                return ActionResult.again("", "action");
            }
        }
        return ActionResult.done(HERE, "log-" + request.action());
    }

    private ActionResult acknowledge(PortalRequest request) {
        try {
            desk.acknowledge(request.viewer(), request.text("incident"), request.text("reason"));
            return ActionResult.done(HERE, "log-acknowledge");
        } catch (Problem e) {
            if (e.type() == ProblemType.MEMBER_INVALID) {
                return ActionResult.again("reason", "log.reason");
            }
            throw e;
        }
    }
}
