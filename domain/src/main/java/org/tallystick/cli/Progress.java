package org.tallystick.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.tallystick.ledger.AuditProgress;
import picocli.CommandLine.Model.CommandSpec;

/**
 * How far a long walk through a log is, with rate and time left: a bar where a person is looking, a line now and then
 * on the standard error where not.
 */
final class Progress implements Consumer<AuditProgress>, AutoCloseable {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final PrintWriter err;
    private final String task;
    private final boolean silent;
    private Optional<Bar> bar = Optional.empty();

    /** Where and when it began: a resumed walk does not begin at 0. */
    private long firstChecked = -1;

    private long start;
    private long lastLine;

    private Progress(PrintWriter err, String task, boolean silent) {
        this.err = err;
        this.task = task;
        this.silent = silent;
    }

    static Progress of(CommandSpec spec, String task, boolean json) {
        return new Progress(spec.commandLine().getErr(), task, json);
    }

    @Override
    public void accept(AuditProgress progress) {
        if (silent) {
            return;
        }
        long now = System.nanoTime();
        if (firstChecked < 0) {
            firstChecked = progress.checked();
            start = now;
            lastLine = now;
            bar = Optional.of(Bar.of(task, progress.size(), " entries"));
        }
        bar.ifPresent(shown -> shown.moveTo(progress.checked()));
        if (!Bar.isInteractive() && now - lastLine >= BETWEEN_LINES.toNanos()) {
            lastLine = now;
            err.println(line(progress, Duration.ofNanos(now - start)));
        }
    }

    private String line(AuditProgress progress, Duration passed) {
        double rate = (progress.checked() - firstChecked) / Math.max(0.001, passed.toMillis() / 1000.0);
        long left = rate > 0 ? Math.round((progress.size() - progress.checked()) / rate) : 0;
        return "%s: %,d of %,d entries, %,.0f a second, %d:%02d:%02d left"
                .formatted(task, progress.checked(), progress.size(), rate, left / 3600, left / 60 % 60, left % 60);
    }

    @Override
    public void close() {
        bar.ifPresent(Bar::close);
        bar = Optional.empty();
    }
}
