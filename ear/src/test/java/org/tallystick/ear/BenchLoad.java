package org.tallystick.ear;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocket;
import org.HdrHistogram.Histogram;

/** Closed-loop load: each connection sends its own terminal's bills, the next one when the last was answered. */
final class BenchLoad {
    private BenchLoad() {}

    /** What a step measured; latencies in microseconds. */
    record Result(int connections, long accepted, long errors, double seconds, Histogram latency) {
        double perSecond() {
            return accepted / seconds;
        }
    }

    /** @param requests HTTP requests for each connection, ready to send */
    static Result run(ServerProcess server, List<List<byte[]>> requests, int seconds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(requests.size());
        try {
            long started = System.nanoTime();
            long until = started + seconds * 1_000_000_000L;
            List<Callable<Connection>> work = IntStream.range(0, requests.size())
                    .<Callable<Connection>>mapToObj(i -> () -> new Connection(server).send(requests.get(i), until))
                    .toList();
            Histogram latency = new Histogram(60_000_000L, 3);
            long accepted = 0;
            long errors = 0;
            for (Future<Connection> done : threads.invokeAll(work)) {
                latency.add(done.get().latency);
                accepted += done.get().accepted;
                errors += done.get().errors;
            }
            return new Result(requests.size(), accepted, errors, (System.nanoTime() - started) / 1e9, latency);
        } finally {
            threads.shutdownNow();
        }
    }

    static byte[] request(byte[] body) {
        byte[] head = ("POST /api/v1/receipts HTTP/1.1\r\n"
                        + "Host: localhost\r\n"
                        + "Content-Type: application/json\r\n"
                        + "Content-Length: "
                        + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = java.util.Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    /** One kept TLS connection and what it saw. */
    private static final class Connection {
        private final Histogram latency = new Histogram(60_000_000L, 3);
        private final ServerProcess server;
        private long accepted;
        private long errors;

        Connection(ServerProcess server) {
            this.server = server;
        }

        Connection send(List<byte[]> requests, long until) throws IOException {
            var sockets = LocalHttp.trustingContext().getSocketFactory();
            try (SSLSocket socket = (SSLSocket) sockets.createSocket("localhost", server.port(8443))) {
                socket.setTcpNoDelay(true);
                InputStream in = new BufferedInputStream(socket.getInputStream(), 16_384);
                OutputStream out = socket.getOutputStream();
                for (byte[] request : requests) {
                    long started = System.nanoTime();
                    if (started > until) {
                        break;
                    }
                    out.write(request);
                    out.flush();
                    count(answer(in), System.nanoTime() - started);
                }
            }
            return this;
        }

        private void count(int status, long nanos) {
            latency.recordValue(Math.min(nanos / 1_000, 60_000_000L));
            if (status == 201) {
                accepted++;
            } else {
                errors++;
            }
        }

        /** Reads one answer with a known length. @return its status */
        private static int answer(InputStream in) throws IOException {
            int status = Integer.parseInt(line(in).split(" ")[1]);
            int length = 0;
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
            }
            in.skipNBytes(length);
            return status;
        }

        private static String line(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder(64);
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the connection was closed");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }
    }
}
