package org.tallystick.access.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.service.ProviderFault;
import org.tallystick.access.service.ProviderSignIn;
import org.tallystick.shared.web.Moment;
import org.tallystick.shared.web.ReferenceId;

/** The OpenID Connect provider on pages: its buttons, whether the own account is linked, and what went wrong. */
@Named("provider")
@RequestScoped
public class ProviderView {
    private static final String FAULT = "tallystick.provider-fault";

    @Inject
    private HttpServletRequest request;

    @Inject
    private ProviderSignIn provider;

    @Inject
    private PortalIdentity identity;

    private @Nullable Optional<Instant> linked;

    static void show(HttpServletRequest request, ProviderFault.Reason reason) {
        request.setAttribute(FAULT, reason.name().toLowerCase(Locale.ROOT));
    }

    public boolean isConfigured() {
        return provider.label().isPresent();
    }

    public String getLabel() {
        return provider.label().orElse("");
    }

    /** Address of the button on the sign-in page. */
    public String getSignIn() {
        String next = request.getParameter("next");
        return "/sign-in/provider" + (next == null ? "" : "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    }

    /** Address of the button on an invitation's page. */
    public String getAccept() {
        return "/sign-in/provider?for=invitation&invitation="
                + URLEncoder.encode(InvitationServlet.token(request), StandardCharsets.UTF_8);
    }

    public boolean isLinked() {
        return linked().isPresent();
    }

    public Moment getSince() {
        return Moment.of(linked().orElseThrow());
    }

    /** Key of what went wrong. */
    public String getFault() {
        return String.valueOf(request.getAttribute(FAULT));
    }

    public String getReference() {
        return ReferenceId.of(request);
    }

    private Optional<Instant> linked() {
        if (linked == null) {
            linked = identity.viewer().flatMap(provider::linked);
        }
        return linked;
    }
}
