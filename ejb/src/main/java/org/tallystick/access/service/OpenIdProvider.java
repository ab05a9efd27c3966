package org.tallystick.access.service;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.service.ProviderFault.Reason;

/**
 * Speaks OpenID Connect with one provider: discovery, authorization code with PKCE, ID token. What it says about itself is asked
 * once an hour; its keys whenever a token names an unknown one.
 */
final class OpenIdProvider {
    private static final int CONNECT_MILLIS = 3_000;
    private static final int READ_MILLIS = 5_000;
    private static final int MOST_BYTES = 1 << 20;
    private static final Duration KNOWN_FOR = Duration.ofHours(1);
    /** Never "none", never a shared secret. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final ProviderSettings settings;
    private final Clock clock;
    private volatile @Nullable Known known;

    private record Known(OIDCProviderMetadata metadata, IDTokenValidator validator, Instant since) {}

    OpenIdProvider(ProviderSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Where the browser goes. @throws ProviderFault DOWN */
    URI authorization(ProviderAttempt attempt) {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope(Stream.concat(Stream.of("openid"), settings.scopes().stream())
                                .distinct()
                                .toArray(String[]::new)),
                        new ClientID(settings.clientId()),
                        settings.redirect())
                .endpointURI(known().metadata().getAuthorizationEndpointURI())
                .state(new State(attempt.state()))
                .nonce(new Nonce(attempt.nonce()))
                .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /** Who it is that the code stands for. @throws ProviderFault DOWN or REFUSED */
    ProviderIdentity redeem(String code, ProviderAttempt attempt) {
        Known provider = known();
        try {
            IDTokenClaimsSet claims = provider.validator()
                    .validate(idToken(provider.metadata(), code, attempt), new Nonce(attempt.nonce()));
            return new ProviderIdentity(settings.issuer(), claims.getSubject().getValue(), secondFactor(claims));
        } catch (KeySourceException e) {
            throw new ProviderFault(Reason.DOWN, "the provider's keys cannot be read: " + e.getMessage());
        } catch (BadJOSEException | JOSEException e) {
            throw new ProviderFault(Reason.REFUSED, "the ID token is not valid: " + e.getMessage());
        }
    }

    private JWT idToken(OIDCProviderMetadata metadata, String code, ProviderAttempt attempt) {
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(
                new AuthorizationCode(code), settings.redirect(), new CodeVerifier(attempt.verifier()));
        try {
            HTTPRequest request = tokenRequest(metadata, grant).toHTTPRequest();
            request.setConnectTimeout(CONNECT_MILLIS);
            request.setReadTimeout(READ_MILLIS);
            request.setFollowRedirects(false);
            TokenResponse answer = OIDCTokenResponseParser.parse(request.send());
            if (!answer.indicatesSuccess()) {
                throw new ProviderFault(
                        Reason.REFUSED,
                        "no token: " + answer.toErrorResponse().getErrorObject().getCode());
            }
            return ((OIDCTokenResponse) answer.toSuccessResponse())
                    .getOIDCTokens()
                    .getIDToken();
        } catch (ParseException e) {
            throw new ProviderFault(Reason.REFUSED, "the answer is no token: " + e.getMessage());
        } catch (IOException e) {
            throw new ProviderFault(Reason.DOWN, "the token endpoint does not answer: " + e.getMessage());
        }
    }

    private TokenRequest tokenRequest(OIDCProviderMetadata metadata, AuthorizationCodeGrant grant) {
        URI endpoint = metadata.getTokenEndpointURI();
        ClientID client = new ClientID(settings.clientId());
        return settings.secret()
                .map(secret -> new TokenRequest.Builder(endpoint, authentication(metadata, client, secret), grant))
                .orElseGet(() -> new TokenRequest.Builder(endpoint, client, grant))
                .build();
    }

    private static ClientAuthentication authentication(OIDCProviderMetadata metadata, ClientID client, String secret) {
        List<ClientAuthenticationMethod> methods =
                Optional.ofNullable(metadata.getTokenEndpointAuthMethods()).orElse(List.of());
        boolean post = methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return post
                ? new ClientSecretPost(client, new Secret(secret))
                : new ClientSecretBasic(client, new Secret(secret));
    }

    private boolean secondFactor(IDTokenClaimsSet claims) {
        Stream<String> amr =
                Optional.ofNullable(claims.getAMR()).orElse(List.of()).stream().map(value -> value.getValue());
        Stream<String> acr = Stream.ofNullable(claims.getACR()).map(value -> value.getValue());
        return Stream.concat(amr, acr).anyMatch(settings.secondFactorValues()::contains);
    }

    private Known known() {
        Known current = known;
        if (current == null || current.since().plus(KNOWN_FOR).isBefore(clock.instant())) {
            current = discover();
            known = current;
        }
        return current;
    }

    private Known discover() {
        try {
            Issuer issuer = new Issuer(settings.issuer());
            OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(issuer, CONNECT_MILLIS, READ_MILLIS);
            JWKSource<SecurityContext> keys = JWKSourceBuilder.<SecurityContext>create(
                            metadata.getJWKSetURI().toURL(),
                            new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MOST_BYTES))
                    .retrying(true)
                    .rateLimited(1_000)
                    .build();
            IDTokenValidator validator = new IDTokenValidator(
                    issuer,
                    new ClientID(settings.clientId()),
                    new JWSVerificationKeySelector<>(ALGORITHMS, keys),
                    null);
            return new Known(metadata, validator, clock.instant());
        } catch (GeneralException | IOException e) {
            throw new ProviderFault(Reason.DOWN, "discovery: " + e.getMessage());
        }
    }
}
