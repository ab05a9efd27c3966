package org.tallystick.ledger.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Sha256;

/**
 * A file of the ledger on its way to a client or a cache: with an entity tag, so that what somebody has is not sent again (RFC 9110,
 * section 13), and compressed where it shrinks.
 *
 * @param type media type
 * @param caching value of Cache-Control
 * @param shrinks whether compressing is worth it: hashes do not shrink
 */
record PublicFile(String type, String caching, boolean shrinks, byte[] content) {
    private static final int TAG_BYTES = 16;

    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean packed = shrinks && accepts(request);
        String tag =
                "\"" + Base64Url.encode(Arrays.copyOf(Sha256.of(content), TAG_BYTES)) + (packed ? "-gzip\"" : "\"");
        response.setHeader("Cache-Control", caching);
        response.setHeader("ETag", tag);
        if (shrinks) {
            response.setHeader("Vary", "Accept-Encoding");
        }
        if (isKnown(request, tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        byte[] body = packed ? gzip(content) : content;
        if (packed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static boolean accepts(HttpServletRequest request) {
        String accepted = request.getHeader("Accept-Encoding");
        return accepted != null && accepted.matches("(?i).*\\bgzip\\b(?!\\s*;\\s*q=0(?:\\.0*)?(?:\\D|$)).*");
    }

    private static boolean isKnown(HttpServletRequest request, String tag) {
        String known = request.getHeader("If-None-Match");
        return known != null
                && (known.strip().equals("*")
                        || Arrays.stream(known.split(","))
                                .map(String::strip)
                                .anyMatch(one -> one.equals(tag) || one.equals("W/" + tag)));
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }
}
