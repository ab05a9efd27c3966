package org.tallystick.notices.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.notices.NoticeKind;
import org.tallystick.notices.service.Webhooks;

/** The forms of webhooks, the same for merchants and institutions. A new secret is shown once, on the page that follows. */
@ApplicationScoped
class WebhookForms {
    @Inject
    Webhooks webhooks;

    /** On the list: adds one. */
    ActionResult ofList(PortalRequest request) {
        if (!request.action().equals("add")) {
            return ActionResult.again("", "action");
        }
        request.show(
                "secret",
                webhooks.add(
                                request.viewer(),
                                request.text("url"),
                                NoticeKind.parse(String.join(",", request.texts("kinds"))))
                        .text());
        return ActionResult.shown();
    }

    /** On the page of one. @param list address of the list */
    ActionResult ofOne(PortalRequest request, String list) {
        String id = request.path("webhook");
        String here = list + "/" + id;
        switch (request.action()) {
            case "exchange" -> {
                request.show("secret", webhooks.exchange(request.viewer(), id).text());
                return ActionResult.shown();
            }
            case "test" -> webhooks.send(request.viewer(), id, Optional.empty());
            case "again" -> webhooks.send(request.viewer(), id, Optional.of(request.text("message")));
            case "remove" -> {
                webhooks.remove(request.viewer(), id);
                return ActionResult.done(list, "webhook-removed");
            }
            default -> {
                return ActionResult.again("", "action");
            }
        }
        return ActionResult.done(here, "webhook-sent");
    }
}
