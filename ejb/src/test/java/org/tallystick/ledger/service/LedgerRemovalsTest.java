package org.tallystick.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.MasterRemoval;
import org.tallystick.ledger.TreeHead;
import org.tallystick.shared.service.MovableClock;

/** That a log was removed stands in the master log that is open, behind the record of the log, however often that one changes. */
class LedgerRemovalsTest {
    private static final LedgerLog LOG = new LedgerLog(1, "h/ledger/48023310/2026q4", "48023310", "2026q4", "key");

    private int open = 7;
    private long recordedAt;
    private OptionalInt statedIn = OptionalInt.empty();
    private long statedAt;
    private Optional<RemovalRepository.Place> before = Optional.empty();
    private final Map<Integer, Long> published = new HashMap<>();
    private boolean confirms = true;
    private byte[] object =
            object(Optional.of(new LedgerEntry(EntryKind.SEALED, "end", LedgerEntry.NO_SUBJECT, 0, new byte[32])));
    private byte[] ordered = object;
    private final MovableClock clock = new MovableClock("2037-01-01T00:00:00Z");
    private final List<String> said = new ArrayList<>();
    private final LedgerRemovals removals =
            new LedgerRemovals(new Rows(), new Shards(), new Files(), new Master(), this::isOrdered, null, clock);

    @Test
    void itIsSaidOnce() {
        removals.publish();
        removals.publish();

        assertThat(said).containsExactly("REMOVED id in 7");
    }

    /** Whoever audits by the new master log's key alone would miss the entries of a log that it has recorded, and says nothing else of. */
    @Test
    void aNewMasterLogSaysItTooAndRecordsTheLogOnlyThen() {
        removals.publish();
        assertThat(removals.mayBeRecorded(LOG)).isTrue();

        open = 9;
        assertThat(removals.mayBeRecorded(LOG)).isFalse();
        removals.publish();
        removals.publish();
        assertThat(said).containsExactly("REMOVED id in 7", "REMOVED id in 9");
        assertThat(removals.mayBeRecorded(LOG)).isTrue();
    }

    /** An incident has ended it, so nothing but the record tells when: both stay in the master log that has them, and are public there. */
    @Test
    void whatDoesNotTellItsEndItselfIsNotRepeated() {
        object = object(Optional.empty());
        ordered = object;
        removals.publish();
        published.put(7, 2L);
        open = 9;
        removals.publish();

        assertThat(said).containsExactly("REMOVED id in 7");
        assertThat(removals.of(LOG)).as("while the new one has no checkpoint").isPresent();
        published.put(9, 5L);
        assertThat(removals.of(LOG)).isPresent();
    }

    @Test
    void aRowThatNobodyOrderedKeepsNoLogOutOfANewMasterLog() {
        removals.publish();
        ordered = new byte[] {2};
        open = 9;

        assertThat(removals.mayBeRecorded(LOG)).isTrue();
    }

    /** Entries that are gone must not look lost because the statement about them has moved. */
    @Test
    void whatIsPublicStaysPublicWhileANewMasterLogHasNoCheckpointOverIt() {
        removals.publish();
        assertThat(removals.of(LOG)).as("no checkpoint yet").isEmpty();
        published.put(7, 2L);
        assertThat(removals.of(LOG)).isPresent();

        open = 9;
        removals.publish();
        assertThat(said).hasSize(2);
        assertThat(removals.of(LOG)).isPresent();

        open = 11;
        removals.publish();
        assertThat(before).as("what master log 9 has was never public").contains(new RemovalRepository.Place(7, 1));
        assertThat(removals.of(LOG)).isPresent();
    }

    @Test
    void whatIsNotConfirmedIsSaidAgain() {
        confirms = false;
        assertThatThrownBy(removals::publish).isInstanceOf(IllegalStateException.class);
        confirms = true;

        removals.publish();

        assertThat(said).containsExactly("REMOVED id in 7");
    }

    @Test
    void aRowThatNobodyOrderedIsNeverSaid() {
        ordered = new byte[] {2};
        removals.publish();
        removals.publish();
        assertThat(said).isEmpty();

        ordered = object;
        removals.publish();
        assertThat(said).hasSize(1);
    }

    @Test
    void nothingIsSaidBeforeItsTime() {
        object = object(Optional.empty());
        ordered = object;
        recordedAt = clock.millis() - Duration.ofDays(3_653).toMillis() + 1;
        removals.publish();
        assertThat(said).isEmpty();

        clock.advance(Duration.ofMillis(1));
        removals.publish();
        assertThat(said).hasSize(1);
    }

    private static byte[] object(Optional<LedgerEntry> last) {
        return MasterRemoval.of(
                LOG.origin(), new TreeHead(12, new byte[32]), "ten years", 3_653, last, Instant.EPOCH, "salt");
    }

    private boolean isOrdered(String id, byte[] object) {
        return id.equals("id") && Arrays.equals(object, ordered);
    }

    private final class Rows extends RemovalRepository {
        @Override
        List<Row> all() {
            OptionalLong place = statedIn.isPresent() ? OptionalLong.of(statedAt) : OptionalLong.empty();
            RemovedLog removed = new RemovedLog(LOG, Instant.EPOCH, "ten years", 3_653, place, true);
            return List.of(new Row(removed, "id", ShardState.SEALED, object, statedIn, before));
        }

        @Override
        Optional<Row> of(int logId) {
            return Optional.of(all().get(0));
        }

        @Override
        void stated(int logId, Place place, Optional<Place> known) {
            statedIn = OptionalInt.of(place.masterLog());
            statedAt = place.index();
            before = known.or(() -> before);
        }
    }

    private final class Files extends LedgerFiles {
        @Override
        public Optional<LedgerLog> log(int id) {
            return Optional.of(new LedgerLog(id, "h/ledger/master/" + id, LedgerLog.MASTER, "" + id, "key"));
        }

        @Override
        public Optional<PublishedState> publishedState(LedgerLog log) {
            return Optional.ofNullable(published.get(log.id())).map(size -> new PublishedState(size, 0));
        }
    }

    private final class Shards extends ShardRepository {
        @Override
        Optional<LedgerLog> open(String acquirer) {
            return Optional.of(master());
        }

        @Override
        Optional<Recorded> recorded(int logId) {
            return Optional.of(new Recorded(12, true, 7, 3, recordedAt));
        }
    }

    private final class Master extends MasterLog {
        @Override
        Optional<LedgerPosition> state(ObjectWriter.Statement statement) {
            if (!confirms) {
                throw new IllegalStateException("the master log does not confirm an entry");
            }
            said.add(statement.kind() + " " + statement.id() + " in " + open);
            return Optional.of(new LedgerPosition(master(), said.size(), 0, "proof"));
        }
    }

    private LedgerLog master() {
        return new LedgerLog(open, "h/ledger/master/" + open, LedgerLog.MASTER, "" + open, "key");
    }
}
