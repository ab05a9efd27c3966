package org.tallystick.signing.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;

/** Reads the bytes of a JSON request under a size limit. */
final class RequestBody {
    private static final long DRAINED = 32L << 20;

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
        try (InputStream in = request.getInputStream()) {
            boolean announced = request.getContentLengthLong() > limit;
            byte[] body = announced ? new byte[0] : in.readNBytes(limit + 1);
            if (announced || body.length > limit) {
                drain(in);
                throw tooLarge(limit);
            }
            return body;
        }
    }

    /** Many clients read the answer only when all is sent: what is not absurdly large is taken in and dropped. */
    private static void drain(InputStream in) {
        try {
            byte[] dropped = new byte[16 * 1024];
            long left = DRAINED;
            while (left > 0) {
                int read = in.read(dropped);
                left = read < 0 ? 0 : left - read;
            }
        } catch (IOException e) {
            // The client has given up, or the listener's own limit ended it: the answer is the same.
        }
    }

    static boolean isJson(String type) {
        String media = type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        return "application/json".equals(media);
    }

    private static Problem tooLarge(int limit) {
        return new Problem(ProblemType.TOO_LARGE, "The body may have at most " + limit + " bytes.");
    }
}
