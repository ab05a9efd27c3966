package org.tallystick.ledger.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tallystick.ledger.EntryKind;
import org.tallystick.ledger.MasterProof;
import org.tallystick.ledger.MasterRecord;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.SignedNote;
import org.tallystick.shared.Problem;
import org.tallystick.shared.service.Ids;
import org.tallystick.shared.service.Settings;

/**
 * The log of the logs: {@code <host>/ledger/master/<year>}, named after the year it was opened in and never turned by the calendar. It
 * records the other logs' published checkpoints, so that one key vouches for all of theirs, and a log that is removed or rewritten
 * contradicts it. It begins with the first log's first publication.
 */
@ApplicationScoped
@PermitAll
public class MasterLog {
    private static final long PATIENCE_SECONDS = 10;

    private final Ledger ledger;
    private final ShardRepository shards;
    private final LedgerFiles files;
    private final Settings settings;
    private final Clock clock;

    @Inject
    MasterLog(Ledger ledger, ShardRepository shards, LedgerFiles files, Settings settings, Clock clock) {
        this.ledger = ledger;
        this.shards = shards;
        this.files = files;
        this.settings = settings;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected MasterLog() {
        this(null, null, null, null, null);
    }

    /**
     * That the newest master log has recorded this log's checkpoint and vouches for its key.
     *
     * @return empty before the first record, where an incident took the proof of it, and for a master log
     */
    public Optional<MasterProof> proof(LedgerLog log) {
        return shards.recorded(log.id()).flatMap(recorded -> files.log(recorded.masterLog())
                .flatMap(master -> shards.object(master.id(), recorded.masterIndex())
                        .flatMap(object -> files.provenPosition(master, recorded.masterIndex())
                                .map(position -> new MasterProof(object, position.proof())))));
    }

    /** Whether the public sees a record of this log; always true of a master log, which needs none. */
    boolean vouches(LedgerLog log) {
        return log.isMaster()
                || shards.recorded(log.id())
                        .filter(recorded -> files.log(recorded.masterLog())
                                .flatMap(files::publishedState)
                                .filter(state -> state.size() > recorded.masterIndex())
                                .isPresent())
                        .isPresent();
    }

    /**
     * Records what the public sees of a log, if that is due.
     *
     * @return false if it was; true if nothing was left to record
     */
    boolean consider(SeenLog seen) {
        LedgerLog log = seen.log();
        if (log.isMaster() || !isDue(seen)) {
            return true;
        }
        byte[] note = ownLines(seen.published().note(), NoteVerifier.parse(log.verifierKey()));
        byte[] object = MasterRecord.of(
                NoteVerifier.parse(log.verifierKey()),
                seen.state().wireName(),
                new String(note, StandardCharsets.UTF_8),
                Ids.random());
        state(new ObjectWriter.Statement(
                EntryKind.CHECKPOINT,
                log.acquirer() + "/" + log.shard() + "/" + seen.size(),
                object,
                Optional.of(seen)));
        return false;
    }

    /**
     * Puts a statement into the present master log.
     *
     * @return where it stands; empty if it adds nothing
     */
    Optional<LedgerPosition> state(ObjectWriter.Statement statement) {
        try {
            return ledger.append(LedgerLog.MASTER, statement, ObjectWriter.INSTANCE)
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException | Problem e) {
            throw new IllegalStateException("the master log does not confirm an entry; it is made again", e);
        }
    }

    private boolean isDue(SeenLog seen) {
        Optional<ShardRepository.Recorded> last = shards.recorded(seen.log().id());
        long interval = settings.duration("tallystick.ledger.master-interval").toMillis();
        boolean old = last.filter(record -> clock.millis() - record.recordedAt() >= interval)
                .isPresent();
        return seen.isDue(last, shards.open(LedgerLog.MASTER).map(LedgerLog::id), old);
    }

    /** Cosignatures are public beside the checkpoint; the record needs the log's own signature only. */
    private static byte[] ownLines(String note, NoteVerifier key) {
        SignedNote all = SignedNote.parse(note.getBytes(StandardCharsets.UTF_8));
        return new SignedNote(all.text(), all.verified(List.of(key))).bytes();
    }
}
