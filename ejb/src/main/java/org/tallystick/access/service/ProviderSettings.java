package org.tallystick.access.service;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tallystick.shared.service.Settings;

/**
 * The provider as it is configured.
 *
 * @param secret empty for a public client, which PKCE alone protects
 * @param label name on the button
 * @param redirect where the provider sends people back to
 * @param secondFactorValues values of {@code amr} or {@code acr} that stand for a second factor
 */
record ProviderSettings(
        String issuer,
        String clientId,
        Optional<String> secret,
        String label,
        List<String> scopes,
        URI redirect,
        Set<String> secondFactorValues) {
    private static final String PREFIX = "tallystick.access.oidc.";
    static final String CALLBACK = "/sign-in/provider/callback";

    /** Empty if no issuer is set. @throws IllegalStateException if what is set cannot be used */
    static Optional<ProviderSettings> of(Settings settings) {
        return settings.optional(PREFIX + "issuer").map(issuer -> of(settings, issuer));
    }

    private static ProviderSettings of(Settings settings, String issuer) {
        URI uri = URI.create(issuer);
        boolean local = "http".equals(uri.getScheme()) && "localhost".equals(uri.getHost()) && !settings.production();
        if (!"https".equals(uri.getScheme()) && !local) {
            throw new IllegalStateException("Setting " + PREFIX + "issuer must be an https address");
        }
        String clientId = settings.optional(PREFIX + "client-id")
                .orElseThrow(() -> new IllegalStateException("Setting " + PREFIX + "client-id is missing"));
        return new ProviderSettings(
                issuer,
                clientId,
                settings.optional(PREFIX + "client-secret"),
                settings.optional(PREFIX + "label").orElse(uri.getHost()),
                list(settings, "scopes"),
                URI.create(settings.baseUrl() + CALLBACK),
                Set.copyOf(list(settings, "second-factor-values")));
    }

    private static List<String> list(Settings settings, String name) {
        return settings.optional(PREFIX + name)
                .map(text -> Arrays.stream(text.split("[,\\s]+"))
                        .filter(s -> !s.isEmpty())
                        .distinct()
                        .collect(Collectors.toList()))
                .orElse(List.of());
    }
}
