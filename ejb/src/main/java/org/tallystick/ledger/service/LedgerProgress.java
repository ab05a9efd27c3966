package org.tallystick.ledger.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How far each log is, for whoever runs the platform. */
@ApplicationScoped
@PermitAll
public class LedgerProgress {
    private final Ledger ledger;
    private final LogRepository repository;
    private final ShardRepository shards;

    /**
     * One log as it stands.
     *
     * @param size committed entries
     * @param published entries under the public checkpoint
     * @param publishedAt UTC milliseconds; 0 before the first one
     * @param waiting items in this server's queue for the next groups
     * @param capacity items that the queue can hold
     */
    public record Progress(String origin, long size, long published, long publishedAt, int waiting, int capacity) {}

    @Inject
    LedgerProgress(Ledger ledger, LogRepository repository, ShardRepository shards) {
        this.ledger = ledger;
        this.repository = repository;
        this.shards = shards;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LedgerProgress() {
        this(null, null, null);
    }

    /** Those that take entries, and those sealed ones whose last entries are not public yet; the oldest log first. */
    public List<Progress> all() {
        return shards.all().stream()
                .filter(shard -> shard.isOpen() || shard.state() == ShardState.SEALED)
                .flatMap(this::unfinished)
                .toList();
    }

    private Stream<Progress> unfinished(LedgerShard shard) {
        Progress progress = progress(shard.log());
        return shard.isOpen() || progress.published() < progress.size() ? Stream.of(progress) : Stream.empty();
    }

    /** Logs that this node does not go on with, as the database is not what it has signed: origin, and why. */
    public Map<String, String> refused() {
        return ledger.refusals();
    }

    private Progress progress(LedgerLog log) {
        Optional<LogRepository.PublishedCheckpoint> published = repository.published(log.id());
        long size = repository.head(log.id()).size();
        return new Progress(
                log.origin(),
                size,
                published.map(LogRepository.PublishedCheckpoint::size).orElse(0L),
                published.map(LogRepository.PublishedCheckpoint::publishedAt).orElse(0L),
                ledger.waiting(log),
                ledger.capacity());
    }
}
