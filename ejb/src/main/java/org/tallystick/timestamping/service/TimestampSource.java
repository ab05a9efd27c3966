package org.tallystick.timestamping.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.tallystick.shared.TimedBody;
import org.tallystick.timestamping.ImprintDigest;
import org.tallystick.timestamping.TimestampToken;

/**
 * Where the platform's own timestamps come from: its own authority, or the configured one of somebody else. Either is asked by the same
 * request, and its answer looked at in the same way. Only the configured address is ever called; redirects are not followed.
 */
@ApplicationScoped
class TimestampSource {
    private static final int NONCE_BITS = 64;
    private static final int MOST_BYTES = TimestampToken.MAX_LENGTH + 1_024;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final TimeSettings settings;
    private final TimestampAuthority own;
    private final SecureRandom random = new SecureRandom();
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    @Inject
    TimestampSource(TimeSettings settings, TimestampAuthority own) {
        this.settings = settings;
        this.own = own;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected TimestampSource() {
        this(null, null);
    }

    /**
     * @return a token over these bytes that names our nonce; whether its authority is to be trusted is another question
     * @throws IllegalStateException saying why there is none
     */
    TimestampToken stamp(byte[] data, ImprintDigest digest) {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        try {
            TimeStampRequest request =
                    generator.generate(digest.oid(), digest.of(data), new BigInteger(NONCE_BITS, random));
            byte[] asked = request.getEncoded();
            byte[] answered = settings.externalAuthority().isPresent()
                    ? call(settings.externalAuthority().get(), asked)
                    : own.answer(asked);
            TimeStampResponse response = new TimeStampResponse(answered);
            response.validate(request);
            if (response.getTimeStampToken() == null) {
                throw new IllegalStateException("The timestamp authority refused: " + response.getStatusString());
            }
            return TimestampToken.parse(response.getTimeStampToken().getEncoded());
        } catch (IOException | TSPException e) {
            throw new IllegalStateException("The timestamp authority gave no timestamp: " + e.getMessage(), e);
        }
    }

    private byte[] call(URI authority, byte[] request) throws IOException {
        HttpRequest call = HttpRequest.newBuilder(authority)
                .timeout(ANSWER)
                .header("Content-Type", "application/timestamp-query")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                .build();
        try {
            HttpResponse<InputStream> response = http.send(call, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = new TimedBody(response.body(), ANSWER)) {
                if (response.statusCode() != 200) {
                    throw new IOException("it answered " + response.statusCode());
                }
                return body.readNBytes(MOST_BYTES);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server is stopping", e);
        }
    }
}
