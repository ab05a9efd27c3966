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
import org.tallystick.enrolment.ForeignList;
import org.tallystick.enrolment.ListFault;
import org.tallystick.shared.TimedBody;
import org.tallystick.shared.service.OutboundDoor;

/** Fetches revocation lists: no redirect is followed, nothing private is called, and whatever happens is over within half a minute. */
@ApplicationScoped
class ExternalListClient {
    private static final String PRIVATE_HOSTS = "tallystick.enrolment.list-private-hosts";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration BODY = Duration.ofSeconds(20);

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

    /** Who sends a byte now and then does not hold the job up. One byte more than allowed is enough to have the list refused. */
    private byte[] call(URI uri) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER).build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = new TimedBody(response.body(), BODY)) {
                if (response.statusCode() != 200) {
                    throw new IOException("it answered " + response.statusCode());
                }
                return body.readNBytes(ForeignList.MAX_LENGTH + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server is stopping", e);
        }
    }
}
