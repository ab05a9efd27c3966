package org.tallystick.signing.web;

import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.ServletContext;

/** Puts {@link DirectIntake} before the servlets. Named in {@code META-INF/services}; the server makes it. */
public class DirectIntakeExtension implements ServletExtension {
    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        // Innermost, behind the server's own gate: a node that is suspended takes no bills, and waits for those it has.
        deployment.getInitialHandlerChainWrappers().add(0, servlets -> new DirectIntake(servlets, context));
    }
}
