package org.tallystick.enrolment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tallystick.enrolment.ForeignList;
import org.tallystick.enrolment.ListFault;
import org.tallystick.shared.service.OutboundDoor;

/** Fetches revocation lists: no redirect is followed, nothing private is called, and whatever happens is over within half a minute. */
@ApplicationScoped
class ExternalListClient {
    private static final String PRIVATE_HOSTS = "tallystick.enrolment.list-private-hosts";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final long PATIENCE_SECONDS = 30;

    private final OutboundDoor door;
    private final HttpClient http;

    @Inject
    ExternalListClient(OutboundDoor door) {
        this.door = door;
        this.http = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ExternalListClient() {
        this.door = null;
        this.http = null;
    }

    /** @throws ForeignList.Refused saying why there is nothing */
    byte[] get(String address) throws ForeignList.Refused {
        URI uri = URI.create(address);
        try {
            if (!door.isOpenTo(uri.getHost(), PRIVATE_HOSTS)) {
                throw new ForeignList.Refused(ListFault.ADDRESS_PRIVATE);
            }
            return call(uri);
        } catch (UnknownHostException e) {
            throw new ForeignList.Refused(ListFault.NAME_UNKNOWN);
        } catch (IOException e) {
            throw new ForeignList.Refused(ListFault.UNREACHABLE);
        }
    }

    /** Who sends a byte now and then does not hold the job up: the reader is given up with the body closed. */
    private byte[] call(URI uri) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER).build();
        CompletableFuture<HttpResponse<InputStream>> answer =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        try {
            HttpResponse<InputStream> response = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("it answered " + response.statusCode());
                }
                return CompletableFuture.supplyAsync(() -> read(body)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server is stopping", e);
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            throw new IOException("it did not answer in time", e);
        }
    }

    /** One byte more than allowed is enough to have the list refused. */
    private static byte[] read(InputStream body) {
        try {
            return body.readNBytes(ForeignList.MAX_LENGTH + 1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
