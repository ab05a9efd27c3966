package org.tallystick.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLParameters;

/**
 * One TLS connection over a socket that never blocks: one request at a time, and whether its answer is complete. For the one thread
 * that waits for the selector; any {@link IOException} means that the connection is over.
 */
final class KeptConnection {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SelectionKey key;
    private final SSLEngine engine;
    private final AnswerReader answer = new AnswerReader();
    private final ByteBuffer received;
    private final ByteBuffer plain;
    /** Flipped: what is between position and limit was encrypted and not yet written. */
    private final ByteBuffer encrypted;

    private ByteBuffer request = NOTHING;
    private boolean established;
    private boolean answered;

    private KeptConnection(SocketChannel channel, SelectionKey key, SSLEngine engine) {
        this.channel = channel;
        this.key = key;
        this.engine = engine;
        int packet = engine.getSession().getPacketBufferSize();
        received = ByteBuffer.allocate(2 * packet);
        plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        encrypted = ByteBuffer.allocate(packet).limit(0);
    }

    /** Begins to connect; {@link #ready} goes on. The selector's key has {@code owner} attached. */
    static KeptConnection open(Selector selector, LoadTarget target, Object owner) throws IOException {
        InetSocketAddress address = target.address();
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SSLEngine engine = target.tls().createSSLEngine(address.getHostString(), address.getPort());
            engine.setUseClientMode(true);
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT, owner);
            KeptConnection connection = new KeptConnection(channel, key, engine);
            if (channel.connect(address)) {
                connection.connected();
            }
            return connection;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether a request may be sent: the handshake is over. */
    boolean isEstablished() {
        return established;
    }

    /** Sends a request, of which the buffer's remaining bytes are all; the last one was answered. */
    void send(ByteBuffer whole) throws IOException {
        request = whole;
        answered = false;
        flush();
    }

    /** Does what the socket is ready for. @return whether an answer is complete now */
    boolean ready() throws IOException {
        if (key.isConnectable()) {
            channel.finishConnect();
            connected();
        }
        if (key.isValid() && key.isWritable()) {
            flush();
        }
        if (key.isValid() && key.isReadable()) {
            read();
        }
        return answered;
    }

    /** The last answer. */
    AnswerReader answer() {
        return answer;
    }

    /** At once, without telling the other side. */
    void close() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // It is over anyway.
        }
    }

    private void connected() throws IOException {
        key.interestOps(SelectionKey.OP_READ);
        engine.beginHandshake();
        shakeHands();
    }

    private void read() throws IOException {
        if (channel.read(received) < 0) {
            throw new EOFException("the server closed the connection");
        }
        received.flip();
        boolean enough = true;
        while (received.hasRemaining() && enough) {
            SSLEngineResult result = engine.unwrap(received, plain);
            switch (result.getStatus()) {
                case CLOSED -> throw new EOFException("the server closed the connection");
                case BUFFER_UNDERFLOW -> enough = false;
                default -> taken(result);
            }
        }
        received.compact();
    }

    private void taken(SSLEngineResult result) throws IOException {
        if (plain.position() > 0) {
            plain.flip();
            answered |= answer.take(plain);
            plain.clear();
        }
        if (result.getHandshakeStatus() != SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING) {
            shakeHands();
        }
    }

    /** Until the other side has to say something, or until both are ready. */
    private void shakeHands() throws IOException {
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> {
                    if (!written()) {
                        return;
                    }
                    encrypt(NOTHING);
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    flush();
                    return;
                }
                default -> {
                    established = true;
                    flush();
                    return;
                }
            }
        }
    }

    private void flush() throws IOException {
        while (written()) {
            if (!established && engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP) {
                shakeHands();
                return;
            }
            if (!established || !request.hasRemaining()) {
                if (key.interestOps() != SelectionKey.OP_READ) {
                    key.interestOps(SelectionKey.OP_READ);
                }
                return;
            }
            encrypt(request);
        }
    }

    private void encrypt(ByteBuffer bytes) throws IOException {
        encrypted.clear();
        SSLEngineResult result = engine.wrap(bytes, encrypted);
        encrypted.flip();
        if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
            throw new EOFException("the connection is closed");
        }
    }

    /** @return whether all that was encrypted is on its way; otherwise the selector says when to go on */
    private boolean written() throws IOException {
        if (encrypted.hasRemaining()) {
            channel.write(encrypted);
            if (encrypted.hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return false;
            }
        }
        return true;
    }
}
