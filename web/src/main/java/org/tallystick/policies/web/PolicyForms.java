package org.tallystick.policies.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.tallystick.access.web.ActionResult;
import org.tallystick.access.web.PortalRequest;
import org.tallystick.policies.PolicyKind;
import org.tallystick.policies.PolicyVersion;
import org.tallystick.policies.service.PolicyDesk;
import org.tallystick.policies.service.PolicyLedger;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Takes the form of a new version, wherever it stands. */
@ApplicationScoped
class PolicyForms {
    @Inject
    PolicyDesk desk;

    @Inject
    PolicyLedger ledger;

    /** @param area beginning of the page's path */
    ActionResult perform(PortalRequest request, String area) {
        PolicyKind kind = PolicyKind.ofWord(request.path("kind"))
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such kind of rule."));
        String rule = request.text("rule");
        Map<String, String> faults =
                desk.add(request.viewer(), kind, rule, owner(request, kind), version(request), request::texts);
        if (!faults.isEmpty()) {
            return ActionResult.again(faults);
        }
        ledger.publish();
        return ActionResult.done("/" + area + "/policies/" + kind.word(), "policy-added");
    }

    /** An institution's own; the operator says whose. */
    private static String owner(PortalRequest request, PolicyKind kind) {
        String typed = request.text("owner");
        return request.viewer()
                .scope()
                .orElse(!kind.isOwned() ? "" : typed.isEmpty() ? PolicyVersion.EVERYBODY : typed);
    }

    private static int version(PortalRequest request) {
        String text = request.text("version");
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    }
}
