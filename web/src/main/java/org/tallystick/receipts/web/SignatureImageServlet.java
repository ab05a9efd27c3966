package org.tallystick.receipts.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.tallystick.access.Role;
import org.tallystick.access.Viewer;
import org.tallystick.access.web.PortalIdentity;
import org.tallystick.receipts.service.SeenReceipts;
import org.tallystick.shared.web.ReadOnlyServlet;

/** {@code /merchant/signatures/{number}}: the image of a cardholder's signature, as nothing but an image. */
@WebServlet("/merchant/signatures/*")
public class SignatureImageServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient PortalIdentity identity;

    @Inject
    private transient SeenReceipts receipts;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Viewer viewer = identity.caller();
        viewer.require(Role.MERCHANT_OWNER, Role.MERCHANT_STAFF);
        String number =
                request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
        byte[] image = receipts.signatureImage(viewer, number);
        response.setContentType("image/png");
        response.setContentLength(image.length);
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.getOutputStream().write(image);
    }
}
