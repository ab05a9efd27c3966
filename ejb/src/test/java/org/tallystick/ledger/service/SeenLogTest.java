package org.tallystick.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a master log records of a log, and when: the word that it was sealed stands only beside the whole of it. */
class SeenLogTest {
    private static final int MASTER = 7;

    private final LedgerFixture fixture = new LedgerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void anEndedLogIsSealedOnlyWhenAllOfItIsPublic() throws Exception {
        LedgerBatcher batcher = fixture.batcher();
        fixture.start(batcher);
        ShardTurnTest.get(ShardTurnTest.submit(batcher, 3));
        assertThat(read()).as("nothing is public").isEmpty();
        publish(3);
        assertThat(read().orElseThrow().state()).isEqualTo(ShardState.OPEN);

        batcher.newKey(fixture.log).get(20, TimeUnit.SECONDS);
        batcher.stop();
        assertThat(read().orElseThrow().state()).as("its last entry is missing").isEqualTo(ShardState.OPEN);
        publish(4);
        assertThat(read().orElseThrow().state()).isEqualTo(ShardState.SEALED);
    }

    @Test
    void aRecordIsDueWhenItSaysMoreThanTheLastOne() {
        assertThat(seen(4, true).isDue(Optional.empty(), Optional.empty(), false))
                .as("the first")
                .isTrue();
        assertThat(isDue(seen(4, false), recorded(3, false), false)).isFalse();
        assertThat(isDue(seen(4, false), recorded(3, false), true)).isTrue();
        assertThat(isDue(seen(10_003, false), recorded(3, false), false)).isTrue();
        assertThat(isDue(seen(4, true), recorded(3, false), false)).isTrue();
        assertThat(isDue(seen(4, true), recorded(4, false), false))
                .as("its end is not recorded")
                .isTrue();
        assertThat(isDue(seen(4, true), recorded(4, true), true)).isFalse();
        assertThat(isDue(seen(4, false), recorded(4, true), true))
                .as("read before another node recorded its end")
                .isFalse();
    }

    @Test
    void aNewMasterLogGetsARecordOfEveryLog() {
        SeenLog whole = seen(4, true);
        ShardRepository.Recorded old = recorded(4, true);
        assertThat(whole.isDue(Optional.of(old), Optional.of(MASTER + 1), false))
                .isTrue();
        assertThat(whole.isDue(Optional.of(old), Optional.empty(), false))
                .as("no master log is open")
                .isFalse();
        assertThat(whole.isNews(old, MASTER + 1)).isTrue();
        assertThat(seen(3, false).isNews(old, MASTER + 1)).isTrue();
    }

    @Test
    void whatAnotherNodeHasRecordedIsNoNews() {
        assertThat(seen(4, false).isNews(recorded(3, false), MASTER)).isTrue();
        assertThat(seen(4, true).isNews(recorded(4, false), MASTER)).isTrue();
        assertThat(seen(4, false).isNews(recorded(4, false), MASTER)).isFalse();
        assertThat(seen(4, true).isNews(recorded(4, true), MASTER)).isFalse();
        assertThat(seen(3, false).isNews(recorded(4, true), MASTER)).isFalse();
    }

    @Test
    void aRecordIsKeptWithItsWord() throws SQLException {
        int log = fixture.log.id();
        try (Connection connection = fixture.dataSource.getConnection()) {
            ShardRepository.record(connection, log, new ShardRepository.Recorded(3, false, log, 0, 1));
            assertThat(fixture.shards.recorded(log)).contains(new ShardRepository.Recorded(3, false, log, 0, 1));
            ShardRepository.record(connection, log, new ShardRepository.Recorded(4, true, log, 1, 2));
            assertThat(fixture.shards.recorded(log)).contains(new ShardRepository.Recorded(4, true, log, 1, 2));
        }
    }

    private Optional<SeenLog> read() {
        return SeenLog.read(fixture.log, fixture.repository, fixture.shards);
    }

    private void publish(long size) {
        fixture.repository.publish(fixture.log.id(), new LogRepository.PublishedCheckpoint(size, "note", 1));
    }

    private SeenLog seen(long size, boolean sealed) {
        return new SeenLog(fixture.log, new LogRepository.PublishedCheckpoint(size, "note", 1), sealed);
    }

    private static boolean isDue(SeenLog seen, ShardRepository.Recorded last, boolean old) {
        return seen.isDue(Optional.of(last), Optional.of(MASTER), old);
    }

    private static ShardRepository.Recorded recorded(long size, boolean sealed) {
        return new ShardRepository.Recorded(size, sealed, MASTER, 0, 1);
    }
}
