package org.tallystick.following.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.tallystick.following.service.Followers;
import org.tallystick.following.service.Followers.Followed;
import org.tallystick.shared.web.SameOrigin;

/**
 * {@code /follow/{secret}}: where letters to followers lead. Opening it changes nothing, as programs that look through letters open links;
 * its buttons do. {@code POST …/stop} needs no page before it: mail programs send it when their reader presses "unsubscribe" (RFC 8058),
 * and the secret is all that they have.
 */
@WebServlet("/follow/*")
public class FollowLinkServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String STOP = "/stop";

    @Inject
    private transient Followers followers;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Optional<Followed> followed = followers.open(token(request));
        boolean stopped = "stopped".equals(request.getParameter("done"));
        if (followed.isEmpty() && !stopped) {
            response.setStatus(HttpServletResponse.SC_GONE);
        }
        FollowLinkView.show(request, followed, stopped);
        request.getRequestDispatcher("/WEB-INF/pages/follow-link.xhtml").forward(request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String token = token(request);
        if (path(request).endsWith(STOP)) {
            followers.stop(token);
            again(response, token, "?done=stopped");
        } else if (SameOrigin.sent(request)) {
            followers.confirm(token);
            again(response, token, "");
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private static void again(HttpServletResponse response, String token, String done) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", "/follow/" + token + done);
    }

    private static String token(HttpServletRequest request) {
        String path = path(request);
        String token = path.endsWith(STOP) ? path.substring(0, path.length() - STOP.length()) : path;
        return token.matches("[A-Za-z0-9_-]{22}") ? token : "none";
    }

    private static String path(HttpServletRequest request) {
        return request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
    }
}
