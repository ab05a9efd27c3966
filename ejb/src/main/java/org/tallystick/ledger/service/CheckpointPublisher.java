package org.tallystick.ledger.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Moves the public checkpoint. What it will cover is read back from the database first and hashed again: a damaged entry or
 * tile is found before anybody relies on it, and then the checkpoint stays where it was. Witnesses are asked before it
 * moves; those that are away hold nothing up.
 */
@ApplicationScoped
@PermitAll
public class CheckpointPublisher {
    private static final Logger LOG = Logger.getLogger(CheckpointPublisher.class.getName());

    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final LedgerFiles files;
    private final LogRepository repository;
    private final ShardRepository shards;
    private final Ledger ledger;
    private final QuantumSafeKeys quantumSafe;
    private final Witnesses witnesses;
    private final MasterLog master;
    private final LedgerIncidents incidents;
    private final Clock clock;

    @Inject
    CheckpointPublisher(
            LedgerFiles files,
            LogRepository repository,
            ShardRepository shards,
            Ledger ledger,
            QuantumSafeKeys quantumSafe,
            Witnesses witnesses,
            MasterLog master,
            LedgerIncidents incidents,
            Clock clock) {
        this.files = files;
        this.repository = repository;
        this.shards = shards;
        this.ledger = ledger;
        this.quantumSafe = quantumSafe;
        this.witnesses = witnesses;
        this.master = master;
        this.incidents = incidents;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CheckpointPublisher() {
        this(null, null, null, null, null, null, null, null, null);
    }

    /** Publishes every log that has grown. A log that cannot be published is logged and does not hold up the others. */
    public void publishAll() {
        oneAtATime.lock();
        try {
            ledger.look();
            List<LedgerShard> all = shards.all();
            all.stream()
                    .filter(shard -> isPublished(shard) && !shard.log().isMaster())
                    .forEach(this::publishOne);
            incidents.publish();
            // Last, so that what was recorded just now is public at once.
            shards.all().stream()
                    .filter(shard -> isPublished(shard) && shard.log().isMaster())
                    .forEach(this::publishOne);
        } finally {
            oneAtATime.unlock();
        }
    }

    private static boolean isPublished(LedgerShard shard) {
        return shard.isOpen() || shard.state() == ShardState.SEALED;
    }

    /** The last checkpoint of a log that has ended, and the first of the next, are public at once. */
    void publishAfter(@ObservesAsync LogTurned turn) {
        publishAll();
    }

    private void publishOne(LedgerShard shard) {
        LedgerLog log = shard.log();
        try {
            publish(log);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "The checkpoint of " + log.origin() + " is not published: audit the log", e);
            ledger.check(log);
        }
        try {
            repository.published(log.id()).ifPresent(published -> master.consider(shard, published));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The checkpoint of " + log.origin() + " is not in the master log yet", e);
        }
    }

    private void publish(LedgerLog log) {
        Optional<LogRepository.PublishedCheckpoint> last = repository.published(log.id());
        long published = last.map(LogRepository.PublishedCheckpoint::size).orElse(-1L);
        SignedHead head = files.signedHead(log);
        if (head.size() == published) {
            last.ifPresent(checkpoint -> askAgain(log, checkpoint));
            return;
        }
        if (head.size() < published) {
            throw new IllegalStateException(
                    "the tree is smaller than the published checkpoint: a backup has been restored");
        }
        Optional<String> difference = new LedgerReadBack(repository)
                .difference(log, ledger.key(log).verifier(), Math.max(0, published), head);
        if (difference.isPresent()) {
            incidents.damaged(log, "Read back before publishing: " + difference.get() + ".");
            throw new IllegalStateException(difference.get());
        }
        SignedHead signed = new SignedHead(head.size(), quantumSafe.addTo(log, head.checkpoint()));
        release(log, witnesses.cosign(log, ledger.key(log).verifier(), signed));
    }

    /** What was published without its witnesses, who were away, gets their cosignatures as soon as they are back. */
    private void askAgain(LedgerLog log, LogRepository.PublishedCheckpoint last) {
        SignedHead head = new SignedHead(last.size(), last.note().getBytes(StandardCharsets.UTF_8));
        if (witnesses.policy().isPresent() && !witnesses.haveCosigned(log, head)) {
            SignedHead cosigned = witnesses.cosign(log, ledger.key(log).verifier(), head);
            if (!Arrays.equals(cosigned.checkpoint(), head.checkpoint())) {
                release(log, cosigned);
            }
        }
    }

    private void release(LedgerLog log, SignedHead head) {
        String note = new String(head.checkpoint(), StandardCharsets.UTF_8);
        repository.publish(log.id(), new LogRepository.PublishedCheckpoint(head.size(), note, clock.millis()));
    }
}
