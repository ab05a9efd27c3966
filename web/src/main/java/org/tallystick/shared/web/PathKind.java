package org.tallystick.shared.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.regex.Pattern;

/** The kinds of paths that differ in their headers and in how they say that something is wrong. */
public enum PathKind {
    /** Pages for people. */
    PAGE,
    /** Pages whose address or content is private: a receipt, the result of a file check, the portal. */
    PRIVATE_PAGE,
    /** Files of one receipt. */
    PRIVATE_FILE,
    /** Style sheet, script and icon, whose addresses change with their content. */
    ASSET,
    /** The public ledger. */
    LEDGER,
    /** Everything programs call. */
    API;

    private static final Pattern PRIVATE = Pattern.compile(
            "/(r/|verify|merchant|institution|regulator|admin|account|notices|work|sign-|invitation|home|complaint|mine|apply|application/|sign/|follow/)");
    private static final Pattern RECEIPT_FILE = Pattern.compile("/r/[^/]*\\.[^/]*");

    /** The kind of the path the client asked for, also inside a forward or an error dispatch. */
    public static PathKind of(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        Object forwarded = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
        String uri =
                failed != null ? failed.toString() : forwarded != null ? forwarded.toString() : request.getRequestURI();
        return ofPath(uri.substring(Math.min(request.getContextPath().length(), uri.length())));
    }

    static PathKind ofPath(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        if (lower.startsWith("/api/")
                || lower.equals("/api")
                || lower.startsWith("/.well-known/")
                || isProtocol(lower)) {
            return API;
        }
        if (lower.startsWith("/ledger/")) {
            return LEDGER;
        }
        if (lower.startsWith("/assets/")) {
            return ASSET;
        }
        if (RECEIPT_FILE.matcher(path).matches()) {
            return PRIVATE_FILE;
        }
        return PRIVATE.matcher(lower).lookingAt() ? PRIVATE_PAGE : PAGE;
    }

    private static boolean isProtocol(String lower) {
        return lower.equals("/ocsp") || lower.startsWith("/ocsp/") || lower.equals("/tsa");
    }

    /** Whether people read the answer in a browser. */
    public boolean isPage() {
        return this == PAGE || this == PRIVATE_PAGE;
    }
}
