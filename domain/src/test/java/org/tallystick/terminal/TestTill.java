package org.tallystick.terminal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.LongStream;

/** An enrolled terminal and its platform. */
final class TestTill implements AutoCloseable {
    static final Duration ONCE = Duration.ZERO;
    static final Duration LONG = Duration.ofSeconds(20);

    final TestPlatform platform = new TestPlatform();
    final Path folder;
    Terminal terminal;

    TestTill(Path folder) throws Exception {
        this.folder = folder;
        platform.enrol(folder);
        terminal = open();
    }

    private Terminal open() {
        return open(Clock.systemUTC());
    }

    private Terminal open(Clock clock) {
        return Terminal.open(folder, Duration.ofSeconds(60), clock);
    }

    /** As a new process would at another time. */
    void reopenAt(Instant now) {
        terminal.close();
        terminal = open(Clock.fixed(now, ZoneOffset.UTC));
    }

    /** As a new process would. */
    void reopen() {
        terminal.close();
        terminal = open();
    }

    void issue(int bills) {
        terminal.issueAll(
                LongStream.rangeClosed(1, bills).mapToObj(TestBills::sale).toList());
    }

    DeliveryReport deliver(Duration patience) {
        return terminal.deliver(patience, left -> {});
    }

    @Override
    public void close() {
        terminal.close();
        platform.close();
    }
}
