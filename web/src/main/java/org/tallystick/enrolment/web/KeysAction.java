package org.tallystick.enrolment.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.enrolment.SealKeyState.Rank;
import org.tallystick.enrolment.service.AuthorityRotation;
import org.tallystick.enrolment.service.PlatformRevocations;
import org.tallystick.enrolment.service.SealRotation;

/** The operator makes, ranks and revokes the platform's keys. */
@ApplicationScoped
class KeysAction implements PortalAction {
    private static final String HERE = "/admin/keys";
    private static final String CERTIFICATE = "certificate";

    @Inject
    PlatformRevocations revocations;

    @Inject
    SealRotation seals;

    @Inject
    AuthorityRotation authorities;

    @Inject
    RootForms root;

    @Override
    public PortalPage page() {
        return PortalPage.ADMIN_KEYS;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        return switch (request.action()) {
            case "revoke" -> revoke(request);
            case "make" -> make(request);
            case "activate" -> rank(request, Rank.ACTIVE);
            case "reserve" -> rank(request, Rank.RESERVE);
            case "retire" -> rank(request, Rank.RETIRED);
            case "succeed" -> {
                authorities.succeed(request.viewer(), request.text(CERTIFICATE));
                yield ActionResult.done(HERE, "key-made");
            }
            case "responder" -> {
                authorities.succeedResponder(request.viewer(), request.text(CERTIFICATE));
                yield ActionResult.done(HERE, "key-made");
            }
            default -> root.perform(request);
        };
    }

    private ActionResult revoke(PortalRequest request) {
        revocations.revoke(
                request.viewer(), request.text(CERTIFICATE), CertificateForms.order(request), request.text("confirm"));
        return ActionResult.done(HERE, "revoked");
    }

    private ActionResult make(PortalRequest request) {
        boolean inDevice = request.text("place").equals("DEVICE");
        seals.make(
                request.viewer(),
                RootForms.algorithm(request),
                inDevice,
                !request.text("rank").equals(Rank.RESERVE.name()));
        return ActionResult.done(HERE, "key-made");
    }

    private ActionResult rank(PortalRequest request, Rank rank) {
        seals.rank(request.viewer(), request.text(CERTIFICATE), rank);
        return ActionResult.done(HERE, "key-ranked");
    }
}
