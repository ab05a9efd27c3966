package org.tallystick.access.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;

/** The signed-in person as pages and other capabilities' views see them, and the variables of the page's path. */
@Named("viewer")
@RequestScoped
public class ViewerView {
    private static final String MATCH = "tallystick.portal-match";

    @Inject
    private PortalIdentity identity;

    @Inject
    private HttpServletRequest request;

    static void show(HttpServletRequest request, PortalPage.Match match) {
        request.setAttribute(MATCH, match);
    }

    public boolean isSignedIn() {
        return identity.viewer().isPresent();
    }

    /** For services. */
    public Viewer viewer() {
        return identity.viewer().orElseThrow();
    }

    public String getName() {
        return identity.viewer().map(Viewer::name).orElse("");
    }

    public String getLogin() {
        return identity.viewer().map(Viewer::login).orElse("");
    }

    public String getRole() {
        return identity.viewer().map(v -> v.role().name()).orElse("");
    }

    /** Where the brand and the first entry lead. */
    public String getHome() {
        return identity.viewer().map(v -> PortalPage.homeOf(v.role()).path()).orElse("/");
    }

    /** Part of the portal: merchant, institution, regulator, admin or account. */
    public String getArea() {
        return identity.viewer().map(v -> area(v.role())).orElse("");
    }

    /** Whether this page's path begins with that of an entry of the navigation; the home only matches itself. */
    public boolean at(String path) {
        String here = match().map(m -> m.page().path()).orElse("");
        return here.equals(path) || !path.equals(getHome()) && here.startsWith(path + "/");
    }

    /** Whether the role may open a page, by its constant's name: for links. */
    public boolean may(String page) {
        Optional<Role> role = identity.viewer().map(Viewer::role);
        return role.isPresent() && PortalPage.valueOf(page).isFor(role.get());
    }

    /** A variable of the page's path. */
    public String path(String name) {
        return match().map(m -> m.variables().getOrDefault(name, "")).orElse("");
    }

    private Optional<PortalPage.Match> match() {
        return Optional.ofNullable((PortalPage.Match) request.getAttribute(MATCH));
    }

    private static String area(Role role) {
        return switch (role) {
            case MERCHANT_OWNER, MERCHANT_STAFF -> "merchant";
            case INSTITUTION_OFFICER -> "institution";
            case REGULATOR -> "regulator";
            case OPERATOR -> "admin";
            case CONSUMER -> "account";
        };
    }
}
