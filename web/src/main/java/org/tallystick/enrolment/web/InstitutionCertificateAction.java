package org.tallystick.enrolment.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;

/** A terminal's certificates in the hands of its institution. */
@ApplicationScoped
class InstitutionCertificateAction implements PortalAction {
    @Inject
    CertificateForms forms;

    @Override
    public PortalPage page() {
        return PortalPage.INSTITUTION_CERTIFICATE;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        return forms.perform(request, "institution");
    }
}
