package org.tallystick.latesigning.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.latesigning.service.LateLinks;
import org.tallystick.latesigning.service.LateSignatures;
import org.tallystick.latesigning.service.LateSigning;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.signing.TypedText;

/** What the page that makes links does, for shops and institutions alike; who may do it is the services' rule. */
@ApplicationScoped
class LateDesk {
    @Inject
    LateLinks links;

    @Inject
    LateSignatures signatures;

    @Inject
    LateSigning signing;

    /** @param area of the portal */
    ActionResult perform(PortalRequest request, String area) {
        String number = request.path("case");
        String here = "/" + area + "/unsigned/" + number + "/late";
        switch (request.action()) {
            case "ask" -> {
                return ask(request, number);
            }
            case "revoke" -> {
                links.revoke(request.viewer(), number, version(request));
                return ActionResult.done(here, "late.revoked");
            }
            case "erase" -> {
                signatures.erase(request.viewer(), request.text("signature"), TypedText.tidy(request.secret("words")));
                signing.publish();
                return ActionResult.done(here, "late.erased");
            }
            default -> {
                return ActionResult.again("", "refused");
            }
        }
    }

    private ActionResult ask(PortalRequest request, String number) {
        try {
            request.show(LateAskView.MADE, links.ask(request.viewer(), number, version(request)));
            return ActionResult.shown();
        } catch (Problem e) {
            if (e.type() == ProblemType.RATE_LIMITED) {
                return ActionResult.again("", "late.often");
            }
            if (e.type() == ProblemType.FORBIDDEN) {
                return ActionResult.again("", "late.closed");
            }
            throw e;
        }
    }

    /** Of the case that was looked at; -1, which no case has, if none was sent. */
    private static int version(PortalRequest request) {
        String version = request.text("version");
        return version.matches("\\d{1,9}") ? Integer.parseInt(version) : -1;
    }
}
