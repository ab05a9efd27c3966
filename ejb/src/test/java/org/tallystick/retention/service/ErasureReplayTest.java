package org.tallystick.retention.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tallystick.ledger.MasterRemoval;
import org.tallystick.ledger.TreeHead;
import org.tallystick.ledger.service.LedgerRemovals;
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

    @Test
    void aRemovalThatCannotBeReadOrCarriedOutNowKeepsNobodyFromStarting() {
        Removals removals = new Removals();
        Erasures erasures = new Erasures(new Nothing(), book, removals, null, null, Clock.systemUTC());
        byte[] said = MasterRemoval.of(
                "h/ledger/1/2026q4",
                new TreeHead(1, new byte[32]),
                "ten years",
                3_653,
                Optional.empty(),
                Instant.EPOCH,
                "salt");
        Line line = new Line("a", Kind.LOG, "h/ledger/1/2026q4", said);

        assertThat(erasures.replay(List.of(new Line("b", Kind.LOG, "x", new byte[] {1})))
                        .unknown())
                .as("nobody can read it ever")
                .isEmpty();
        removals.fails = true;
        assertThat(erasures.replay(List.of(line)).unknown()).containsExactly(line);
        removals.fails = false;
        assertThat(erasures.replay(List.of(line)).done()).isEqualTo(1);
    }

    @Test
    void onlyWhatTheRegisterSaysToTheByteIsOrdered() {
        OrderedRemovals ordered = new OrderedRemovals(book);
        assertThat(ordered.names("a", new byte[] {1})).isFalse();
        book.add(line("a"));
        book.add(new Line("c", Kind.LOG, "h/ledger/1/2026q4", new byte[] {1}));

        assertThat(ordered.names("a", new byte[] {1})).as("parts of a receipt").isFalse();
        assertThat(ordered.names("c", new byte[] {1})).isTrue();
        assertThat(ordered.names("c", new byte[] {2})).isFalse();
        assertThat(ordered.names("d", new byte[] {1})).isFalse();
    }

    private static final class Removals extends LedgerRemovals {
        private boolean fails;

        @Override
        public Outcome remove(String id, MasterRemoval said) {
            if (fails) {
                throw new IllegalStateException("no standby confirms");
            }
            return Outcome.REMOVED;
        }
    }

    private static final class Nothing extends ErasureRepository {
        @Override
        Set<String> known(List<String> ids) {
            return Set.of();
        }
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
