package org.tallystick.ledger.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.tallystick.ledger.TreeHead;

/** One run of an {@link AppendProgram}: what it was answered is written down here before anything else happens. */
final class AppendRun implements AutoCloseable {
    private final Process process;
    private final Thread reader;
    private final Map<String, Long> answered = new ConcurrentHashMap<>();
    private final List<String> moved = new ArrayList<>();
    private final ConcurrentLinkedQueue<TreeHead> signed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unknown = new AtomicInteger();
    private final AtomicInteger full = new AtomicInteger();

    private AppendRun(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "answers");
        reader.start();
    }

    /**
     * @param wrapper a command that runs the program below it, such as strace with its options; empty for none
     * @param prefix of the ids, other than that of every run before; also the node's name
     * @param directory keys and what was released; errors are written there
     */
    static AppendRun start(List<String> wrapper, String url, String prefix, int outstanding, Path directory) {
        List<String> program = List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                AppendProgram.class.getName(),
                url,
                prefix,
                Integer.toString(outstanding),
                // An embedded database that is gone stays so; another one is waited for.
                url.startsWith("jdbc:h2:") ? "60" : "6000",
                directory.toString());
        try {
            return new AppendRun(new ProcessBuilder(
                            Stream.concat(wrapper.stream(), program.stream()).toList())
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("errors.log").toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                read(line.split(" "));
            }
        } catch (IOException e) {
            // The program was killed in the middle of a line: what it was saying it has not said.
        }
    }

    private void read(String[] words) {
        switch (words[0]) {
            case "answered" -> {
                if (words.length == 5 && words[4].length() == 44) {
                    answer(words[1], Long.parseLong(words[2]));
                    signed.add(new TreeHead(
                            Long.parseLong(words[3]), Base64.getDecoder().decode(words[4])));
                }
            }
            case "again" -> answer(words[1], Long.parseLong(words[2]));
            case "unknown" -> unknown.incrementAndGet();
            case "full" -> full.incrementAndGet();
            default -> throw new IllegalStateException(String.join(" ", words));
        }
    }

    private void answer(String id, long place) {
        Long before = answered.put(id, place);
        if (before != null && before != place) {
            moved.add(id);
        }
    }

    Map<String, Long> answered() {
        return answered;
    }

    /** Ids that were answered with two places; to be asked after the end. */
    List<String> moved() {
        return moved;
    }

    List<TreeHead> signed() {
        return List.copyOf(signed);
    }

    /** Groups that were answered: each has a checkpoint of its own. */
    long groups() {
        return signed.stream().mapToLong(TreeHead::size).distinct().count();
    }

    int unknown() {
        return unknown.get();
    }

    int full() {
        return full.get();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The Java process itself, below any wrapper. */
    ProcessHandle program() {
        return process.descendants()
                .filter(one -> one.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElse(process.toHandle());
    }

    /** Kills it as a power cut would, and returns when everything it said has been read. */
    void kill() {
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).forEach(ProcessHandle::destroyForcibly);
        awaitEnd();
    }

    /** Returns when it has ended and everything it said has been read. */
    void awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the program does not end");
            }
            reader.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
