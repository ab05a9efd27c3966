package org.tallystick.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.MasterRecord;
import org.tallystick.shared.service.FixedSettings;

/** What a new master log records of logs that have ended before it began. */
class RecordedEndsTest {
    private static final int FIRST = 7;
    private static final int PRESENT = 9;

    private final LedgerFixture fixture = new LedgerFixture();
    private final List<String> recorded = new ArrayList<>();
    private final Removals removals = new Removals();
    private final LedgerFiles files = new Unsigned();
    private final CheckpointPublisher publisher = new CheckpointPublisher(
            files,
            fixture.repository,
            fixture.shards,
            new Idle(),
            null,
            new Witnesses(FixedSettings.of(Map.of()), fixture.repository, Duration.ofSeconds(1)),
            new Master(),
            new NoIncidents(),
            removals,
            null,
            Clock.systemUTC());

    /** The first master log has a record of the log at 5, and has ended. */
    @BeforeEach
    void turn() {
        String note = fixture.key.sign(new Checkpoint(fixture.log.origin(), 2, new byte[32]).text());
        fixture.repository.publish(fixture.log.id(), new LogRepository.PublishedCheckpoint(2, note, 0));
        fixture.execute("UPDATE ledger_head SET size = 2");
        master(FIRST);
        fixture.execute("UPDATE ledger_head SET state = 'HALTED' WHERE log_id = " + FIRST);
        master(PRESENT);
        fixture.execute("INSERT INTO ledger_record (log_id, size, sealed, master_log, master_seq, recorded_at) VALUES ("
                + fixture.log.id() + ", 2, TRUE, " + FIRST + ", 5, 1)");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theRecordOfAHaltedLogStaysWhereItIsPublic() {
        end("HALTED");
        publish(FIRST, 6);

        publisher.publishAll();

        assertThat(recorded).isEmpty();
    }

    /** Else nobody could be shown when it had ended, and neither it nor those behind it would ever be removed. */
    @Test
    void oneThatWasNeverPublicIsMadeAgain() {
        end("HALTED");
        publish(FIRST, 5);

        publisher.publishAll();

        assertThat(recorded).containsExactly(fixture.log.origin());
    }

    @Test
    void aSealedLogIsRecordedAgainAndARemovedOneOnceTheRemovalIsSaid() {
        end("SEALED");
        publisher.publishAll();
        assertThat(recorded).hasSize(1);

        end("REMOVED");
        removals.said = false;
        publisher.publishAll();
        assertThat(recorded).hasSize(1);

        removals.said = true;
        publisher.publishAll();
        assertThat(recorded).hasSize(2);
    }

    private void end(String state) {
        fixture.execute("UPDATE ledger_head SET state = '" + state + "' WHERE log_id = " + fixture.log.id());
    }

    private void master(int id) {
        fixture.repository.create(new LedgerLog(
                id, "test.example/ledger/master/" + id, LedgerLog.MASTER, "" + id, fixture.log.verifierKey()));
    }

    /** Before its end: nothing of a halted log becomes public. */
    private void publish(int master, long size) {
        fixture.execute("UPDATE ledger_head SET state = 'SEALED' WHERE log_id = " + master);
        fixture.repository.publish(master, new LogRepository.PublishedCheckpoint(size, "note", 0));
        fixture.execute("UPDATE ledger_head SET state = 'HALTED' WHERE log_id = " + master);
    }

    private final class Master extends MasterLog {
        Master() {
            super(
                    null,
                    fixture.shards,
                    files,
                    FixedSettings.of(Map.of("tallystick.ledger.master-interval", "PT10S")),
                    Clock.systemUTC());
        }

        @Override
        Optional<LedgerPosition> state(ObjectWriter.Statement statement) {
            recorded.add(MasterRecord.parse(statement.object()).checkpoint().origin());
            return Optional.empty();
        }
    }

    private static final class Removals extends LedgerRemovals {
        private boolean said = true;

        @Override
        boolean wasSealed(LedgerLog log) {
            return true;
        }

        @Override
        boolean mayBeRecorded(LedgerLog log) {
            return said;
        }

        @Override
        void publish() {
            // Nothing waits.
        }
    }

    /** What is published stands in the database already. */
    private final class Unsigned extends LedgerFiles {
        @Override
        SignedHead signedHead(LedgerLog log) {
            return fixture.repository
                    .published(log.id())
                    .map(published ->
                            new SignedHead(published.size(), published.note().getBytes(StandardCharsets.UTF_8)))
                    .orElseThrow(() -> new IllegalStateException("nothing is signed here"));
        }

        @Override
        public Optional<LedgerLog> log(int id) {
            return fixture.repository.log(id);
        }

        @Override
        public Optional<PublishedState> publishedState(LedgerLog log) {
            return fixture.repository.published(log.id()).map(p -> new PublishedState(p.size(), p.publishedAt()));
        }
    }

    private static final class Idle extends Ledger {
        @Override
        void look() {
            // Nothing is appended here.
        }

        @Override
        void check(LedgerLog log) {
            // Likewise.
        }
    }

    private static final class NoIncidents extends LedgerIncidents {
        @Override
        void publish() {
            // There are none.
        }
    }
}
