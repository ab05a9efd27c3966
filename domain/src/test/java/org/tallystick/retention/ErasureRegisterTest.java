package org.tallystick.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.retention.ErasureRegister.Kind;
import org.tallystick.retention.ErasureRegister.Line;

class ErasureRegisterTest {
    @TempDir
    private Path directory;

    @Test
    void whatWasAddedIsThereInItsOrder() throws IOException {
        ErasureRegister register = register("one");
        register.add(line("a"));
        register.add(line("b"));

        assertThat(register("one").lines()).extracting(Line::id).containsExactly("a", "b");
        assertThat(register("one").lines().get(1).kind()).isEqualTo(Kind.PARTS);
        assertThat(register("one").lines().get(1).object()).isEqualTo("object b".getBytes(StandardCharsets.US_ASCII));
        assertThat(register("none").lines()).isEmpty();
    }

    @Test
    void aLineThatACrashCutOffIsPassedOverAndSpoilsNoOther() throws IOException {
        register("one").add(line("a"));
        String whole = Files.readString(directory.resolve("one"));
        Files.writeString(directory.resolve("one"), whole.substring(0, whole.length() - 4), StandardOpenOption.APPEND);

        register("one").add(line("b"));

        assertThat(register("one").lines()).extracting(Line::id).containsExactly("a", "b");
    }

    @Test
    void threadsThatAddAtTheSameTimeAllSucceed() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> added = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                Line line = line("n" + i);
                added.add(threads.submit(() -> {
                    register("one").add(line);
                    return line;
                }));
            }
            for (Future<?> one : added) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(register("one").lines()).hasSize(50);
    }

    @Test
    void readingGoesOnWhereItEndedAndALineWithoutAnEndIsReadOnceItHasOne() throws IOException {
        assertThat(register("none").from(7).next()).isZero();
        register("one").add(line("a"));
        ErasureRegister.Piece first = register("one").from(0);
        Files.writeString(directory.resolve("one"), "cut o", StandardOpenOption.APPEND);

        assertThat(first.lines()).extracting(Line::id).containsExactly("a");
        assertThat(register("one").from(first.next())).isEqualTo(new ErasureRegister.Piece(List.of(), first.next()));
        register("one").add(line("b"));
        ErasureRegister.Piece second = register("one").from(first.next());
        assertThat(second.lines()).extracting(Line::id).containsExactly("b");
        assertThat(second.next()).isEqualTo(Files.size(directory.resolve("one")));
        assertThat(register("one").from(second.next() + 1).lines())
                .as("another, shorter file")
                .extracting(Line::id)
                .containsExactly("a", "b");
    }

    @Test
    void aLongRegisterIsReadInPieces() throws IOException {
        for (int i = 0; i < 100; i++) {
            register("one").add(new Line("n" + i, Kind.PARTS, "A-1", new byte[10_000]));
        }
        List<Line> read = new ArrayList<>();
        int pieces = 0;
        ErasureRegister.Piece piece = register("one").from(0);
        while (!piece.lines().isEmpty()) {
            read.addAll(piece.lines());
            pieces++;
            piece = register("one").from(piece.next());
        }

        assertThat(pieces).isGreaterThan(2);
        assertThat(read)
                .extracting(Line::id)
                .isEqualTo(register("one").lines().stream().map(Line::id).toList());
    }

    @Test
    void aChangedLineIsNoOrder() throws IOException {
        register("one").add(line("a"));
        Path file = directory.resolve("one");
        Files.writeString(file, Files.readString(file).replace("subject-a", "subject-b"));

        assertThat(register("one").lines()).isEmpty();
    }

    @Test
    void anotherRegistersLinesAreTakenOverOnce() throws IOException {
        register("one").add(line("a"));
        register("two").add(line("a"));
        register("two").add(line("c"));

        assertThat(register("one").merge(register("two"))).isEqualTo(1);
        assertThat(register("one").merge(register("two"))).isZero();
        assertThat(register("one").lines()).extracting(Line::id).containsExactly("a", "c");
    }

    private ErasureRegister register(String name) {
        return new ErasureRegister(directory.resolve(name));
    }

    private static Line line(String id) {
        return new Line(id, Kind.PARTS, "subject-" + id, ("object " + id).getBytes(StandardCharsets.US_ASCII));
    }
}
