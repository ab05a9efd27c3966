package org.tallystick.ledger.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
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

    /** Whether a turn waits for its round: one round does for all that have come until it begins. */
    private final AtomicBoolean turned = new AtomicBoolean();

    /** Sealed logs that nothing is left to do for, each with the master log that was open then. */
    private final Map<Integer, Integer> settled = new ConcurrentHashMap<>();

    private final LedgerFiles files;
    private final LogRepository repository;
    private final ShardRepository shards;
    private final Ledger ledger;
    private final QuantumSafeKeys quantumSafe;
    private final Witnesses witnesses;
    private final MasterLog master;
    private final LedgerIncidents incidents;
    private final LedgerRemovals removals;
    private final PublishDelays delays;
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
            LedgerRemovals removals,
            PublishDelays delays,
            Clock clock) {
        this.files = files;
        this.repository = repository;
        this.shards = shards;
        this.ledger = ledger;
        this.quantumSafe = quantumSafe;
        this.witnesses = witnesses;
        this.master = master;
        this.incidents = incidents;
        this.removals = removals;
        this.delays = delays;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CheckpointPublisher() {
        this(null, null, null, null, null, null, null, null, null, null, null);
    }

    /** Publishes every log that has grown. A log that cannot be published is logged and does not hold up the others. */
    public void publishAll() {
        oneAtATime.lock();
        try {
            turned.set(false);
            ledger.look();
            publishAll(false);
            state(incidents::publish);
            state(removals::publish);
            // Last, so that what was recorded just now is public at once.
            publishAll(true);
        } finally {
            oneAtATime.unlock();
        }
    }

    private void publishAll(boolean masters) {
        List<LedgerShard> all = shards.all();
        int open = all.stream()
                .filter(shard -> shard.isOpen() && shard.log().isMaster())
                .map(shard -> shard.log().id())
                .findFirst()
                .orElse(0);
        for (LedgerShard shard : all) {
            int id = shard.log().id();
            boolean left = shard.isOpen() || settled.getOrDefault(id, -1) != open;
            if (left && shard.log().isMaster() == masters && isDone(shard)) {
                settled.put(id, open);
            }
        }
    }

    /** Does what there is to do for a log. @return whether nothing is left to do for one that takes no more entries */
    private boolean isDone(LedgerShard shard) {
        if (shard.isOpen() || isSealed(shard)) {
            return publishOne(shard);
        }
        // Nothing of it is signed any more. A record of it that an incident took with its master log is made again in
        // the next one.
        return shard.state() != ShardState.HALTED || master.vouches(shard.log()) || recordOne(shard);
    }

    private boolean isSealed(LedgerShard shard) {
        return shard.state() == ShardState.SEALED
                || (shard.state() == ShardState.REMOVED && removals.wasSealed(shard.log()));
    }

    private static void state(Runnable statements) {
        try {
            statements.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "An incident or a removal is not in the master log yet", e);
        }
    }

    /** The last checkpoint of a log that has ended, and the first of the next, are public at once. */
    void publishAfter(@ObservesAsync LogTurned turn) {
        if (turned.compareAndSet(false, true)) {
            publishAll();
        }
    }

    private boolean publishOne(LedgerShard shard) {
        LedgerLog log = shard.log();
        boolean published = false;
        try {
            // Of a removed log, what was public before stays so.
            if (shard.state() != ShardState.REMOVED) {
                publish(log);
            }
            published = true;
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "The checkpoint of " + log.origin() + " is not published: audit the log", e);
            if (shard.isOpen()) {
                ledger.check(log);
            }
        }
        return recordOne(shard) && published;
    }

    private boolean recordOne(LedgerShard shard) {
        LedgerLog log = shard.log();
        try {
            Optional<SeenLog> seen = SeenLog.read(log, repository, shards);
            boolean recorded = seen.isPresent()
                    && (shard.state() != ShardState.REMOVED || removals.mayBeRecorded(log))
                    && master.consider(seen.get());
            return recorded && seen.filter(this::isSettled).isPresent();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The checkpoint of " + log.origin() + " is not in the master log yet", e);
            return false;
        }
    }

    private boolean isSettled(SeenLog seen) {
        SignedHead head = new SignedHead(seen.size(), seen.published().note().getBytes(StandardCharsets.UTF_8));
        return seen.sealed() && (witnesses.policy().isEmpty() || witnesses.haveCosigned(seen.log(), head));
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
        PublishDelays.Waiting waiting = new PublishDelays.Waiting();
        Optional<String> difference = new LedgerReadBack(repository, waiting::add)
                .difference(log, ledger.key(log).verifier(), Math.max(0, published), head);
        if (difference.isPresent()) {
            incidents.damaged(log, "Read back before publishing: " + difference.get() + ".");
            throw new IllegalStateException(difference.get());
        }
        SignedHead signed = new SignedHead(head.size(), quantumSafe.addTo(log, head.checkpoint()));
        release(log, witnesses.cosign(log, ledger.key(log).verifier(), signed));
        delays.published(log, waiting, clock.millis());
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
