package org.tallystick.signing.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.web.ProblemResponse;

/**
 * The answer of an asynchronous request: sent exactly once, by whoever comes first, the committed group or the time limit. A client
 * that has gone is not an error: it repeats its bill.
 */
final class AsyncAnswer implements AsyncListener {
    static final long TIMEOUT_MILLIS = 10_000;
    private static final Logger LOG = Logger.getLogger(AsyncAnswer.class.getName());

    private final AsyncContext async;
    private final AtomicBoolean sent = new AtomicBoolean();

    private AsyncAnswer(AsyncContext async) {
        this.async = async;
    }

    static AsyncAnswer on(AsyncContext async) {
        AsyncAnswer answer = new AsyncAnswer(async);
        async.addListener(answer);
        return answer;
    }

    void send(int status, byte[] json) {
        finish(response -> {
            response.setStatus(status);
            response.setContentType("application/json");
            response.setContentLength(json.length);
            response.getOutputStream().write(json);
        });
    }

    void fail(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        HttpServletRequest request = (HttpServletRequest) async.getRequest();
        finish(response -> {
            if (cause instanceof Problem problem) {
                ProblemResponse.send(request, response, problem);
            } else {
                ProblemResponse.send(request, response, cause == null ? new IllegalStateException("no answer") : cause);
            }
        });
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        fail(new Problem(ProblemType.NOT_CONFIRMED, "The ledger did not confirm in time. Send the same bytes again."));
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
