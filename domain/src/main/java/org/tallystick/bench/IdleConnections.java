package org.tallystick.bench;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;

/**
 * TLS connections that say nothing once they are made, as those of tills between two sales. The server may close them after a minute of
 * silence. Not thread-safe.
 */
final class IdleConnections implements AutoCloseable {
    /** In which what the server has said would have come: it said it long ago. */
    private static final int LOOK_MILLIS = 1;

    private final List<SSLSocket> sockets = new ArrayList<>();

    private IdleConnections() {}

    /** @throws IOException if one of them cannot be made; none is left then */
    static IdleConnections open(LoadTarget target, int number) throws IOException {
        IdleConnections all = new IdleConnections();
        try {
            for (int i = 0; i < number; i++) {
                SSLSocket socket = (SSLSocket) target.tls()
                        .getSocketFactory()
                        .createSocket(
                                target.address().getHostString(),
                                target.address().getPort());
                all.sockets.add(socket);
                socket.setSoTimeout((int) target.patience().toMillis());
                socket.startHandshake();
            }
            return all;
        } catch (IOException e) {
            all.close();
            throw e;
        }
    }

    /** How many the server has not closed. */
    int open() {
        return (int) sockets.stream().filter(IdleConnections::isOpen).count();
    }

    private static boolean isOpen(SSLSocket socket) {
        try {
            socket.setSoTimeout(LOOK_MILLIS);
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        for (SSLSocket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is over anyway.
            }
        }
        sockets.clear();
    }
}
