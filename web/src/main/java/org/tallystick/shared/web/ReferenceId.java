package org.tallystick.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;

/**
 * The short id under which a request is found in the log: shown on error pages, {@code instance} of problem documents.
 * It is drawn at random and says nothing about the request.
 */
public final class ReferenceId {
    private static final String ATTRIBUTE = ReferenceId.class.getName();
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final SecureRandom RANDOM = new SecureRandom();

    private ReferenceId() {}

    /** The request's id, for example {@code TS-7K4D-9FXQ}; the same for the whole request. */
    public static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String id) {
            return id;
        }
        String id = create();
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    /** A new one, for what is answered without a servlet's request. */
    public static String create() {
        StringBuilder id = new StringBuilder("TS");
        for (int i = 0; i < 8; i++) {
            if (i % 4 == 0) {
                id.append('-');
            }
            id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
