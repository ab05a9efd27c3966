package org.tallystick.latesigning.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.access.web.PortalIdentity;
import org.tallystick.latesigning.service.LateSignatures;
import org.tallystick.shared.web.ReadOnlyServlet;

/** What a cardholder drew or typed, as nothing but a picture. */
@WebServlet({"/merchant/late-signatures/*", "/institution/late-signatures/*"})
public class LatePictureServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient PortalIdentity identity;

    @Inject
    private transient LateSignatures signatures;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Viewer viewer = identity.caller();
        if (request.getServletPath().startsWith("/merchant")) {
            viewer.require(Role.MERCHANT_OWNER, Role.MERCHANT_STAFF);
        } else {
            viewer.require(Role.INSTITUTION_OFFICER);
        }
        String id = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
        byte[] picture = signatures.picture(viewer, id);
        response.setContentType("image/svg+xml;charset=UTF-8");
        response.setContentLength(picture.length);
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.getOutputStream().write(picture);
    }
}
