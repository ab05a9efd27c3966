package org.tallystick.shared;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer whose sender may never end it: the time limit of a {@link java.net.http.HttpRequest} counts to the headers only.
 * Once the time is over each read, also one that waits, throws {@link SocketTimeoutException}.
 */
public final class TimedBody extends FilterInputStream {
    /** Completed when the body is closed: its timer goes then, and does not keep the body. */
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private volatile boolean late;

    /** @param body of the client: another thread than the reader's may close it, which waits for nothing */
    public TimedBody(InputStream body, Duration patience) {
        super(body);
        end.orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS).whenComplete(this::giveUp);
    }

    private void giveUp(@Nullable Void ended, @Nullable Throwable tooLate) {
        if (tooLate == null) {
            return;
        }
        late = true;
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read;
        try {
            read = super.read(into, from, length);
        } catch (IOException e) {
            throw late ? tooLate() : e;
        }
        if (late) {
            throw tooLate();
        }
        return read;
    }

    private static SocketTimeoutException tooLate() {
        return new SocketTimeoutException("The answer did not end in time");
    }

    @Override
    public void close() throws IOException {
        end.complete(null);
        super.close();
    }
}
