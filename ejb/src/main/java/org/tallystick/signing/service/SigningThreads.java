package org.tallystick.signing.service;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.tallystick.shared.service.Settings;

/**
 * The threads on which bills are checked and sealed. That work is arithmetic, so there are as many of them as processors: more would only
 * take turns, and let the thread that commits groups wait for its own. What they cannot begin soon is refused at once.
 */
@ApplicationScoped
@PermitAll
public class SigningThreads {
    /** A device is waited for, perhaps over a network. */
    private static final int WITH_DEVICE = 32;

    private final ThreadPoolExecutor pool;

    @Resource
    ManagedThreadFactory threadFactory;

    @Inject
    SigningThreads(Settings settings) {
        // The factory is there when the first task comes.
        this.pool = pool(threads(settings), settings.integer("tallystick.signing.queue-size"), task -> factory()
                .newThread(task));
    }

    private static int threads(Settings settings) {
        int chosen = settings.integer("tallystick.signing.threads");
        int processors = Runtime.getRuntime().availableProcessors();
        boolean device = settings.optional("tallystick.hsm.library").isPresent();
        return chosen > 0 ? chosen : device ? Math.max(WITH_DEVICE, processors) : processors;
    }

    SigningThreads(int threads, int queueSize, ThreadFactory factory) {
        this.pool = pool(threads, queueSize, factory);
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected SigningThreads() {
        this.pool = null;
    }

    private static ThreadPoolExecutor pool(int threads, int queueSize, ThreadFactory factory) {
        return new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queueSize), factory);
    }

    private ManagedThreadFactory factory() {
        return threadFactory;
    }

    /** @return whether the task will be run; not when too many wait already, or when the server stops */
    public boolean offer(Runnable task) {
        try {
            pool.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Tasks that wait for a thread. */
    public int waiting() {
        return pool.getQueue().size();
    }

    @PreDestroy
    void stop() {
        pool.shutdown();
    }
}
