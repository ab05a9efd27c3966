package org.tallystick.bench;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** One thread and the connections it serves. Nothing in it blocks but the wait for the selector. */
final class LoadLoop implements Callable<Tally> {
    /** Between two looks at who is due, paused or waits in vain. */
    private static final long OPEN_LOOP_LOOK_MILLIS = 1;

    /** In closed loop nothing is due but what was answered 503 or broke. */
    private static final long CLOSED_LOOP_LOOK_MILLIS = 10;

    private final LoadTarget target;
    private final LoadClock times;
    private final List<List<BenchTill>> tills;
    private final List<Caller> callers = new ArrayList<>();
    private final Tally tally = new Tally();

    /** @param tills for each connection, the terminals that take turns on it */
    LoadLoop(LoadTarget target, LoadClock times, List<List<BenchTill>> tills) {
        this.target = target;
        this.times = times;
        this.tills = tills;
    }

    @Override
    public Tally call() throws IOException, InterruptedException {
        try (Selector selector = Selector.open()) {
            try {
                connect(selector);
                times.awaitStart();
                run(selector);
                return tally;
            } finally {
                callers.forEach(Caller::close);
            }
        }
    }

    private void connect(Selector selector) throws IOException {
        for (List<BenchTill> each : tills) {
            callers.add(Caller.open(target, selector, callers.size(), each));
        }
        long deadline = System.nanoTime() + target.patience().toNanos();
        while (!callers.stream().allMatch(Caller::isEstablished)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException(
                        "no TLS connection to %s within %s".formatted(target.address(), target.patience()));
            }
            selector.select(100);
            for (SelectionKey key : selector.selectedKeys()) {
                ((Caller) key.attachment()).ready();
            }
            selector.selectedKeys().clear();
        }
    }

    private void run(Selector selector) throws IOException {
        long nextLook = System.nanoTime();
        long lookMillis = times.isOpenLoop() ? OPEN_LOOP_LOOK_MILLIS : CLOSED_LOOP_LOOK_MILLIS;
        while (!times.isOver() || callers.stream().anyMatch(Caller::isPending)) {
            long now = System.nanoTime();
            if (now - nextLook >= 0) {
                look(now);
                nextLook = now + TimeUnit.MILLISECONDS.toNanos(lookMillis);
            }
            selector.select(this::go, lookMillis);
            if (times.isGivenUp()) {
                callers.forEach(this::giveUp);
                return;
            }
        }
    }

    private void look(long now) {
        for (Caller caller : callers) {
            try {
                if (caller.isOverdue(now)) {
                    failed(caller, "no answer");
                    caller.breakOff();
                }
                caller.resume(now);
                next(caller, now);
            } catch (IOException e) {
                failed(caller, "closed");
                caller.breakOff();
            }
        }
    }

    private void next(Caller caller, long now) throws IOException {
        if (caller.isPending() || !caller.isEstablished()) {
            return;
        }
        long intended = times.intended(caller.place(), callers.size(), caller.taken(), now);
        // In open loop also what should have been sent before the end and could not.
        if (intended - now <= 0 && times.isMeasured(intended) && !caller.send(intended)) {
            times.ranOut();
        }
    }

    private void go(SelectionKey key) {
        Caller caller = (Caller) key.attachment();
        try {
            if (caller.ready()) {
                answered(caller, System.nanoTime());
            }
        } catch (IOException e) {
            failed(caller, "closed");
            caller.breakOff();
        }
    }

    private void answered(Caller caller, long now) throws IOException {
        AnswerReader answer = caller.answer();
        count(caller, answer, now);
        boolean again = answer.status() == 503;
        if (again) {
            caller.pause();
        } else {
            caller.settle();
        }
        if (answer.closing()) {
            caller.reopen();
        } else if (!again) {
            next(caller, now);
        }
    }

    private void count(Caller caller, AnswerReader answer, long now) {
        int accepted = answer.status() == 201 ? 1 : answer.status() == 200 ? answer.accepted() : 0;
        if (times.isMeasured(now)) {
            tally.accepted(accepted);
        }
        if (accepted > 0) {
            tally.answered(now - caller.intended());
        }
        if (accepted < caller.batch()) {
            tally.error(
                    answer.status() == 200 ? "refused in a batch" : Integer.toString(answer.status()),
                    caller.batch() - accepted);
        }
    }

    private void giveUp(Caller caller) {
        failed(caller, "no answer");
        long due = times.due(caller.place(), callers.size());
        if (due > caller.taken()) {
            tally.error("not sent", (due - caller.taken()) * caller.batch());
        }
    }

    private void failed(Caller caller, String what) {
        if (caller.isPending()) {
            tally.error(what, caller.batch());
        }
    }
}
