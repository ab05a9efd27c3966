package org.tallystick.notices.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;

/** One webhook of an institution. */
@ApplicationScoped
class InstitutionWebhookAction implements PortalAction {
    @Inject
    WebhookForms forms;

    @Override
    public PortalPage page() {
        return PortalPage.INSTITUTION_WEBHOOK;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        return forms.ofOne(request, "/institution/webhooks");
    }
}
