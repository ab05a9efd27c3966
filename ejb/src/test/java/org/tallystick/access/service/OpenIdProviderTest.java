package org.tallystick.access.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.access.service.ProviderAttempt.Purpose;
import org.tallystick.access.service.ProviderFault.Reason;

/** A provider that changes its keys, or signs as nobody should. */
class OpenIdProviderTest {
    private final ProviderAttempt attempt = new ProviderAttempt(Token.create(), Purpose.SIGN_IN, "", "", 0);
    private HttpServer server;
    private String issuer;
    private OpenIdProvider provider;
    private ECKey key;
    private Supplier<String> idToken = () -> "";
    private String asked = "";

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        issuer = "http://localhost:" + server.getAddress().getPort();
        key = newKey("first");
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, discovery()));
        server.createContext("/keys", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", exchange -> {
            asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            answer(
                    exchange,
                    "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"" + idToken.get() + "\"}");
        });
        server.start();
        provider = new OpenIdProvider(
                new ProviderSettings(
                        issuer,
                        "tallystick",
                        Optional.empty(),
                        "Test",
                        List.of(),
                        URI.create("https://localhost/callback"),
                        Set.of("mfa")),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theCodeIsRedeemedWithTheVerifier() {
        idToken = () -> signed(key, claims());

        ProviderIdentity identity = provider.redeem("code-1", attempt);

        assertThat(identity).isEqualTo(new ProviderIdentity(issuer, "subject", false));
        assertThat(asked).contains("code=code-1", "code_verifier=" + attempt.verifier(), "client_id=tallystick");
    }

    @Test
    void aNewKeyIsFetchedWhenATokenNamesIt() throws Exception {
        idToken = () -> signed(key, claims());
        provider.redeem("code-1", attempt);

        key = newKey("second");

        assertThat(provider.redeem("code-2", attempt).subject()).isEqualTo("subject");
    }

    @Test
    void aSecondFactorCountsOnlyByTheConfiguredValues() {
        idToken = () -> signed(key, claims().claim("amr", List.of("pwd", "mfa")));
        assertThat(provider.redeem("code-1", attempt).secondFactor()).isTrue();

        idToken = () -> signed(key, claims().claim("amr", List.of("pwd")).claim("acr", "1"));
        assertThat(provider.redeem("code-2", attempt).secondFactor()).isFalse();
    }

    @Test
    void aKeyOfSomebodyElseOpensNothing() throws Exception {
        ECKey theirs = newKey("first");
        idToken = () -> signed(theirs, claims());

        assertRefused();
    }

    @Test
    void neitherNoSignatureNorASharedSecretOpensAnything() {
        idToken = () -> new PlainJWT(claims().build()).serialize();
        assertRefused();

        idToken = () -> {
            try {
                SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims().build());
                jwt.sign(new MACSigner("0123456789abcdef0123456789abcdef"));
                return jwt.serialize();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        };
        assertRefused();
    }

    @Test
    void aTokenWithoutNonceOpensNothing() {
        idToken = () -> signed(key, claims().claim("nonce", null));

        assertRefused();
    }

    @Test
    void aProviderThatIsAwayIsSaidToBe() {
        server.stop(0);

        assertThatThrownBy(() -> provider.authorization(attempt))
                .isInstanceOfSatisfying(
                        ProviderFault.class, e -> assertThat(e.reason()).isEqualTo(Reason.DOWN));
    }

    private void assertRefused() {
        assertThatThrownBy(() -> provider.redeem("code", attempt))
                .isInstanceOfSatisfying(
                        ProviderFault.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
    }

    private JWTClaimsSet.Builder claims() {
        Instant now = Clock.systemUTC().instant();
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject("subject")
                .audience("tallystick")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", attempt.nonce());
    }

    private static String signed(ECKey key, JWTClaimsSet.Builder claims) {
        try {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .keyID(key.getKeyID())
                    .build();
            SignedJWT jwt = new SignedJWT(header, claims.build());
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey newKey(String id) throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    }

    private String discovery() {
        return """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
                 "jwks_uri":"%1$s/keys","response_types_supported":["code"],"subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["ES256"]}"""
                .formatted(issuer);
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
