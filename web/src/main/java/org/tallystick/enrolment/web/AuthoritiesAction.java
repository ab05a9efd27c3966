package org.tallystick.enrolment.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.enrolment.ListFault;
import org.tallystick.enrolment.service.ExternalAuthorities;
import org.tallystick.enrolment.service.ExternalLists;
import org.tallystick.enrolment.service.RevocationOrder;

/** The operator trusts authorities elsewhere, ends that trust, and has their lists fetched. */
@ApplicationScoped
class AuthoritiesAction implements PortalAction {
    private static final String HERE = "/admin/authorities";
    private static final String AUTHORITY = "authority";

    @Inject
    ExternalAuthorities authorities;

    @Inject
    ExternalLists lists;

    @Override
    public PortalPage page() {
        return PortalPage.ADMIN_AUTHORITIES;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        return switch (request.action()) {
            case "import" -> ChainForm.explained(ChainForm.CHAIN, () -> trust(request));
            case "end" -> {
                authorities.end(request.viewer(), request.text(AUTHORITY), order(request), request.text("confirm"));
                yield ActionResult.done(HERE, "untrusted");
            }
            case "fetch" -> fetch(request);
            default -> ActionResult.again("", "action");
        };
    }

    private static RevocationOrder order(PortalRequest request) {
        RevocationOrder order = CertificateForms.order(request);
        return new RevocationOrder(order.reason(), order.since(), request.text("why"));
    }

    private ActionResult trust(PortalRequest request) {
        boolean changed = authorities.trust(
                request.viewer(),
                ChainForm.pem(request),
                Set.copyOf(request.texts("institutions")),
                request.text("list"));
        return ActionResult.done(HERE, changed ? "trusted" : "trusted-before");
    }

    private ActionResult fetch(PortalRequest request) {
        Optional<ListFault> fault = lists.fetch(request.viewer(), request.text(AUTHORITY));
        return fault.map(why -> ActionResult.again("", key(why)))
                .orElseGet(() -> ActionResult.done(HERE, "list-fetched"));
    }

    /** Key of the words for what is wrong with a list. */
    static String key(ListFault fault) {
        return "list." + fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
