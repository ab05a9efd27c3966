package org.tallystick.enrolment.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;

/** A terminal's certificates in the hands of the operator. */
@ApplicationScoped
class AdminCertificateAction implements PortalAction {
    @Inject
    CertificateForms forms;

    @Override
    public PortalPage page() {
        return PortalPage.ADMIN_CERTIFICATE;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        return forms.perform(request, "admin");
    }
}
