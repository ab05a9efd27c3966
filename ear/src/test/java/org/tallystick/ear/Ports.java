package org.tallystick.ear;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Port offsets: that of the build ({@code -Dport.offset=N}, default 0) plus a distance for each JVM of tests
 * ({@code -Dtallystick.fork=N}, from 1) and for each test server.
 */
final class Ports {
    /** The server's ports as configured. */
    static final List<Integer> CONFIGURED = List.of(8443, 8444, 8080, 9990);

    private static final int OF_ONE_FORK = 500;

    private static final AtomicInteger LAST =
            new AtomicInteger(Integer.getInteger("port.offset", 0) + 500 + OF_ONE_FORK * fork());

    /** Below those that Linux gives to clients, of which one could have it while its server is away. */
    private static final AtomicInteger FREE =
            new AtomicInteger(20_000 + Integer.getInteger("port.offset", 0) % 10_000 + OF_ONE_FORK * fork());

    private Ports() {}

    /** Which of the JVMs that run tests side by side this is, from 1. */
    static int fork() {
        return Integer.getInteger("tallystick.fork", 1);
    }

    /** An offset that no server has, neither one of these tests nor anybody else's. */
    static int next() {
        int offset = LAST.addAndGet(10);
        while (taken(offset).isPresent()) {
            offset = LAST.addAndGet(10);
        }
        return offset;
    }

    /** A port for a server of another kind, that nobody has now and no client of this machine will be given. */
    static int free() {
        int port = FREE.incrementAndGet();
        while (isTaken(port)) {
            port = FREE.incrementAndGet();
        }
        return port;
    }

    /** A port that a server with this offset could not have. */
    static Optional<Integer> taken(int offset) {
        return CONFIGURED.stream()
                .map(port -> port + offset)
                .filter(Ports::isTaken)
                .findFirst();
    }

    private static boolean isTaken(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return !socket.isBound();
        } catch (IOException e) {
            return true;
        }
    }
}
