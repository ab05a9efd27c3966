package org.tallystick.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** That a log was removed stands in the master log that is open, behind the record of the log, however often that one changes. */
class LedgerRemovalsTest {
    private static final LedgerLog LOG = new LedgerLog(1, "h/ledger/48023310/2026q4", "48023310", "2026q4", "key");

    private int open = 7;
    private int recordedIn = 7;
    private OptionalInt statedIn = OptionalInt.empty();
    private boolean confirms = true;
    private final List<String> said = new ArrayList<>();
    private final LedgerRemovals removals =
            new LedgerRemovals(new Rows(), new Shards(), null, new Master(), Clock.systemUTC());

    @Test
    void itIsSaidOnce() {
        removals.publish();
        removals.publish();

        assertThat(said).containsExactly("REMOVED id in 7");
    }

    @Test
    void aNewMasterLogSaysItTooOnceItHasRecordedTheLog() {
        removals.publish();
        open = 9;
        removals.publish();
        assertThat(said).as("not before the log is known there").hasSize(1);

        recordedIn = 9;
        removals.publish();
        removals.publish();
        assertThat(said).containsExactly("REMOVED id in 7", "REMOVED id in 9");
    }

    @Test
    void whatIsNotConfirmedIsSaidAgain() {
        confirms = false;
        assertThatThrownBy(removals::publish).isInstanceOf(IllegalStateException.class);
        confirms = true;

        removals.publish();

        assertThat(said).containsExactly("REMOVED id in 7");
    }

    private final class Rows extends RemovalRepository {
        @Override
        List<Row> all() {
            RemovedLog removed = new RemovedLog(LOG, Instant.EPOCH, "ten years", OptionalLong.empty(), true);
            return List.of(new Row(removed, "id", ShardState.SEALED, new byte[] {1}, statedIn));
        }

        @Override
        void stated(int logId, int masterLog, long index) {
            statedIn = OptionalInt.of(masterLog);
        }
    }

    private final class Shards extends ShardRepository {
        @Override
        Optional<LedgerLog> open(String acquirer) {
            return Optional.of(master());
        }

        @Override
        Optional<Recorded> recorded(int logId) {
            return Optional.of(new Recorded(12, true, recordedIn, 3, 0));
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
