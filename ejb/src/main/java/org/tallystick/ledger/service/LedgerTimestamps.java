package org.tallystick.ledger.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Timestamps over published checkpoints: kept, public, and each an entry of its log, so that the next one covers it. The ledger does
 * not judge them.
 */
@ApplicationScoped
@PermitAll
public class LedgerTimestamps {
    private static final Logger LOG = Logger.getLogger(LedgerTimestamps.class.getName());
    private static final int LISTED = 1_000;
    /** Of a receipt file; an authority's key is in use for a year. */
    private static final int MOST_LINKS = 64;

    private final TimestampRepository repository;
    private final LedgerFiles files;
    private final Ledger ledger;

    @Inject
    LedgerTimestamps(TimestampRepository repository, LedgerFiles files, Ledger ledger) {
        this.repository = repository;
        this.files = files;
        this.ledger = ledger;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LedgerTimestamps() {
        this(null, null, null);
    }

    /** Keeps the timestamp with its entry; empty if it covers less than the newest one, and nothing is kept. */
    public CompletionStage<Optional<LedgerPosition>> add(LedgerLog log, NewTimestamp timestamp) {
        return ledger.append(
                log.acquirer(), new TimestampWriter.Stamping(log.id(), timestamp), TimestampWriter.INSTANCE);
    }

    public Optional<StoredTimestamp> newest(LedgerLog log) {
        return repository.newest(log.id());
    }

    /** The newest thousand, the newest first. */
    public List<StoredTimestamp> list(LedgerLog log) {
        return repository.list(log.id(), LISTED);
    }

    /** What the entry in the ledger stands for. */
    public Optional<byte[]> record(LedgerLog log, long size) {
        return repository.content(log.id(), size).map(TimestampRepository.Content::record);
    }

    /** What the token is over. */
    public Optional<String> checkpoint(LedgerLog log, long size) {
        return repository.content(log.id(), size).map(TimestampRepository.Content::note);
    }

    public Optional<byte[]> token(LedgerLog log, long size) {
        return repository.content(log.id(), size).map(TimestampRepository.Content::token);
    }

    /**
     * The evidence of an entry's time: the first timestamp over it, then the first one of each later generation, each with the proof
     * that it covers the link before; where the log has ended, by way of the last one over it, whose entry is in the log after it. Empty as long as none covers the entry, and shorter where the stored log is damaged: a receipt is
     * shown without its timestamps rather than not at all.
     */
    public List<TimestampedProof> evidence(LedgerLog log, long index) {
        List<TimestampedProof> links = new ArrayList<>();
        try {
            collect(log, index, links);
        } catch (IllegalStateException e) {
            LOG.log(Level.WARNING, "A timestamp of " + log.origin() + " cannot be proven: audit the log", e);
        }
        return links;
    }

    private void collect(LedgerLog log, long index, List<TimestampedProof> links) {
        Optional<StoredTimestamp> next = repository.firstOver(log.id(), index);
        LedgerLog covering = log;
        long covered = index;
        int needed = 0;
        Optional<StoredTimestamp> kept = Optional.empty();
        while (next.isPresent() && links.size() < MOST_LINKS) {
            StoredTimestamp link = next.get();
            boolean renews = kept.filter(before -> !renews(link, before)).isEmpty();
            TimestampRepository.Content content =
                    repository.content(link.logId(), link.size()).orElseThrow();
            links.add(new TimestampedProof(
                    content.record(), files.proof(covering, covered, link.size(), content.note())));
            if (renews) {
                needed = links.size();
                kept = next;
            }
            covered = link.index();
            if (link.isBeyondItsLog()) {
                covering = files.log(link.entryLog()).orElseThrow();
            }
            next = after(link);
        }
        links.subList(needed, links.size()).clear();
    }

    /** Links that only lead into the next log, by the same signer as before, are of use if something follows there. */
    private static boolean renews(StoredTimestamp link, StoredTimestamp before) {
        return !link.isBeyondItsLog() || !before.isLike(link.certificate(), link.strength());
    }

    private Optional<StoredTimestamp> after(StoredTimestamp link) {
        Optional<StoredTimestamp> renewed = link.isBeyondItsLog()
                ? repository.firstUnlike(link)
                : repository.firstOfGeneration(link.logId(), link.generation() + 1);
        return renewed.or(() -> repository.lastOver(link.entryLog(), link.index()));
    }
}
