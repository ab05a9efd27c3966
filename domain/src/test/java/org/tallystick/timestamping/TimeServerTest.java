package org.tallystick.timestamping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clock against a real server over UDP. */
class TimeServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration IMPATIENCE = Duration.ofMillis(200);

    private final LyingTimeServer server = new LyingTimeServer();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3_000, -86_400_000})
    void itTellsHowFarOurClockIsFromTheServers(long millis) throws IOException {
        server.lie(Duration.ofMillis(millis));

        SntpAnswer answer = ask(PATIENCE);

        // As exact as the way is short, however busy this machine is.
        assertThat(answer.offset().minusMillis(millis).abs())
                .isLessThanOrEqualTo(answer.delay().dividedBy(2).plusMillis(2));
        assertThat(answer.delay()).isLessThan(PATIENCE);
    }

    @Test
    void secondsAreReadInTheEraOfOurOwnClock() {
        Instant after = Instant.parse("2036-02-07T06:28:20Z");
        byte[] message = ByteBuffer.allocate(SntpAnswer.LENGTH)
                .put(0, (byte) 0x24)
                .put(1, (byte) 2)
                .putLong(24, 7)
                .putLong(32, LyingTimeServer.fixed(after))
                .putLong(40, LyingTimeServer.fixed(after))
                .array();

        assertThat(SntpAnswer.read(message, 7, after.minusSeconds(20), after.minusSeconds(20))
                        .offset()
                        .toSeconds())
                .isEqualTo(20);
    }

    @Test
    void whatIsNoAnswerToOurQuestionIsNotHeard() {
        server.change(answer -> ByteBuffer.wrap(answer).putLong(24, 1).array());
        assertThatThrownBy(() -> ask(IMPATIENCE)).isInstanceOf(IOException.class);
        server.change(answer -> new byte[] {0x24, 1});
        assertThatThrownBy(() -> ask(IMPATIENCE)).isInstanceOf(IOException.class);
    }

    @Test
    void aServerThatKnowsNoTimeIsNotHeard() {
        // A kiss of death has stratum 0; the leap bits 3 mean not synchronised.
        server.change(answer -> ByteBuffer.wrap(answer).put(1, (byte) 0).array());
        assertThatThrownBy(() -> ask(IMPATIENCE)).isInstanceOf(IOException.class);
        server.change(answer -> ByteBuffer.wrap(answer).put(0, (byte) 0xe4).array());
        assertThatThrownBy(() -> ask(IMPATIENCE)).isInstanceOf(IOException.class);
        server.change(answer -> answer);
        server.silence(true);
        assertThatThrownBy(() -> ask(IMPATIENCE)).isInstanceOf(IOException.class);
    }

    @Test
    void hostsMayHavePorts() {
        assertThat(TimeServer.parse("ntp.example, [2001:db8::1]:1123\n10.0.0.1"))
                .containsExactly(
                        new TimeServer("ntp.example", 123),
                        new TimeServer("[2001:db8::1]", 1123),
                        new TimeServer("10.0.0.1", 123));
        assertThat(TimeServer.parse("")).isEmpty();
        assertThatThrownBy(() -> TimeServer.parse("http://x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TimeServer.parse("x:70000")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneOfThreeServersCannotMisleadAndOfTwoTheWorseCounts() {
        assertThat(offset(5, 90_000, -3)).isEqualTo(5);
        assertThat(offset(1, 4_000)).isEqualTo(4_000);
        assertThat(offset(1, -4_000)).isEqualTo(-4_000);
        assertThat(offset(9)).isEqualTo(9);
        assertThat(MeasuredOffset.of(List.of())).isEmpty();
    }

    private static long offset(long... millis) {
        return MeasuredOffset.of(java.util.Arrays.stream(millis)
                        .mapToObj(one -> new SntpAnswer(Duration.ofMillis(one), Duration.ZERO))
                        .toList())
                .orElseThrow()
                .value()
                .toMillis();
    }

    private SntpAnswer ask(Duration patience) throws IOException {
        return TimeServer.parse(server.address()).get(0).ask(Clock.systemUTC(), patience);
    }
}
