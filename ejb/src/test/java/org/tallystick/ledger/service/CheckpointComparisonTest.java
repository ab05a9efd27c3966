package org.tallystick.ledger.service;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.service.CheckpointStanding.Kind;
import org.tallystick.shared.AuditEvent;

/** What is said of a checkpoint of a log that is in trouble: the one case in which somebody needs the answer. */
class CheckpointComparisonTest {
    private final LedgerFixture fixture = new LedgerFixture();
    private final LedgerBatcher batcher = fixture.batcher();

    /** As it stands, and as it stood before it had grown. */
    private SignedHead now = new SignedHead(0, new byte[0]);

    private SignedHead before = now;

    @BeforeEach
    void grow() throws Exception {
        fixture.start(batcher);
        ShardTurnTest.get(ShardTurnTest.submit(batcher, 5));
        before = batcher.latest(fixture.log).orElseThrow();
        ShardTurnTest.get(ShardTurnTest.submit(batcher, 300));
        now = batcher.latest(fixture.log).orElseThrow();
        batcher.stop();
    }

    @AfterEach
    void stop() {
        batcher.stop();
        fixture.close();
    }

    @Test
    void aLogThatIsSignedIsHeldAgainstItsPresentTree() {
        assertThat(standing(signs(), before.checkpoint()))
                .extracting(CheckpointStanding::kind, CheckpointStanding::size, CheckpointStanding::known)
                .containsExactly(Kind.CONSISTENT, 5L, 305L);
    }

    @Test
    void whatIsLargerThanTheLogIsAheadAlsoIfItsTreeIsNotToBeSigned() {
        fixture.execute("UPDATE ledger_head SET size = 300");

        assertThat(standing(refuses(), now.checkpoint()))
                .extracting(CheckpointStanding::kind, CheckpointStanding::known)
                .containsExactly(Kind.AHEAD, 300L);
    }

    @Test
    void ofALogThatIsSignedNoMoreThePublicCheckpointStillSpeaks() {
        assertThat(standing(refuses(), before.checkpoint()).kind())
                .as("nothing is public yet")
                .isEqualTo(Kind.UNHELD);

        publish(before);
        assertThat(standing(refuses(), now.checkpoint()).kind())
                .as("not ahead: the log has as many entries")
                .isEqualTo(Kind.UNHELD);
        assertThat(standing(refuses(), before.checkpoint()))
                .extracting(CheckpointStanding::kind, CheckpointStanding::known)
                .containsExactly(Kind.CONSISTENT, 5L);

        publish(now);
        assertThat(standing(refuses(), before.checkpoint()))
                .extracting(CheckpointStanding::kind, CheckpointStanding::known)
                .containsExactly(Kind.CONSISTENT, 305L);
    }

    @Test
    void ofADamagedLogNothingIsSaid() {
        publish(now);
        fixture.execute("DELETE FROM ledger_tile");

        assertThat(standing(signs(), before.checkpoint()).kind()).isEqualTo(Kind.UNHELD);
    }

    @Test
    void whatTheKeyHasSignedBesideItsHistoryIsEvidenceAndDamageIsNot() {
        byte[] other = fixture.key
                .sign(new Checkpoint(fixture.log.origin(), 5, new byte[32]).text())
                .getBytes(StandardCharsets.UTF_8);
        assertThat(standing(signs(), other).kind()).isEqualTo(Kind.SPLIT);

        fixture.execute("UPDATE ledger_tile SET data = CAST(REPEAT('00', 32) AS VARBINARY) || SUBSTRING(data FROM 33)"
                + " WHERE level = 0");
        assertThat(standing(signs(), before.checkpoint()).kind()).isEqualTo(Kind.UNHELD);
    }

    private void publish(SignedHead head) {
        String note = new String(head.checkpoint(), StandardCharsets.UTF_8);
        fixture.repository.publish(fixture.log.id(), new LogRepository.PublishedCheckpoint(head.size(), note, 1));
    }

    private CheckpointStanding standing(LedgerFiles files, byte[] note) {
        SplitViews views = new SplitViews(null, silent(), Clock.systemUTC()) {
            @Override
            void keep(LedgerLog log, String id, long size, org.tallystick.ledger.SplitView view) {}
        };
        return new CheckpointComparison(files, fixture.repository, views, silent())
                .compare(List.of(note))
                .get(0);
    }

    private LedgerFiles signs() {
        return new LedgerFiles(null, fixture.repository, fixture.shards, null, null, null) {
            @Override
            SignedHead signedHead(LedgerLog log) {
                return now;
            }
        };
    }

    private LedgerFiles refuses() {
        return new LedgerFiles(null, fixture.repository, fixture.shards, null, null, null) {
            @Override
            SignedHead signedHead(LedgerLog log) {
                throw new IllegalStateException("rolled back");
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static Event<AuditEvent> silent() {
        return (Event<AuditEvent>) Proxy.newProxyInstance(
                CheckpointComparisonTest.class.getClassLoader(),
                new Class<?>[] {Event.class},
                (proxy, method, arguments) -> null);
    }
}
