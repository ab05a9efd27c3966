package org.tallystick.timestamping.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.enrolment.service.StampingPlatform;
import org.tallystick.timestamping.ImprintDigest;
import org.tallystick.timestamping.TimestampToken;

/** Timestamps from the configured authority of somebody else, over HTTP. */
class TimestampSourceTest {
    private static final byte[] DATA = {4, 5, 6};

    @TempDir
    Path directory;

    private HttpServer elsewhere;
    private TimestampAuthority theirs;
    private TimestampSource source;
    private volatile int status = 200;
    private volatile UnaryOperator<byte[]> answer;

    @BeforeEach
    void start() throws IOException {
        StampingPlatform platform = new StampingPlatform(directory);
        ClockWatch watch = new ClockWatch(List.of(), Duration.ofSeconds(2), Duration.ofMinutes(10), platform.clock());
        SerialRepository serials = new SerialRepository() {
            @Override
            long nextBlock() {
                return 7;
            }
        };
        theirs = new TimestampAuthority(platform.authority(), watch, new Serials(serials), platform.clock());
        answer = theirs::answer;
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            byte[] asked = exchange.getRequestBody().readAllBytes();
            byte[] body = answer.apply(asked);
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        elsewhere.start();
        source = new TimestampSource(elsewhere(), own());
    }

    @AfterEach
    void stop() {
        elsewhere.stop(0);
    }

    /** It must not be asked. */
    private static TimestampAuthority own() {
        return new TimestampAuthority(null, null, null, null);
    }

    private TimeSettings elsewhere() {
        URI address = URI.create("http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/");
        return new TimeSettings(null) {
            @Override
            Optional<URI> externalAuthority() {
                return Optional.of(address);
            }
        };
    }

    @Test
    void aTokenComesFromThereOverOurDataAndOurDigest() {
        TimestampToken token = source.stamp(DATA, ImprintDigest.SHA512);

        assertThat(token.covers(DATA)).isTrue();
        assertThat(token.digest()).isEqualTo(ImprintDigest.SHA512);
        assertThat(token.isSignedBy(token.signer(token.certificates()).orElseThrow()))
                .isTrue();
    }

    @Test
    void anAnswerThatIsNoneOrToAnotherQuestionOrARedirectIsRefused() {
        byte[][] first = new byte[1][];
        answer = asked -> {
            first[0] = theirs.answer(asked);
            return first[0];
        };
        source.stamp(DATA, ImprintDigest.SHA256);

        answer = asked -> first[0];
        assertRefused("another question's");
        answer = asked -> new byte[] {1, 2, 3};
        assertRefused("nonsense");
        answer = asked -> theirs.answer(new byte[] {1});
        assertRefused("a rejection");
        answer = theirs::answer;
        status = 302;
        assertRefused("a redirect");
        elsewhere.stop(0);
        assertRefused("nobody there");
    }

    private void assertRefused(String what) {
        assertThatThrownBy(() -> source.stamp(DATA, ImprintDigest.SHA256))
                .as(what)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("timestamp authority");
    }
}
