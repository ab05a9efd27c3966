package org.tallystick.signing.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.web.ProblemResponse;
import org.tallystick.shared.web.ReferenceId;
import org.xnio.XnioExecutor;

/**
 * The answer on a connection, without a servlet's request: sent exactly once, by whoever comes first, the committed group or the time
 * limit. A client that has gone is not an error: it repeats its bill.
 */
final class DirectAnswer implements BillAnswer {
    /** A header that every answer has. */
    record Header(HttpString name, String value) {}

    private static final HttpString RETRY_AFTER = HttpString.tryFromString(ProblemResponse.RETRY_AFTER);

    private final HttpServerExchange exchange;
    private final List<Header> headers;
    private final AtomicBoolean sent = new AtomicBoolean();
    private final XnioExecutor.Key limit;
    private @Nullable String reference;

    DirectAnswer(HttpServerExchange exchange, List<Header> headers) {
        this.exchange = exchange;
        this.headers = headers;
        this.limit = exchange.getIoThread()
                .executeAfter(
                        () -> fail(AsyncAnswer.notConfirmedInTime()),
                        AsyncAnswer.TIMEOUT_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void send(int status, byte[] json) {
        once(() -> write(status, "application/json", json));
    }

    @Override
    public void fail(@Nullable Throwable failure) {
        once(() -> {
            Throwable cause = BillCalls.cause(failure);
            Problem problem = cause instanceof Problem known ? known : ProblemResponse.unexpected(reference(), cause);
            ProblemResponse.retryAfter(problem)
                    .ifPresent(seconds -> exchange.getResponseHeaders().put(RETRY_AFTER, seconds));
            write(
                    problem.type().status(),
                    ProblemResponse.MEDIA_TYPE,
                    JsonWriter.write(problem.toMembers(reference())));
        });
    }

    @Override
    public boolean isOpen() {
        return !sent.get();
    }

    @Override
    public synchronized String reference() {
        if (reference == null) {
            reference = ReferenceId.create();
        }
        return reference;
    }

    /**
     * On the connection's own thread: two threads that touch a connection in turn wait for each other in a loop, and its reads have to be
     * woken besides.
     */
    private void once(Runnable answering) {
        if (!sent.compareAndSet(false, true)) {
            return;
        }
        try {
            exchange.getIoThread().execute(() -> {
                limit.remove();
                answering.run();
            });
        } catch (RejectedExecutionException e) {
            // The server stops: the client repeats its bill at the next one.
        }
    }

    private void write(int status, String mediaType, byte[] body) {
        exchange.setStatusCode(status);
        headers.forEach(header -> exchange.getResponseHeaders().put(header.name(), header.value()));
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, mediaType);
        exchange.setResponseContentLength(body.length);
        exchange.getResponseSender().send(ByteBuffer.wrap(body));
    }

    /** Nobody began with the request: the client may send it again at once. */
    static Problem tooMany() {
        return new Problem(
                ProblemType.NOT_CONFIRMED,
                "Too many bills wait here. Nothing of this request was stored; send the same bytes again.");
    }
}
