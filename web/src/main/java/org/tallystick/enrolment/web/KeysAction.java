package org.tallystick.enrolment.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.enrolment.service.PlatformRevocations;

/** The operator revokes a seal or an authority. */
@ApplicationScoped
class KeysAction implements PortalAction {
    @Inject
    PlatformRevocations revocations;

    @Override
    public PortalPage page() {
        return PortalPage.ADMIN_KEYS;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        if (!request.action().equals("revoke")) {
            return ActionResult.again("", "action");
        }
        revocations.revoke(
                request.viewer(),
                request.text("certificate"),
                CertificateForms.order(request),
                request.text("confirm"));
        return ActionResult.done("/admin/keys", "revoked");
    }
}
