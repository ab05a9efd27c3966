package org.tallystick.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.MasterRemoval;
import org.tallystick.ledger.MerkleHash;
import org.tallystick.ledger.TreeHead;
import org.tallystick.shared.service.DatabaseCluster;

/** A log is marked once, after its end, if it is the one that was ordered, and where the mark is on disk wherever it must be. */
class RemovalRepositoryTest {
    private static final TreeHead EMPTY = new TreeHead(0, MerkleHash.EMPTY_ROOT);

    private final LedgerFixture fixture = new LedgerFixture();
    private final RemovalRepository removals = new RemovalRepository(fixture.repository);

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void onlyTheTreeThatTheOrderNamesIsMarkedAndOnce() throws SQLException {
        assertThat(mark(EMPTY)).as("still open").isFalse();
        end();
        assertThat(mark(new TreeHead(1, new byte[32]))).as("another tree").isFalse();
        assertThat(removals.all()).isEmpty();

        assertThat(mark(EMPTY)).isTrue();
        assertThat(mark(EMPTY)).isFalse();
        assertThat(removals.all()).singleElement().satisfies(row -> {
            assertThat(row.ended()).isEqualTo(ShardState.SEALED);
            assertThat(row.removed().keepDays()).isEqualTo(3_653);
            assertThat(row.masterLog()).isEmpty();
        });
    }

    /** Without a record that is public nobody could be shown later when a halted log had ended. */
    @Test
    void aHaltedLogMayGoIfAPublicMasterLogHasARecordOfItOrNothingWasPublic() {
        fixture.execute("UPDATE ledger_head SET state = 'HALTED', size = 3");
        assertThat(removals.ended()).singleElement().satisfies(log -> assertThat(log.isPublic())
                .as("nothing was public")
                .isTrue());

        TreeHead shown = new TreeHead(2, new byte[32]);
        String note = fixture.key.sign(new Checkpoint(fixture.log.origin(), shown.size(), shown.root()).text());
        LogRepository.PublishedCheckpoint checkpoint = new LogRepository.PublishedCheckpoint(2, note, 0);
        fixture.repository.publish(fixture.log.id(), checkpoint);
        assertThat(fixture.repository.published(fixture.log.id()))
                .as("nothing of a halted log becomes public")
                .isEmpty();
        fixture.execute("UPDATE ledger_head SET state = 'SEALED'");
        fixture.repository.publish(fixture.log.id(), checkpoint);
        fixture.execute("UPDATE ledger_head SET state = 'HALTED'");
        fixture.repository.publish(fixture.log.id(), new LogRepository.PublishedCheckpoint(3, note, 0));
        assertThat(fixture.repository.published(fixture.log.id()))
                .as("nor what is more of it")
                .hasValueSatisfying(published -> assertThat(published.size()).isEqualTo(2));
        assertThat(removals.ended()).singleElement().satisfies(log -> assertThat(log.isPublic())
                .isFalse());

        fixture.execute("INSERT INTO ledger_record (log_id, size, sealed, master_log, master_seq, recorded_at)"
                + " VALUES (" + fixture.log.id() + ", 2, FALSE, " + fixture.log.id() + ", 2, 1)");
        assertThat(removals.ended()).singleElement().satisfies(log -> assertThat(log.isPublic())
                .as("an incident has ended the master log too")
                .isFalse());
        fixture.execute("UPDATE ledger_record SET master_seq = 1");
        assertThat(removals.ended()).singleElement().satisfies(log -> assertThat(log.isPublic())
                .isTrue());
    }

    @Test
    void theEntryThatIsPublicIsKeptWhenTheStatementIsRepeated() throws SQLException {
        end();
        mark(EMPTY);
        RemovalRepository.Place first = new RemovalRepository.Place(7, 3);
        RemovalRepository.Place second = new RemovalRepository.Place(9, 1);
        removals.stated(fixture.log.id(), first, Optional.empty());
        assertThat(removals.all().get(0).places()).containsExactly(first);

        removals.stated(fixture.log.id(), second, Optional.of(first));
        assertThat(removals.all().get(0).places()).containsExactly(second, first);
    }

    @Test
    void nothingIsMarkedWhereTheDatabaseMayNotBeWorkedOn() throws SQLException {
        end();
        DatabaseCluster lost = new Lost();
        assertThatThrownBy(() -> removals.mark(fixture.log, "id", said(EMPTY), lost))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no standby");
        assertThat(removals.all()).isEmpty();
    }

    private boolean mark(TreeHead head) {
        return removals.mark(fixture.log, "id", said(head), LedgerFixture.alone());
    }

    private MasterRemoval said(TreeHead head) {
        return MasterRemoval.parse(MasterRemoval.of(
                fixture.log.origin(), head, "ten years", 3_653, Optional.empty(), Instant.EPOCH, "salt"));
    }

    private void end() throws SQLException {
        String note = fixture.key.sign(new Checkpoint(fixture.log.origin(), EMPTY.size(), EMPTY.root()).text());
        fixture.repository.publish(fixture.log.id(), new LogRepository.PublishedCheckpoint(0, note, 0));
        try (Connection connection = fixture.dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE ledger_head SET state = 'SEALED'");
        }
    }

    private static final class Lost extends DatabaseCluster {
        @Override
        public void require(Connection connection) throws SQLException {
            throw new SQLException("no standby");
        }
    }
}
