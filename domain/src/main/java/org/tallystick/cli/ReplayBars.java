package org.tallystick.cli;

import java.util.Optional;
import org.tallystick.terminal.replay.ReplayProgress;

/** A bar for each phase of a replay. */
final class ReplayBars implements ReplayProgress, AutoCloseable {
    private final boolean json;
    private Optional<Phase> phase = Optional.empty();
    private Optional<Bar> bar = Optional.empty();

    ReplayBars(boolean json) {
        this.json = json;
    }

    @Override
    public void step(Phase now, int done, int total) {
        if (phase.filter(now::equals).isEmpty()) {
            close();
            phase = Optional.of(now);
            bar = Optional.of(Bar.of(now == Phase.ISSUING ? "Issuing" : "Sending", total, json));
        }
        bar.ifPresent(b -> b.moveTo(done));
    }

    @Override
    public void close() {
        bar.ifPresent(Bar::close);
        bar = Optional.empty();
    }
}
