package org.tallystick.shared.web;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Serves {@link Assets}, compressed where the browser takes it. */
@WebServlet("/assets/*")
public class AssetsServlet extends ReadOnlyServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Assets assets;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Assets.Asset> asset =
                Optional.ofNullable(request.getPathInfo()).flatMap(assets::at);
        if (asset.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        String accepted = request.getHeader("Accept-Encoding");
        boolean compress = accepted != null && accepted.contains("gzip");
        byte[] body = compress ? asset.get().gzipped() : asset.get().plain();
        if (compress) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setHeader("Vary", "Accept-Encoding");
        response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        response.setContentType(asset.get().mediaType());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
