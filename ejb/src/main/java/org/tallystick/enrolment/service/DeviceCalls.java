package org.tallystick.enrolment.service;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Asks the device for keys, each time on a thread of its own and not longer than that: a call into a vendor's library cannot be broken
 * off. A call that hangs keeps its thread until it returns; when {@value #MOST_HANGING} hang, nobody else is sent after them. Thread-safe.
 */
final class DeviceCalls {
    static final int MOST_HANGING = 4;

    private final Duration patience;
    private final AtomicInteger hanging = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "key-device");
        thread.setDaemon(true);
        return thread;
    });

    private enum State {
        RUNNING,
        RETURNED,
        GIVEN_UP
    }

    /** @param patience how long a call may take */
    DeviceCalls(Duration patience) {
        this.patience = patience;
    }

    /** How many calls have been given up and have not returned since. */
    int hanging() {
        return hanging.get();
    }

    /**
     * @throws KeyDeviceFault if it takes too long, or too many before it still do
     * @throws GeneralSecurityException what the device says
     * @throws IOException the same
     */
    <T> T call(Callable<T> question) throws GeneralSecurityException, IOException {
        if (hanging.get() >= MOST_HANGING) {
            throw KeyDeviceFault.hanging(
                    "The device for keys (PKCS #11) hangs: calls before this one have not returned");
        }
        AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
        Future<T> answer = threads.submit(() -> ask(question, state));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (state.compareAndSet(State.RUNNING, State.GIVEN_UP)) {
                hanging.incrementAndGet();
            }
            throw KeyDeviceFault.hanging("The device for keys (PKCS #11) has not answered within " + patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeyDeviceFault("The server is stopping", e);
        } catch (ExecutionException e) {
            throw unwrapped(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private <T> T ask(Callable<T> question, AtomicReference<State> state) throws Exception {
        try {
            return question.call();
        } finally {
            if (!state.compareAndSet(State.RUNNING, State.RETURNED)) {
                hanging.decrementAndGet();
            }
        }
    }

    private static KeyDeviceFault unwrapped(Throwable cause) throws GeneralSecurityException, IOException {
        if (cause instanceof GeneralSecurityException refusal) {
            throw refusal;
        }
        if (cause instanceof IOException fault) {
            throw fault;
        }
        if (cause instanceof RuntimeException fault) {
            throw fault;
        }
        return new KeyDeviceFault("The device for keys (PKCS #11) fails", cause);
    }
}
