package org.tallystick.signing.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.web.ProblemResponse;
import org.tallystick.shared.web.ReferenceId;

/**
 * The answer of an asynchronous request: sent exactly once, by whoever comes first, the committed group or the time limit. A client
 * that has gone is not an error: it repeats its bill.
 */
final class AsyncAnswer implements AsyncListener, BillAnswer {
    static final long TIMEOUT_MILLIS = 10_000;
    private static final Logger LOG = Logger.getLogger(AsyncAnswer.class.getName());

    private final AsyncContext async;
    private final AtomicBoolean sent = new AtomicBoolean();

    private AsyncAnswer(AsyncContext async) {
        this.async = async;
    }

    static AsyncAnswer on(AsyncContext async) {
        async.setTimeout(TIMEOUT_MILLIS);
        AsyncAnswer answer = new AsyncAnswer(async);
        async.addListener(answer);
        return answer;
    }

    @Override
    public void send(int status, byte[] json) {
        finish(response -> {
            response.setStatus(status);
            response.setContentType("application/json");
            response.setContentLength(json.length);
            response.getOutputStream().write(json);
        });
    }

    @Override
    public void fail(@Nullable Throwable failure) {
        finish(response -> ProblemResponse.send(request(), response, BillCalls.cause(failure)));
    }

    @Override
    public boolean isOpen() {
        return !sent.get();
    }

    @Override
    public String reference() {
        return ReferenceId.of(request());
    }

    private HttpServletRequest request() {
        return (HttpServletRequest) async.getRequest();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        fail(notConfirmedInTime());
    }

    static Problem notConfirmedInTime() {
        return new Problem(ProblemType.NOT_CONFIRMED, "The ledger did not confirm in time. Send the same bytes again.");
    }

    @Override
    public void onComplete(AsyncEvent event) {
        // The answer is out.
    }

    @Override
    public void onError(AsyncEvent event) {
        sent.set(true);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Dispatched no further.
    }

    private void finish(Writing writing) {
        if (!sent.compareAndSet(false, true)) {
            return;
        }
        try {
            writing.to((HttpServletResponse) async.getResponse());
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.FINE, "the client has gone", e);
        } finally {
            async.complete();
        }
    }

    @FunctionalInterface
    private interface Writing {
        void to(HttpServletResponse response) throws IOException;
    }
}
