package org.tallystick.notices.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;

/** The list of a merchant's webhooks. */
@ApplicationScoped
class MerchantWebhooksAction implements PortalAction {
    @Inject
    WebhookForms forms;

    @Override
    public PortalPage page() {
        return PortalPage.MERCHANT_WEBHOOKS;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        return forms.ofList(request);
    }
}
