package org.tallystick.access.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.service.ApiTokens;

/** Makes and revokes API tokens; a new one's secret is shown once. */
@ApplicationScoped
class TokenForms {
    @Inject
    ApiTokens tokens;

    ActionResult perform(PortalRequest request, String path) {
        return switch (request.action()) {
            case "create" -> {
                boolean handsIn = request.text("hands-in").equals("yes");
                request.show(
                        "secret",
                        tokens.create(request.viewer(), request.text("name"), handsIn)
                                .text());
                yield ActionResult.shown();
            }
            case "revoke" -> {
                tokens.revoke(request.viewer(), request.text("token"));
                yield ActionResult.done(path, "token-revoked");
            }
            default -> ActionResult.again("", "action");
        };
    }
}
