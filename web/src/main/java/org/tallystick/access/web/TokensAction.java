package org.tallystick.access.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** A merchant's API tokens. */
@ApplicationScoped
class TokensAction implements PortalAction {
    @Inject
    TokenForms forms;

    @Override
    public PortalPage page() {
        return PortalPage.MERCHANT_TOKENS;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        return forms.perform(request, "/merchant/tokens");
    }
}
