package org.tallystick.cli;

import java.io.Console;
import java.lang.reflect.Method;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A progress bar where a person is looking, and nothing where a program reads. */
final class Bar implements AutoCloseable {
    private static final int WORTH_A_BAR = 20;

    private final Optional<ProgressBar> bar;

    private Bar(Optional<ProgressBar> bar) {
        this.bar = bar;
    }

    static Bar of(String task, long total, boolean json) {
        return json ? new Bar(Optional.empty()) : of(task, total, " bills");
    }

    static Bar of(String task, long total, String unit) {
        if (total < WORTH_A_BAR || !isInteractive()) {
            return new Bar(Optional.empty());
        }
        return new Bar(Optional.of(new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUnit(unit, 1)
                .showSpeed()
                .build()));
    }

    void advance(int steps) {
        bar.ifPresent(b -> b.stepBy(steps));
    }

    void moveTo(long done) {
        bar.ifPresent(b -> b.stepTo(done));
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }

    /** From Java 22 on there is a console even without a terminal, and a method that tells. */
    static boolean isInteractive() {
        if (System.console() == null) {
            return false;
        }
        try {
            Method isTerminal = Console.class.getMethod("isTerminal");
            return Boolean.TRUE.equals(isTerminal.invoke(System.console()));
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }
}
