package org.tallystick.notices.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;

/** The list of an institution's webhooks. */
@ApplicationScoped
class InstitutionWebhooksAction implements PortalAction {
    @Inject
    WebhookForms forms;

    @Override
    public PortalPage page() {
        return PortalPage.INSTITUTION_WEBHOOKS;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        return forms.ofList(request);
    }
}
