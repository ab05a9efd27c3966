package org.tallystick.timestamping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** A real NTP server on a port of its own, whose time is as far from the right one as it is told. */
public final class LyingTimeServer implements AutoCloseable {
    private static final long FROM_1900_TO_1970 = 2_208_988_800L;

    private final DatagramSocket socket;
    private final Clock clock;
    private volatile Duration lie = Duration.ZERO;
    private volatile boolean silent;
    private volatile UnaryOperator<byte[]> change = UnaryOperator.identity();

    public LyingTimeServer() {
        this(Clock.systemUTC());
    }

    /** @param clock that it lies about */
    public LyingTimeServer(Clock clock) {
        this.clock = clock;
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "ntp");
        thread.setDaemon(true);
        thread.start();
    }

    /** As settings name it. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    public void lie(Duration distance) {
        lie = distance;
    }

    public void silence(boolean wanted) {
        silent = wanted;
    }

    /** Changes answers before they leave. */
    void change(UnaryOperator<byte[]> wanted) {
        change = wanted;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(new byte[SntpAnswer.LENGTH], SntpAnswer.LENGTH);
                socket.receive(packet);
                if (!silent) {
                    byte[] answer = change.apply(answer(packet.getData()));
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                // Closed, or nobody is left to be told.
            }
        }
    }

    private byte[] answer(byte[] question) {
        long now = fixed(clock.instant().plus(lie));
        ByteBuffer answer = ByteBuffer.allocate(SntpAnswer.LENGTH);
        answer.put(0, (byte) 0x24).put(1, (byte) 1);
        answer.putLong(24, ByteBuffer.wrap(question).getLong(40));
        return answer.putLong(32, now).putLong(40, now).array();
    }

    static long fixed(Instant time) {
        long seconds = time.getEpochSecond() + FROM_1900_TO_1970;
        return seconds << 32 | ((long) time.getNano() << 32) / 1_000_000_000L;
    }

    @Override
    public void close() {
        socket.close();
    }
}
