package org.tallystick.ledger.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.WitnessPolicy;
import org.tallystick.shared.service.Distribution.Counts;

/** What is counted and measured of the ledger on this node, and what its watches found, for whoever runs the platform. */
@ApplicationScoped
@PermitAll
public class LedgerFigures {
    private final Ledger ledger;
    private final PublishDelays delays;
    private final LogRepository repository;
    private final ShardRepository shards;
    private final ScrubRepository scrubs;
    private final Witnesses witnesses;

    /**
     * The groups of one acquirer's logs, since this node's start.
     *
     * @param refused items that were answered not-confirmed at once, as the queue was full
     * @param items of each group
     * @param seconds that each group took, from its first decision to the signature over it
     */
    public record Groups(String acquirer, long refused, Counts items, Counts seconds) {}

    /**
     * A log that takes entries, as its watches see it.
     *
     * @param witnessed whether its public checkpoint has the cosignatures that the policy demands; empty if it demands none
     * @param cosigned when each witness cosigned it last, by the witness's name
     * @param scrubbed when the last look through it ended; empty before it is known to the scrub
     * @param differences found in that look
     */
    public record Watched(
            String origin,
            Optional<Boolean> witnessed,
            Map<String, Instant> cosigned,
            Optional<Instant> scrubbed,
            int differences) {}

    @Inject
    LedgerFigures(
            Ledger ledger,
            PublishDelays delays,
            LogRepository repository,
            ShardRepository shards,
            ScrubRepository scrubs,
            Witnesses witnesses) {
        this.ledger = ledger;
        this.delays = delays;
        this.repository = repository;
        this.shards = shards;
        this.scrubs = scrubs;
        this.witnesses = witnesses;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LedgerFigures() {
        this(null, null, null, null, null, null);
    }

    /** By acquirer. From memory alone. */
    public List<Groups> groups() {
        return ledger.meters().entrySet().stream()
                .map(each -> new Groups(
                        each.getKey(),
                        each.getValue().refusals(),
                        each.getValue().items(),
                        each.getValue().seconds()))
                .toList();
    }

    /** Seconds from an entry's commit to the public checkpoint over it, of the entries that this node published, by acquirer. From memory alone. */
    public Map<String, Counts> publishSeconds() {
        return delays.counts();
    }

    /** Those that take entries, the oldest first. @throws IllegalStateException if the database does not answer */
    public List<Watched> watched() {
        Map<Integer, ScrubRepository.Look> looks = scrubs.last();
        return shards.all().stream()
                .filter(LedgerShard::isOpen)
                .map(shard -> watched(
                        shard.log(), Optional.ofNullable(looks.get(shard.log().id()))))
                .toList();
    }

    private Watched watched(LedgerLog log, Optional<ScrubRepository.Look> look) {
        Optional<SignedHead> head = repository
                .published(log.id())
                .map(last -> new SignedHead(last.size(), last.note().getBytes(StandardCharsets.UTF_8)));
        boolean demanded =
                witnesses.policy().filter(WitnessPolicy::needsWitnesses).isPresent();
        return new Watched(
                log.origin(),
                head.filter(published -> demanded).map(published -> witnesses.haveCosigned(log, published)),
                head.map(published -> witnesses.cosignedAt(log, published.checkpoint()))
                        .orElse(Map.of()),
                look.map(ended -> Instant.ofEpochMilli(ended.endedAt())),
                look.map(ScrubRepository.Look::differences).orElse(0));
    }
}
