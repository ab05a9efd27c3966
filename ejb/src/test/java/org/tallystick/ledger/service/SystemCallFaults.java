package org.tallystick.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** How the faults of system calls are made: strace answers the n-th one in the program's place. */
final class SystemCallFaults {
    /** What happens at a system call. */
    enum Kind {
        IO_ERROR("error=EIO"),
        DISK_FULL("error=ENOSPC"),
        KILLED("signal=KILL");

        private final String injection;

        Kind(String injection) {
            this.injection = injection;
        }

        String at(String calls, int nth) {
            return "inject=" + calls + ":" + injection + ":when=" + nth;
        }
    }

    /** What makes a file durable, and what fills it. */
    static final String SYNC = "fsync,fdatasync";

    static final String WRITE = "pwrite64,write";

    private SystemCallFaults() {}

    static void requireStrace() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/strace")), "strace is absent: apt-get install strace");
        Process trial = new ProcessBuilder("/usr/bin/strace", "-qq", "-o", "/dev/null", "/bin/true").start();
        assumeTrue(
                trial.waitFor(10, TimeUnit.SECONDS) && trial.exitValue() == 0,
                "strace may not trace here (ptrace is forbidden)");
    }

    static void requireFaketime() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/faketime")), "faketime is absent: apt-get install faketime");
    }

    /** A command that runs another one below it on a clock that is wrong by this much, such as {@code -1h}. */
    static List<String> faketime(String distance) {
        return List.of("/usr/bin/faketime", "-f", distance);
    }

    /** A command that runs another one below it and fails its n-th call, counted by thread. */
    static List<String> strace(Kind kind, String calls, int nth) {
        List<String> command = new ArrayList<>(List.of("/usr/bin/strace", "-f", "-qq", "-o", "/dev/null"));
        if (kind != Kind.KILLED) {
            command.add("--seccomp-bpf"); // much faster; it swallows signals
        }
        command.addAll(List.of("-e", "trace=" + calls, "-e", "signal=none", "-e", kind.at(calls, nth)));
        return command;
    }

    /** A command that runs another one below it and writes its calls down. */
    static List<String> write(String calls, Path to) {
        return List.of(
                "/usr/bin/strace",
                "-f",
                "-qq",
                "--seccomp-bpf",
                "-o",
                to.toString(),
                "-e",
                "signal=none",
                "-e",
                "trace=" + calls);
    }

    /** A command that runs another one below it, which cannot write a file beyond this length: EFBIG, as a quota gives it. */
    static List<String> fileSizeLimit(long bytes) {
        return List.of("/usr/bin/prlimit", "--fsize=" + bytes);
    }

    /** Attaches to a running process and those that it makes from now on. */
    static Process attach(long pid, Kind kind, String calls, int nth) throws Exception {
        return attach(pid, calls, Path.of("/dev/null"), List.of("-e", kind.at(calls, nth)));
    }

    /** The same, and writes its calls down. */
    static Process attach(long pid, String calls, Path to) throws Exception {
        return attach(pid, calls, to, List.of());
    }

    private static Process attach(long pid, String calls, Path to, List<String> more) throws Exception {
        Path said = Files.createTempFile("strace", ".log");
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/strace",
                "-f",
                "-p",
                Long.toString(pid),
                "-o",
                to.toString(),
                "-e",
                "trace=" + calls,
                "-e",
                "signal=none"));
        command.addAll(more);
        Process strace = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Files.readString(said).contains("attached"));
        Files.delete(said);
        return strace;
    }

    /** Lets the traced processes go on alone. */
    static void detach(Process strace) throws InterruptedException {
        strace.destroy();
        assertThat(strace.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
}
