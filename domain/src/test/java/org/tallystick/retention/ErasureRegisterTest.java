package org.tallystick.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
