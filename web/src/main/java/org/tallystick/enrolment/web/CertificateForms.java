package org.tallystick.enrolment.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Optional;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.enrolment.RevocationReason;
import org.tallystick.enrolment.service.CertificateDesk;
import org.tallystick.enrolment.service.ExternalCertificates;
import org.tallystick.enrolment.service.RevocationOrder;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.ShopTime;

/** What officers and operators do to a terminal's certificates, and how the form for it is read. */
@ApplicationScoped
class CertificateForms {
    private static final String TERMINAL = "terminal";

    @Inject
    CertificateDesk desk;

    @Inject
    ExternalCertificates external;

    /** @param area part of the portal: institution or admin */
    ActionResult perform(PortalRequest request, String area) {
        String terminal = request.path(TERMINAL);
        String here = "/" + area + "/certificates/" + terminal;
        return switch (request.action()) {
            case "suspend" -> {
                desk.suspend(request.viewer(), terminal, true);
                yield ActionResult.done(here, "suspended");
            }
            case "resume" ->
                ChainForm.explained("", () -> {
                    desk.suspend(request.viewer(), terminal, false);
                    return ActionResult.done(here, "resumed");
                });
            case "revoke" -> {
                desk.revoke(request.viewer(), terminal, order(request), request.text("typed"));
                yield ActionResult.done(here, "revoked");
            }
            case "adopt" ->
                ChainForm.explained(ChainForm.CHAIN, () -> {
                    external.adopt(request.viewer(), terminal, ChainForm.pem(request));
                    return ActionResult.done(here, "adopted");
                });
            default -> ActionResult.again("", "action");
        };
    }

    /** @throws Problem member-invalid for a reason or time that is none */
    static RevocationOrder order(PortalRequest request) {
        RevocationReason reason = Arrays.stream(RevocationReason.values())
                .filter(each -> each.name().equals(request.text("reason")))
                .findFirst()
                .orElseThrow(() -> Problem.member(ProblemType.MEMBER_INVALID, "reason", "is none of the reasons"));
        return new RevocationOrder(reason, since(request.text("since")), request.text("words"));
    }

    /** As browsers send {@code datetime-local}, in the platform's zone. */
    private static Optional<Instant> since(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(text.replace(' ', 'T'))
                    .atZone(ShopTime.ZONE)
                    .toInstant());
        } catch (DateTimeException e) {
            throw Problem.member(
                    ProblemType.MEMBER_INVALID, "since", "must be a date and time such as 2027-03-01 18:30");
        }
    }
}
