package org.tallystick.enrolment.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.enrolment.service.TerminalDesk;

/** What an owner does to a terminal: enrolment code, device replacement, suspension, revocation. */
@ApplicationScoped
class TerminalAction implements PortalAction {
    @Inject
    TerminalDesk desk;

    @Override
    public PortalPage page() {
        return PortalPage.MERCHANT_TERMINAL;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        String terminal = request.path("terminal");
        String here = "/merchant/terminals/" + terminal;
        return switch (request.action()) {
            case "code" -> {
                request.show(TerminalsView.CODE, desk.newCode(request.viewer(), terminal));
                yield ActionResult.shown();
            }
            case "replace" -> {
                boolean lost = request.text("lost").equals("yes");
                request.show(
                        TerminalsView.CODE, desk.replace(request.viewer(), terminal, request.text("serial"), lost));
                yield ActionResult.shown();
            }
            case "suspend" -> {
                desk.suspend(request.viewer(), terminal, true);
                yield ActionResult.done(here, "suspended");
            }
            case "resume" ->
                ChainForm.explained("", () -> {
                    desk.suspend(request.viewer(), terminal, false);
                    return ActionResult.done(here, "resumed");
                });
            case "revoke" -> {
                desk.revoke(request.viewer(), terminal, CertificateForms.order(request), request.text("typed"));
                yield ActionResult.done(here, "revoked");
            }
            default -> ActionResult.again("", "action");
        };
    }
}
