package org.tallystick.enrolment.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Terminal number and code of an {@code Authorization: Basic} header (RFC 7617). */
record EnrolmentCredentials(String terminalNo, String code) {
    private static final String SCHEME = "Basic ";

    /** @return nothing if the header is missing or not Basic with a colon inside */
    static Optional<EnrolmentCredentials> of(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String plain = decoded(header.substring(SCHEME.length()).strip());
        int colon = plain.indexOf(':');
        return colon < 1
                ? Optional.empty()
                : Optional.of(new EnrolmentCredentials(plain.substring(0, colon), plain.substring(colon + 1)));
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Never the code: records end up in logs. */
    @Override
    public String toString() {
        return "EnrolmentCredentials[" + terminalNo + "]";
    }
}
