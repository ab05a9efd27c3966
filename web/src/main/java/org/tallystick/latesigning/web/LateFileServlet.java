package org.tallystick.latesigning.web;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.tallystick.latesigning.service.LateFiles;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.web.ProblemResponse;

/** {@code /r/{code}.late.json}: the sealed statement about a late signature, with its proof. The servlet of receipts leads here. */
@WebServlet("/late-signatures/file")
public class LateFileServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String BEFORE = "/r/";
    private static final String ENDING = ".late.json";

    @Inject
    private transient LateFiles files;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() != DispatcherType.FORWARD) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        String path = String.valueOf(request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI));
        Optional<byte[]> file = files.ofCode(path.substring(BEFORE.length(), path.length() - ENDING.length()));
        if (file.isEmpty()) {
            ProblemResponse.send(
                    request, response, new Problem(ProblemType.NOT_FOUND, "Nobody has signed this receipt later."));
            return;
        }
        response.setContentType("application/json");
        response.setContentLength(file.get().length);
        response.setHeader("Content-Disposition", "attachment; filename=\"tallystick-late-signature.json\"");
        response.getOutputStream().write(file.get());
    }
}
