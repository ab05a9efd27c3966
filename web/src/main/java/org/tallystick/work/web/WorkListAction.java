package org.tallystick.work.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.shared.web.Language;
import org.tallystick.work.service.LongWork;
import org.tallystick.work.service.WorkDesk;

/** Starts long work. The forms stand on the pages whose lists are exported. */
@ApplicationScoped
class WorkListAction implements PortalAction {
    @Inject
    WorkDesk desk;

    @Inject
    Kinds kinds;

    @Override
    public PortalPage page() {
        return PortalPage.WORK_LIST;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        Optional<LongWork> kind = kinds.named(request.text("kind"));
        if (kind.isEmpty()) {
            return ActionResult.again("", "action");
        }
        Locale language = Language.named(request.text("language")).locale();
        String number = desk.start(request.viewer(), kind.get(), request.text("parameters"), language);
        return ActionResult.go("/work/" + number);
    }
}
