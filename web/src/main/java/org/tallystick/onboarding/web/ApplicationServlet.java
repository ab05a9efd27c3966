package org.tallystick.onboarding.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.tallystick.access.web.FormView;
import org.tallystick.onboarding.service.ApplicationDocuments;
import org.tallystick.onboarding.service.ApplicationFile;
import org.tallystick.onboarding.service.Applications;
import org.tallystick.onboarding.service.Drafts;
import org.tallystick.onboarding.service.Origin;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.web.ReferenceId;
import org.tallystick.shared.web.SameOrigin;

/**
 * {@code /application/{code}}: the applicant's page, and below it what its forms do. A file that is too large is received up to a limit and
 * then refused in words, because a browser that is cut off while it sends shows nothing.
 */
@WebServlet("/application/*")
@MultipartConfig(maxRequestSize = ApplicationServlet.LARGEST_REQUEST, fileSizeThreshold = 64 << 10)
public class ApplicationServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Bytes; beyond this the connection is cut. */
    static final int LARGEST_REQUEST = 64 << 20;

    @Inject
    private transient Applications applications;

    @Inject
    private transient Drafts drafts;

    @Inject
    private transient ApplicationDocuments documents;

    @Inject
    private transient DocumentUploads uploads;

    /** The parts of the path behind {@code /application/}. */
    private record Target(String code, String part) {
        static Target of(HttpServletRequest request) {
            String[] parts = (request.getPathInfo() == null ? "/" : request.getPathInfo())
                    .substring(1)
                    .split("/", 2);
            return new Target(parts[0], parts.length > 1 ? parts[1] : "");
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Target target = Target.of(request);
        Optional<ApplicationFile> file = applications.find(target.code());
        boolean editing = target.part().equals("facts");
        if (file.isEmpty() || !editing && !target.part().isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            forward(request, response, "application-closed");
        } else if (editing && !file.get().application().state().isOpenToApplicant()) {
            go(response, "/application/" + target.code());
        } else {
            ApplicantView.show(request, file.get(), target.code());
            forward(request, response, editing ? "application-facts" : "application");
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!SameOrigin.sent(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        Target target = Target.of(request);
        Optional<ApplicationFile> file = applications.find(target.code());
        if (file.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            forward(request, response, "application-closed");
            return;
        }
        String done;
        try {
            done = perform(request, target, file.get());
        } catch (Problem e) {
            Map<String, String> faults = faults(e);
            if (faults.isEmpty()) {
                throw e;
            }
            refuse(request, response, target, faults);
            return;
        }
        if (done.equals("owner")) {
            show(request, response, target);
        } else {
            go(response, "/application/" + target.code() + (done.isEmpty() ? "" : "?done=" + done));
        }
    }

    /** @return key of the notice; {@code owner} if the page itself shows what came out */
    private String perform(HttpServletRequest request, Target target, ApplicationFile file)
            throws ServletException, IOException {
        Origin origin = new Origin(request.getRemoteAddr(), ReferenceId.of(request));
        String code = target.code();
        switch (target.part()) {
            case "facts" -> {
                stop(drafts.change(
                        code, BusinessForm.typed(request, file.application().kind()), origin));
                return "application-changed";
            }
            case "documents" -> {
                stop(uploads.add(request, code, origin));
                return "document-kept";
            }
            case "remove" -> {
                documents.remove(code, BusinessForm.text(request, "document"), origin);
                return "document-removed";
            }
            case "submit" -> {
                applications.submit(code, origin).ifPresent(fault -> stop(Map.of("", fault)));
                return "application-submitted";
            }
            case "answer" -> {
                applications.answer(code, BusinessForm.text(request, "answer"), origin);
                return "application-answered";
            }
            case "owner" -> {
                Optional<String> link = applications.ownerLink(code, origin);
                link.ifPresent(made -> ApplicantView.show(request, made));
                return link.isPresent() ? "owner" : "";
            }
            default -> throw new Problem(ProblemType.NOT_FOUND, "There is no such form.");
        }
    }

    /** Faults of a form travel as a refusal, so that each form says in one place what follows when all is well. */
    private static void stop(Map<String, String> faults) {
        if (!faults.isEmpty()) {
            throw new Problem(ProblemType.MEMBER_INVALID, "The form has faults.").with("faults", faults);
        }
    }

    /** Empty for what is refused as a whole. */
    @SuppressWarnings("unchecked")
    private static Map<String, String> faults(Problem problem) {
        if (problem.extensions().get("faults") instanceof Map<?, ?> faults) {
            return (Map<String, String>) faults;
        }
        return switch (problem.type()) {
            case FORBIDDEN -> Map.of("", "application.closed");
            case MEMBER_INVALID ->
                Map.of(
                        problem.errors().get(0).member(),
                        "apply." + problem.errors().get(0).member());
            default -> Map.of();
        };
    }

    private void refuse(
            HttpServletRequest request, HttpServletResponse response, Target target, Map<String, String> faults)
            throws ServletException, IOException {
        response.setStatus(422);
        FormView.show(request, faults);
        show(request, response, target);
    }

    private void show(HttpServletRequest request, HttpServletResponse response, Target target)
            throws ServletException, IOException {
        ApplicationFile file = applications
                .find(target.code())
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such application."));
        ApplicantView.show(request, file, target.code());
        boolean editing =
                target.part().equals("facts") && file.application().state().isOpenToApplicant();
        forward(request, response, editing ? "application-facts" : "application");
    }

    private static void go(HttpServletResponse response, String location) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", location);
    }

    private static void forward(HttpServletRequest request, HttpServletResponse response, String page)
            throws ServletException, IOException {
        request.getRequestDispatcher("/WEB-INF/pages/" + page + ".xhtml").forward(request, response);
    }
}
