package org.tallystick.coverage.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.coverage.Remedy;
import org.tallystick.coverage.service.CaseDesk;
import org.tallystick.signing.TypedText;

/** A shop takes care of a case, says something about it, or hands in what mends it. */
@ApplicationScoped
class MerchantCaseAction implements PortalAction {
    @Inject
    CaseDesk desk;

    @Override
    public PortalPage page() {
        return PortalPage.MERCHANT_CASE;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        String number = request.path("case");
        int version = CaseForm.version(request);
        String words = TypedText.tidy(request.secret("words"));
        String here = "/merchant/unsigned/" + number;
        switch (request.action()) {
            case "take" -> desk.take(request.viewer(), number, version);
            case "note" -> desk.note(request.viewer(), number, words);
            default -> {
                Optional<Remedy> remedy = Remedy.of(request.action());
                if (remedy.isEmpty()) {
                    return ActionResult.again("", "refused");
                }
                boolean scan = remedy.get() == Remedy.PAPER_SCAN || remedy.get() == Remedy.CONFIRMATION_LETTER;
                Optional<byte[]> file = scan ? CaseForm.file(request) : Optional.empty();
                desk.handIn(request.viewer(), number, new CaseDesk.HandIn(remedy.get(), version, words, file));
                return ActionResult.done(here, "coverage.handed-in");
            }
        }
        return ActionResult.done(here, "coverage.kept");
    }
}
