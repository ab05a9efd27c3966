package org.tallystick.access.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.tallystick.access.Role;

/** The matrix of roles and pages, read from the rule itself. */
@Named("roles")
@RequestScoped
public class RolesView {
    public List<PortalPage> getPages() {
        return Arrays.asList(PortalPage.values());
    }

    public List<Role> getRoles() {
        return Arrays.asList(Role.values());
    }
}
