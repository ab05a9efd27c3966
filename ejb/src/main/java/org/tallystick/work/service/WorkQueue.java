package org.tallystick.work.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.tallystick.access.Viewer;
import org.tallystick.shared.service.BackgroundJobs;
import org.tallystick.shared.service.Settings;
import org.tallystick.work.Work;

/** Keeps long work in order and lets a few pieces run at a time. In memory only: what is lost with it is marked at the next start. */
@ApplicationScoped
class WorkQueue {
    static final String JOB = "long-work";

    private final WorkExecution execution;
    private final Settings settings;
    private final BackgroundJobs jobs;
    private final Queue<Assignment> waiting = new ArrayDeque<>();
    private int running;

    @Resource
    ManagedExecutorService executor;

    /** Something to be done, for somebody. */
    record Assignment(Work work, LongWork kind, Viewer viewer) {}

    @Inject
    WorkQueue(WorkExecution execution, Settings settings, BackgroundJobs jobs) {
        this.execution = execution;
        this.settings = settings;
        this.jobs = jobs;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected WorkQueue() {
        this(null, null, null);
    }

    synchronized void add(Assignment assignment) {
        waiting.add(assignment);
        if (running < settings.integer("tallystick.work.at-a-time")) {
            running++;
            executor.execute(this::drain);
        }
    }

    private void drain() {
        for (Assignment next = next(); next != null; next = next()) {
            Assignment assignment = next;
            jobs.run(JOB, () -> execution.perform(assignment));
        }
    }

    /** Null ends the thread's turn; whoever adds later starts another one. */
    private synchronized @Nullable Assignment next() {
        Assignment next = waiting.poll();
        if (next == null) {
            running--;
        }
        return next;
    }
}
