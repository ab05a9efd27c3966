package org.tallystick.access.service;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.Sha256;

/**
 * One way to the provider and back, kept in a sealed cookie of the browser that began it. State, nonce and PKCE verifier follow
 * from its token, so the server remembers nothing until it has been used.
 *
 * @param purpose what for
 * @param subject account id to be linked, or token of an invitation; empty for signing in
 * @param next where to go afterwards
 * @param begun UTC milliseconds
 */
record ProviderAttempt(Token token, Purpose purpose, String subject, String next, long begun) {
    private static final String SEPARATOR = "\n";
    private static final int PARTS = 5;

    /** Why somebody goes to the provider. */
    enum Purpose {
        SIGN_IN,
        LINK,
        INVITATION
    }

    String state() {
        return derived("state");
    }

    String nonce() {
        return derived("nonce");
    }

    /** RFC 7636: 43 characters. */
    String verifier() {
        return derived("verifier");
    }

    byte[] bytes() {
        return String.join(SEPARATOR, token.text(), purpose.name(), subject, Long.toString(begun), next)
                .getBytes(StandardCharsets.UTF_8);
    }

    static Optional<ProviderAttempt> of(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split(SEPARATOR, PARTS);
        return parts.length < PARTS
                ? Optional.empty()
                : Optional.of(new ProviderAttempt(
                        new Token(parts[0]), Purpose.valueOf(parts[1]), parts[2], parts[4], Long.parseLong(parts[3])));
    }

    private String derived(String use) {
        return Base64Url.encode(Sha256.of((use + ":" + token.text()).getBytes(StandardCharsets.US_ASCII)));
    }
}
