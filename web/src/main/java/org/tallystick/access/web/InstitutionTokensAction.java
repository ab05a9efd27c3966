package org.tallystick.access.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** An institution's API tokens. */
@ApplicationScoped
class InstitutionTokensAction implements PortalAction {
    @Inject
    TokenForms forms;

    @Override
    public PortalPage page() {
        return PortalPage.INSTITUTION_TOKENS;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        return forms.perform(request, "/institution/tokens");
    }
}
