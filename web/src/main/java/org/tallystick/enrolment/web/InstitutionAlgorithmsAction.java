package org.tallystick.enrolment.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.stream.Collectors;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalAction;
import org.tallystick.access.web.PortalPage;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.enrolment.AlgorithmChoice;
import org.tallystick.enrolment.KeyAlgorithm;
import org.tallystick.enrolment.service.InstitutionAlgorithms;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** The operator chooses what an institution's terminals sign with, and what seals its receipts. */
@ApplicationScoped
class InstitutionAlgorithmsAction implements PortalAction {
    @Inject
    InstitutionAlgorithms algorithms;

    @Override
    public PortalPage page() {
        return PortalPage.ADMIN_INSTITUTION;
    }

    @Override
    public ActionResult perform(PortalRequest request) {
        if (!request.action().equals("algorithms")) {
            return ActionResult.again("", "action");
        }
        String institution = request.path("institution");
        algorithms.choose(request.viewer(), institution, choice(request));
        return ActionResult.done("/admin/institutions/" + institution, "algorithms");
    }

    private static AlgorithmChoice choice(PortalRequest request) {
        Set<KeyAlgorithm> terminals = request.texts("terminals").stream()
                .map(name -> algorithm(name, "terminals"))
                .collect(Collectors.toSet());
        return new AlgorithmChoice(terminals, algorithm(request.text("seal"), "seal"));
    }

    private static KeyAlgorithm algorithm(String name, String field) {
        return KeyAlgorithm.ofJose(name)
                .orElseThrow(() -> Problem.member(ProblemType.MEMBER_INVALID, field, "names no algorithm"));
    }
}
