package org.tallystick.ledger.service;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.tallystick.ledger.AuditFinding;
import org.tallystick.ledger.AuditMemory;
import org.tallystick.ledger.AuditPlan;
import org.tallystick.ledger.LedgerStateException;
import org.tallystick.ledger.LogAudit;
import org.tallystick.ledger.LogAuditor;
import org.tallystick.ledger.MasterRemoval;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.shared.service.Node;
import org.tallystick.shared.service.PrivateFile;
import org.tallystick.shared.service.Settings;

/**
 * Looks through each log once a day, as an auditor does, but in the database itself: every entry against its leaf, every full and open
 * tile, the root under the public checkpoint, the stored leaf hashes and the head. It keeps to a rate, and one that was cut off goes on
 * where it was. What differs is an incident that names table and index. Stored receipts are compared with their entries all the time,
 * by the watch of the notices.
 */
@ApplicationScoped
@PermitAll
public class LedgerScrub {
    private static final Logger LOG = Logger.getLogger(LedgerScrub.class.getName());
    private static final int ENTRIES_AT_ONCE = 256;
    private static final int MOST_INCIDENTS = 20;
    private static final Duration KEEP_EVERY = Duration.ofSeconds(10);

    private final LogRepository repository;
    private final ShardRepository shards;
    private final ScrubRepository turns;
    private final LedgerIncidents incidents;
    private final LedgerRemovals removals;
    private final Settings settings;
    private final Clock clock;
    private volatile boolean stopped;

    @Inject
    LedgerScrub(
            LogRepository repository,
            ShardRepository shards,
            ScrubRepository turns,
            LedgerIncidents incidents,
            LedgerRemovals removals,
            Settings settings,
            Clock clock) {
        this.repository = repository;
        this.shards = shards;
        this.turns = turns;
        this.incidents = incidents;
        this.removals = removals;
        this.settings = settings;
        this.clock = clock;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LedgerScrub() {
        this(null, null, null, null, null, null, null);
    }

    /**
     * Looks through the logs that are due, one after the other. What is halted is known to be wrong; of what is removed the tiles are looked
     * at.
     */
    public void lookThrough() {
        String node = Node.name();
        for (LedgerShard shard : shards.all()) {
            long now = clock.millis();
            turns.enter(shard.log().id(), now, node);
            long before =
                    now - settings.duration("tallystick.ledger.scrub-interval").toMillis();
            if (isWhole(shard) && turns.begin(shard.log().id(), before, now, node)) {
                lookAt(shard.log());
            }
        }
    }

    private boolean isWhole(LedgerShard shard) {
        return switch (shard.state()) {
            case OPEN, SEALED -> true;
            case HALTED -> false;
            case REMOVED -> removals.wasSealed(shard.log());
        };
    }

    /** One that cannot be looked through now comes again and does not hold up the others. */
    private void lookAt(LedgerLog log) {
        try {
            int differences = look(log);
            turns.end(log.id(), clock.millis(), differences);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, log.origin() + " is not looked through", e);
        }
    }

    /** @return how many differences there are, each an incident */
    private int look(LedgerLog log) {
        Optional<LogRepository.PublishedCheckpoint> published = repository.published(log.id());
        if (published.isEmpty()) {
            return 0;
        }
        Path memory = settings.dataDir().resolve("scrub").resolve(log.acquirer() + "-" + log.shard());
        NoteVerifier key = NoteVerifier.parse(log.verifierKey());
        Optional<MasterRemoval> removed = removals.proved(log);
        byte[] note = published.get().note().getBytes(StandardCharsets.UTF_8);
        try {
            DatabaseTileSource source = new DatabaseTileSource(repository, log.id());
            AuditPlan plan =
                    AuditPlan.simple().withProofs(0).withRemoval(removed).resuming(remembered(memory), keeper(memory));
            LogAudit audit = new LogAuditor(source, List.of(key)).audit(note, plan, progress -> pace());
            List<String> wrong = audit.findings().stream()
                    .filter(finding -> finding.severity() == AuditFinding.Severity.ERROR)
                    .limit(MOST_INCIDENTS)
                    .map(finding -> table(finding) + ": " + finding.text())
                    .collect(Collectors.toCollection(ArrayList::new));
            difference(log, key, new SignedHead(published.get().size(), note), removed.isPresent())
                    .ifPresent(text -> wrong.add(text + "."));
            // What was removed meanwhile is missing in order: the next look knows.
            if (removed.isPresent() != removals.proved(log).isPresent()) {
                wrong.clear();
            }
            wrong.forEach(text -> incidents.damaged(log, text));
            Files.deleteIfExists(memory);
            return wrong.size();
        } catch (IOException e) {
            throw new UncheckedIOException("the log " + log.origin() + " cannot be looked through now", e);
        }
    }

    private Optional<String> difference(LedgerLog log, NoteVerifier key, SignedHead head, boolean removed) {
        LedgerReadBack stored = new LedgerReadBack(repository);
        Optional<String> found =
                removed ? stored.rootDifference(log, key, head) : stored.difference(log, key, 0, head, this::pace);
        return found.or(() -> stored.headDifference(log));
    }

    private static String table(AuditFinding finding) {
        return switch (finding.code()) {
            case ENTRY_ALTERED, ENTRIES_MISSING, ENTRY_MALFORMED, BUNDLE_MALFORMED, TIME_WENT_BACK -> "ledger_entry";
            case TILE_ALTERED, TILE_MISSING, PROOF_FAILED -> "ledger_tile or ledger_edge";
            case CHECKPOINT_INVALID, WITNESSES_MISSING -> "ledger_checkpoint";
            default -> "ledger_checkpoint or ledger_edge";
        };
    }

    private static Optional<AuditMemory> remembered(Path memory) throws IOException {
        try {
            return Files.exists(memory) ? Optional.of(AuditMemory.parse(Files.readAllBytes(memory))) : Optional.empty();
        } catch (LedgerStateException damaged) {
            return Optional.empty();
        }
    }

    private static AuditPlan.Keeper keeper(Path memory) {
        PrivateFile.createDirectory(Objects.requireNonNull(memory.getParent()));
        return new AuditPlan.Keeper() {
            private long last = System.nanoTime();

            @Override
            public void keep(Supplier<byte[]> text, boolean atItsEnd) {
                if (System.nanoTime() - last >= KEEP_EVERY.toNanos()) {
                    PrivateFile.write(memory, text.get());
                    last = System.nanoTime();
                }
            }
        };
    }

    private void pace() {
        if (stopped) {
            throw new CancellationException("the server stops; the look through the logs goes on after its start");
        }
        long perSecond = Math.max(ENTRIES_AT_ONCE, settings.integer("tallystick.ledger.scrub-rate"));
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos() * ENTRIES_AT_ONCE / perSecond);
    }

    @PreDestroy
    void stop() {
        stopped = true;
    }
}
