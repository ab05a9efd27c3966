package org.tallystick.policies.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.tallystick.access.web.ViewerView;
import org.tallystick.policies.PolicyKind;
import org.tallystick.policies.service.PolicyDesk;
import org.tallystick.shared.web.Preferences;

/** All kinds of rules with what holds today and what is to come. */
@Named("policyList")
@RequestScoped
public class PolicyListView {
    @Inject
    private HttpServletRequest request;

    @Inject
    private PolicyDesk desk;

    @Inject
    private ViewerView viewer;

    /** A kind. @param changeable whether the viewer may add versions of one of its rules */
    public record Group(String name, String why, String link, boolean changeable, List<PolicyLine> lines) {}

    public List<Group> getGroups() {
        PolicyWords words = new PolicyWords(Preferences.of(request).language().locale());
        boolean operator = viewer.viewer().scope().isEmpty();
        return Arrays.stream(PolicyKind.values())
                .map(kind -> new Group(
                        words.get("kind." + kind),
                        words.get("kind." + kind + ".why"),
                        "/" + viewer.getArea() + "/policies/" + kind.word(),
                        operator || kind.isOwned(),
                        desk.list(viewer.viewer(), kind).stream()
                                .filter(standing -> standing.state() != PolicyDesk.State.REPLACED)
                                .map(standing -> PolicyLine.of(standing, "", words))
                                .toList()))
                .toList();
    }
}
