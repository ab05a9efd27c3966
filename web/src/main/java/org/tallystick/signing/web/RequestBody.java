package org.tallystick.signing.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Reads the bytes of a JSON request under a size limit. */
final class RequestBody {
    private RequestBody() {}

    /**
     * @param limit largest accepted length in bytes
     * @throws Problem method-not-allowed, unsupported-media-type or too-large
     */
    static byte[] read(HttpServletRequest request, int limit) throws IOException {
        String type = request.getContentType();
        if (type == null || !isJson(type)) {
            throw new Problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send application/json.");
        }
        if (request.getContentLengthLong() > limit) {
            throw tooLarge(limit);
        }
        try (InputStream in = request.getInputStream()) {
            byte[] body = in.readNBytes(limit + 1);
            if (body.length > limit) {
                throw tooLarge(limit);
            }
            return body;
        }
    }

    private static boolean isJson(String type) {
        String media = type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        return "application/json".equals(media);
    }

    private static Problem tooLarge(int limit) {
        return new Problem(ProblemType.TOO_LARGE, "The body may have at most " + limit + " bytes.");
    }
}
