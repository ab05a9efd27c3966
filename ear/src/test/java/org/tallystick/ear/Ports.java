package org.tallystick.ear;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Port offsets: that of the build ({@code -Dport.offset=N}, default 0) plus a distance for each test server. */
final class Ports {
    /** The server's ports as configured. */
    static final List<Integer> CONFIGURED = List.of(8443, 8444, 8080, 9990);

    private static final AtomicInteger LAST = new AtomicInteger(Integer.getInteger("port.offset", 0) + 1000);

    private Ports() {}

    /** An offset that no server has, neither one of these tests nor anybody else's. */
    static int next() {
        int offset = LAST.addAndGet(10);
        while (taken(offset).isPresent()) {
            offset = LAST.addAndGet(10);
        }
        return offset;
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
