package org.tallystick.work.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.work.Work;
import org.tallystick.work.service.LongWork;
import org.tallystick.work.service.WorkDesk;

/** Cancels a piece of work, or starts the same once more. */
@ApplicationScoped
class WorkAction implements PortalAction {
    @Inject
    WorkDesk desk;

    @Inject
    Kinds kinds;

    @Override
    public PortalPage page() {
        return PortalPage.WORK;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        Work work = desk.find(request.viewer(), request.path("number"));
        return switch (request.action()) {
            case "cancel" -> {
                if (!work.state().isOver()) {
                    desk.cancel(request.viewer(), work.number());
                }
                yield ActionResult.go("/work/" + work.number());
            }
            case "again" -> again(request, work);
            default -> ActionResult.again("", "action");
        };
    }

    private ActionResult again(PortalRequest request, Work work) {
        Optional<LongWork> kind = kinds.named(work.kind());
        if (kind.isEmpty()) {
            return ActionResult.again("", "action");
        }
        Locale language = Locale.forLanguageTag(work.language());
        return ActionResult.go("/work/" + desk.start(request.viewer(), kind.get(), work.parameters(), language));
    }
}
