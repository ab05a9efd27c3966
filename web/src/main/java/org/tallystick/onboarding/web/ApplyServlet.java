package org.tallystick.onboarding.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.tallystick.access.web.FormView;
import org.tallystick.onboarding.ApplicantKind;
import org.tallystick.onboarding.service.Drafts;
import org.tallystick.shared.OneTimeCode;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.web.SameOrigin;

/** {@code /apply}: choose an institution, say what the business is; what was typed is kept and goes on behind a private link. */
@WebServlet("/apply")
public class ApplyServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Drafts drafts;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.getRequestDispatcher("/WEB-INF/pages/apply.xhtml").forward(request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!SameOrigin.sent(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        ApplicantKind kind = BusinessForm.kind(request)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such kind of applicant."));
        OneTimeCode code = OneTimeCode.typed(BusinessForm.text(request, ApplyView.CODE));
        Map<String, String> faults =
                drafts.begin(code, BusinessForm.text(request, "institution"), kind, BusinessForm.typed(request, kind));
        if (faults.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", "/application/" + code.grouped() + "?done=application-begun");
            return;
        }
        response.setStatus(422);
        FormView.show(request, faults);
        doGet(request, response);
    }
}
