package org.tallystick.access.web;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.Viewer;
import org.tallystick.access.service.AccountLanguages;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.web.Preferences;
import org.tallystick.shared.web.SameOrigin;

/** The door of the portal: finds the page, the person and the rule, and only then shows the page or does what its form says. */
@WebServlet({"/merchant/*", "/institution/*", "/regulator/*", "/admin/*", "/account/*", "/notices/*", "/work/*"})
@MultipartConfig(maxFileSize = 512 << 20, maxRequestSize = 513 << 20, fileSizeThreshold = 1 << 20)
public class PortalServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int UNPROCESSABLE = 422;
    /** The fault of a form about something that somebody else has changed since it was shown. */
    private static final String CHANGED = "changed-meanwhile";

    /** Bytes of a form on all pages but those that take large files. */
    private static final long MOST = 12 << 20;

    @Inject
    private transient PortalIdentity identity;

    @Inject
    private transient AccountLanguages languages;

    @Inject
    @Any
    private transient Instance<PortalAction> actions;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Optional<PortalPage.Match> match = admit(request, response);
        if (match.isPresent()) {
            identity.viewer()
                    .ifPresent(viewer -> languages.reads(
                            viewer, Preferences.of(request).language().tag()));
            show(request, response, match.get());
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!SameOrigin.sent(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        Optional<PortalPage.Match> match = admit(request, response);
        if (match.isEmpty()) {
            return;
        }
        if (isTooLarge(request, match.get().page())) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        Optional<PortalAction> action =
                actions.stream().filter(a -> a.page() == match.get().page()).findFirst();
        if (action.isEmpty()) {
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        ActionResult result = perform(action.get(), request, match.get());
        if (result.location().isPresent()) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", result.location().get());
            return;
        }
        boolean changed = result.faults().containsValue(CHANGED);
        response.setStatus(
                result.faults().isEmpty()
                        ? HttpServletResponse.SC_OK
                        : changed ? HttpServletResponse.SC_CONFLICT : UNPROCESSABLE);
        FormView.show(request, result.faults());
        show(request, response, match.get());
    }

    /** Decided before anything of the body is read; a browser always says how long a form is. */
    private static boolean isTooLarge(HttpServletRequest request, PortalPage page) {
        long length = request.getContentLengthLong();
        String type = request.getContentType();
        boolean unknown = length < 0 && type != null && type.startsWith("multipart/");
        return !page.takesLargeFiles() && (unknown || length > MOST);
    }

    private ActionResult perform(PortalAction action, HttpServletRequest request, PortalPage.Match match) {
        try {
            return action.perform(new PortalRequest(
                    request,
                    match,
                    identity.viewer().orElseThrow(),
                    identity.session().orElseThrow().session()));
        } catch (Problem e) {
            if (e.type().status() == HttpServletResponse.SC_NOT_FOUND) {
                throw e;
            }
            FormView.explain(request, e);
            if (e.type() == ProblemType.CHANGED_MEANWHILE) {
                return ActionResult.again("", CHANGED);
            }
            Map<String, String> faults = e.errors().stream()
                    .collect(
                            Collectors.toMap(Problem.MemberError::member, error -> "member", (first, second) -> first));
            return ActionResult.again(faults.isEmpty() ? Map.of("", "refused") : faults);
        }
    }

    /** Empty if the request is answered already: unknown, not signed in, or not allowed. */
    private Optional<PortalPage.Match> admit(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Optional<PortalPage.Match> match = PortalPage.at(
                request.getRequestURI().substring(request.getContextPath().length()));
        if (match.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return Optional.empty();
        }
        Optional<Viewer> viewer = identity.viewer();
        if (viewer.isEmpty()) {
            askToSignIn(request, response);
            return Optional.empty();
        }
        if (!match.get().page().isFor(viewer.get().role())) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return Optional.empty();
        }
        return match;
    }

    private static void askToSignIn(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if ("POST".equals(request.getMethod())) {
            SignInServlet.interrupt(request, response);
            return;
        }
        String query = request.getQueryString();
        String next = request.getRequestURI() + (query == null ? "" : "?" + query);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", "/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    }

    private static void show(HttpServletRequest request, HttpServletResponse response, PortalPage.Match match)
            throws ServletException, IOException {
        ViewerView.show(request, match);
        try {
            request.getRequestDispatcher(match.page().view()).forward(request, response);
        } catch (ServletException | RuntimeException e) {
            Problem problem = refusal(e);
            if (problem == null) {
                throw e;
            }
            response.sendError(problem.type().status());
        }
    }

    /** What a service refused while the page was being made; anything else is a fault of ours. */
    private static @Nullable Problem refusal(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof Problem problem) {
                return problem;
            }
        }
        return null;
    }
}
