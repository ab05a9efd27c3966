package org.tallystick.notices.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.notices.NoticeQuery;
import org.tallystick.notices.NoticeQuery.Which;
import org.tallystick.notices.service.NoticeDesk;

/** Somebody has read a notice, or all of them. */
@ApplicationScoped
class NoticesAction implements PortalAction {
    @Inject
    NoticeDesk desk;

    @Override
    public PortalPage page() {
        return PortalPage.NOTICES;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        switch (request.action()) {
            case "read" -> desk.read(request.viewer(), request.text("notice"));
            case "read-all" -> desk.readAll(request.viewer());
            default -> {
                return ActionResult.again("", "action");
            }
        }
        return ActionResult.go(NoticeListView.path(new NoticeQuery(Which.of(request.text("which")), 0)));
    }
}
