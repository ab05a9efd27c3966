package org.tallystick.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.tallystick.shared.LocalTls;
import org.tallystick.shared.PinnedTrust;

/** An HTTPS server that answers as a test says, on threads of its own. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final SSLSocketFactory tls;
    private final Script script;
    private final LoadTarget target;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();

    /** What is answered to the so-many-th request of all; empty: the connection is closed without a word. */
    @FunctionalInterface
    interface Script {
        String answer(int request) throws Exception;
    }

    private ScriptedServer(ServerSocket listener, SSLSocketFactory tls, LoadTarget target, Script script) {
        this.listener = listener;
        this.tls = tls;
        this.target = target;
        this.script = script;
    }

    static ScriptedServer start(Path folder, Script script) throws Exception {
        LocalTls tls = LocalTls.create();
        Path pem = Files.writeString(folder.resolve("ca.pem"), tls.pem());
        ServerSocket listener = new ServerSocket(0, 300, InetAddress.getLoopbackAddress());
        LoadTarget target = new LoadTarget(
                new InetSocketAddress("localhost", listener.getLocalPort()),
                PinnedTrust.in(pem),
                LoadTarget.USUAL_PATIENCE);
        ScriptedServer server = new ScriptedServer(listener, tls.context().getSocketFactory(), target, script);
        server.threads.submit(server::accept);
        return server;
    }

    static String answer(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    LoadTarget target() {
        return target;
    }

    /** Bodies of the requests in the order they came. */
    List<String> bodies() {
        return bodies;
    }

    int connections() {
        return connections.get();
    }

    private Void accept() throws IOException {
        while (true) {
            Socket socket = listener.accept();
            connections.incrementAndGet();
            sockets.add(socket);
            if (listener.isClosed()) {
                // It came in the moment of the close, which may have seen all others already.
                socket.close();
                return null;
            }
            threads.submit(() -> serve(socket));
        }
    }

    private Void serve(Socket tcp) throws Exception {
        try (SSLSocket socket = (SSLSocket) tls.createSocket(tcp, null, true)) {
            socket.setUseClientMode(false);
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                bodies.add(body(in));
                String answer = script.answer(requests.incrementAndGet());
                if (answer.isEmpty()) {
                    return null;
                }
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private static String body(InputStream in) throws IOException {
        int length = 0;
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); ; c = in.read()) {
            if (c < 0) {
                throw new IOException("closed");
            }
            if (c != '\n') {
                line.append((char) c);
            } else if (line.toString().isBlank()) {
                return new String(in.readNBytes(length), StandardCharsets.UTF_8);
            } else {
                if (line.toString().startsWith("Content-Length: ")) {
                    length = Integer.parseInt(line.substring(16).strip());
                }
                line.setLength(0);
            }
        }
    }

    /** Closes what is below TLS: to close an SSLSocket that another thread shakes hands on can take for ever (Java 17). */
    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
