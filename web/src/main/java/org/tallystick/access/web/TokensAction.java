package org.tallystick.access.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.service.ApiTokens;

/** Makes and revokes API tokens; a new one's secret is shown once. */
@ApplicationScoped
class TokensAction implements PortalAction {
    @Inject
    ApiTokens tokens;

    @Override
    public PortalPage page() {
        return PortalPage.MERCHANT_TOKENS;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        return switch (request.action()) {
            case "create" -> {
                request.show(
                        "secret",
                        tokens.create(request.viewer(), request.text("name")).text());
                yield ActionResult.shown();
            }
            case "revoke" -> {
                tokens.revoke(request.viewer(), request.text("token"));
                yield ActionResult.done("/merchant/tokens", "token-revoked");
            }
            default -> ActionResult.again("", "action");
        };
    }
}
