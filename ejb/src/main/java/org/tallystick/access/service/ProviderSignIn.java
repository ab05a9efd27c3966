package org.tallystick.access.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.access.Viewer;
import org.tallystick.access.service.ProviderAttempt.Purpose;
import org.tallystick.access.service.ProviderFault.Reason;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.service.Settings;

/**
 * Signing in through an OpenID Connect provider, if one is configured. An identity is an issuer and a subject; whose account it
 * opens is decided by the account's holder, signed in or invited, and never by an e-mail address.
 */
@ApplicationScoped
@PermitAll
public class ProviderSignIn {
    private static final Logger LOG = Logger.getLogger(ProviderSignIn.class.getName());
    private static final String SEAL = "provider-attempt";
    private static final long LIFE_MILLIS = 10 * 60_000L;
    private static final int LONGEST_NEXT = 1_000;

    private final ProviderLinks links;
    private final SecretBox box;
    private final Clock clock;
    private final Optional<ProviderSettings> settings;
    private final Optional<OpenIdProvider> provider;

    /** A way to the provider: the cookie that the browser keeps meanwhile, and the address. */
    public record Departure(String cookie, URI address) {}

    /**
     * How it ended.
     *
     * @param token of a new session; empty if an account was linked
     * @param next where the person wanted to go
     */
    public record Arrival(Optional<Token> token, String next) {}

    @Inject
    ProviderSignIn(ProviderLinks links, SecretBox box, Settings settings, Clock clock) {
        this.links = links;
        this.box = box;
        this.clock = clock;
        this.settings = ProviderSettings.of(settings);
        this.provider = this.settings.map(s -> new OpenIdProvider(s, clock));
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ProviderSignIn() {
        this.links = null;
        this.box = null;
        this.clock = null;
        this.settings = Optional.empty();
        this.provider = Optional.empty();
    }

    /** Name of the provider on buttons; empty if none is configured. */
    public Optional<String> label() {
        return settings.map(ProviderSettings::label);
    }

    /** @throws ProviderFault DOWN */
    public Departure toSignIn(String next) {
        return depart(Purpose.SIGN_IN, "", next.length() > LONGEST_NEXT ? "" : next);
    }

    /** To link the own account. @throws ProviderFault DOWN */
    public Departure toLink(Viewer viewer) {
        return depart(Purpose.LINK, viewer.accountId(), "/account");
    }

    /** To accept an invitation without choosing a password. @throws ProviderFault DOWN */
    public Departure toAccept(String invitation) {
        return depart(Purpose.INVITATION, invitation, "");
    }

    /**
     * Ends an attempt with what the provider has sent back.
     *
     * @param cookie what {@link Departure} gave to this browser; empty if it has none
     * @param answer the query string's parameters
     * @param viewer who is signed in, if somebody is
     * @throws ProviderFault if it does not end well
     */
    public Arrival arrive(String cookie, Map<String, String> answer, Optional<Viewer> viewer, SignIn.Origin origin) {
        ProviderAttempt attempt = attempt(cookie, answer.getOrDefault("state", ""));
        try {
            ProviderIdentity identity = identity(attempt, answer);
            return switch (attempt.purpose()) {
                case SIGN_IN -> new Arrival(Optional.of(links.open(attempt, identity, origin)), attempt.next());
                case LINK -> {
                    links.link(attempt, identity, viewer);
                    yield new Arrival(Optional.empty(), "/account?done=provider-linked");
                }
                case INVITATION -> new Arrival(Optional.of(links.accept(attempt, identity, origin)), "");
            };
        } catch (ProviderFault e) {
            LOG.log(Level.INFO, "Sign-in through the provider, request {0}: {1}", new Object[] {
                origin.requestId(), e.getMessage()
            });
            throw e;
        }
    }

    /** When the account was linked; empty if it is not. */
    public Optional<Instant> linked(Viewer viewer) {
        return settings.flatMap(s -> links.linkedAt(viewer, s.issuer()));
    }

    /** From now on the provider no longer opens the account. */
    public void unlink(Viewer viewer) {
        settings.ifPresent(s -> links.unlink(viewer, s.issuer()));
    }

    private Departure depart(Purpose purpose, String subject, String next) {
        ProviderAttempt attempt = new ProviderAttempt(Token.create(), purpose, subject, next, clock.millis());
        URI address = provider().authorization(attempt);
        return new Departure(Base64Url.encode(box.seal(attempt.bytes(), SEAL)), address);
    }

    private ProviderAttempt attempt(String cookie, String state) {
        try {
            return ProviderAttempt.of(box.open(Base64Url.decode(cookie), SEAL))
                    .filter(a -> a.state().equals(state))
                    .filter(a -> a.begun() > clock.millis() - LIFE_MILLIS)
                    .filter(a -> links.isFresh(a))
                    .orElseThrow(() -> new ProviderFault(Reason.STATE, "another state, too old, or used before"));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ProviderFault(Reason.STATE, "no attempt of ours");
        }
    }

    private ProviderIdentity identity(ProviderAttempt attempt, Map<String, String> answer) {
        String issuer = answer.getOrDefault("iss", "");
        if (!issuer.isEmpty()
                && !issuer.equals(settings.map(ProviderSettings::issuer).orElse(""))) {
            throw new ProviderFault(Reason.REFUSED, "the answer is another issuer's (RFC 9207)");
        }
        String code = answer.getOrDefault("code", "");
        if (code.isEmpty()) {
            throw new ProviderFault(Reason.REFUSED, "the provider answers without a code");
        }
        return provider().redeem(code, attempt);
    }

    private OpenIdProvider provider() {
        return provider.orElseThrow(() -> new ProviderFault(Reason.STATE, "no provider is configured"));
    }
}
