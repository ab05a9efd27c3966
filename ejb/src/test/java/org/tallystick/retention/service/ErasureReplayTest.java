package org.tallystick.retention.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.retention.ErasureRegister.Kind;
import org.tallystick.retention.ErasureRegister.Line;
import org.tallystick.shared.service.FixedSettings;

class ErasureReplayTest {
    private final Database database = new Database();

    @TempDir
    private Path data;

    private ErasureBook book;
    private ErasureReplay replay;

    @BeforeEach
    void read() {
        book = new ErasureBook(FixedSettings.of(Map.of("tallystick.data-dir", data.toString())));
        replay = new ErasureReplay(database, book);
    }

    @Test
    void aLineIsReadOnceAndWhatFollowsWhenItIsThere() {
        book.add(line("a"));
        book.add(line("b"));

        assertThat(replay.run()).isEqualTo(2);
        book.add(line("c"));
        assertThat(replay.run()).isEqualTo(1);
        assertThat(replay.run()).isZero();
        assertThat(database.asked).containsExactly("a", "b", "c");
    }

    @Test
    void whatIsNotThereIsTriedAgainUntilItComes() {
        database.lacking.add("a");
        book.add(line("a"));
        book.add(line("b"));

        assertThat(replay.run()).isEqualTo(1);
        assertThat(replay.run()).isZero();
        database.lacking.clear();
        assertThat(replay.run()).isEqualTo(1);
        assertThat(replay.run()).isZero();
        assertThat(database.asked).containsExactly("a", "b", "a", "a");
    }

    @Test
    void whatCannotBeCarriedOutIsNotPassedOver() {
        book.add(line("a"));
        database.fails = true;
        assertThatThrownBy(replay::run).hasMessage("no database");

        database.fails = false;

        assertThat(replay.run()).isEqualTo(1);
    }

    private static Line line(String id) {
        return new Line(id, Kind.PARTS, "A-1", new byte[] {1});
    }

    /** Stands for the erasures: what they were asked to carry out, and which lines are about nothing they have. */
    private static final class Database extends Erasures {
        private final List<String> asked = new ArrayList<>();
        private final Set<String> lacking = new HashSet<>();
        private boolean fails;

        @Override
        public Replayed replay(List<Line> lines) {
            if (fails) {
                throw new IllegalStateException("no database");
            }
            lines.forEach(line -> asked.add(line.id()));
            List<Line> unknown =
                    lines.stream().filter(line -> lacking.contains(line.id())).toList();
            return new Replayed(lines.size() - unknown.size(), unknown);
        }
    }
}
