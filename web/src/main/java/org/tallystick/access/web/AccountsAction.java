package org.tallystick.access.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** The operator's page of accounts. */
@ApplicationScoped
class AccountsAction implements PortalAction {
    @Inject
    AccountForms forms;

    @Override
    public PortalPage page() {
        return PortalPage.ADMIN_ACCOUNTS;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        return forms.perform(request, "/admin/accounts", Optional.empty());
    }
}
