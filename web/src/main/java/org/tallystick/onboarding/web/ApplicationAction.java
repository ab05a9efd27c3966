package org.tallystick.onboarding.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.onboarding.ApplicationStep;
import org.tallystick.onboarding.service.Admissions;
import org.tallystick.onboarding.service.ApplicationDesk;
import org.tallystick.onboarding.service.ApplicationDesk.Seen;
import org.tallystick.shared.Problem;

/** What an officer does with an application. Each form says which version of it was on the screen. */
@ApplicationScoped
class ApplicationAction implements PortalAction {
    @Inject
    ApplicationDesk desk;

    @Inject
    Admissions admissions;

    @Override
    public PortalPage page() {
        return PortalPage.INSTITUTION_APPLICATION;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        String number = request.path("number");
        if (request.action().equals("account")) {
            request.show(ApplicationFileView.ACCOUNT, desk.account(request.viewer(), number));
            return ActionResult.shown();
        }
        String version = request.text("version");
        Seen seen = new Seen(number, version.matches("[0-9]{1,9}") ? Integer.parseInt(version) : -1);
        try {
            return act(request, seen);
        } catch (Problem e) {
            if (e.errors().stream().anyMatch(error -> error.member().equals("version"))) {
                return ActionResult.again("", "application.stale");
            }
            throw e;
        }
    }

    private ActionResult act(PortalRequest request, Seen seen) {
        switch (request.action()) {
            case "take" -> desk.decide(request.viewer(), seen, ApplicationStep.TAKE, "");
            case "ask" -> desk.decide(request.viewer(), seen, ApplicationStep.ASK, request.text("question"));
            case "decline" -> desk.decide(request.viewer(), seen, ApplicationStep.DECLINE, request.text("reason"));
            case "approve" -> admissions.approve(request.viewer(), seen, request.text("area"));
            case "assign" -> admissions.assign(request.viewer(), seen, serials(request.text("serials")));
            case "ship" -> admissions.ship(request.viewer(), seen, request.text("carrier"), request.text("tracking"));
            default -> {
                return ActionResult.again("", "action");
            }
        }
        return ActionResult.done("/institution/applications/" + seen.number(), "application-" + request.action());
    }

    private static List<String> serials(String text) {
        return Arrays.stream(text.split("[\\s,;，；]+"))
                .filter(serial -> !serial.isEmpty())
                .toList();
    }
}
