package org.tallystick.ledger.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tallystick.ledger.EntryBundleCoordinate;
import org.tallystick.ledger.InclusionProof;
import org.tallystick.ledger.LedgerObjects;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.TileCoordinate;
import org.tallystick.ledger.TiledLog;
import org.tallystick.ledger.TlogProof;
import org.tallystick.ledger.TreeHead;
import org.tallystick.ledger.WitnessPolicy;
import org.tallystick.shared.service.Settings;

/** What may be read of the ledger: the public files of TLOG.md, and proofs for stored entries. */
@ApplicationScoped
@PermitAll
public class LedgerFiles {
    private static final Logger LOG = Logger.getLogger(LedgerFiles.class.getName());

    private final Ledger ledger;
    private final LogRepository repository;
    private final ShardRepository shards;
    private final RollbackGuard guard;
    private final Settings settings;
    private final Witnesses witnesses;
    private final Map<String, LedgerLog> byPrefix = new ConcurrentHashMap<>();
    private final Map<Integer, SignedHead> signed = new ConcurrentHashMap<>();

    @Inject
    LedgerFiles(
            Ledger ledger,
            LogRepository repository,
            ShardRepository shards,
            RollbackGuard guard,
            Settings settings,
            Witnesses witnesses) {
        this.ledger = ledger;
        this.repository = repository;
        this.shards = shards;
        this.guard = guard;
        this.settings = settings;
        this.witnesses = witnesses;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LedgerFiles() {
        this(null, null, null, null, null, null);
    }

    /** The oldest first, the master log among them. */
    public List<LedgerLog> logs() {
        return repository.logs();
    }

    /** The present logs in the order in which they began, the master log as the last of them; then those that have ended, the newest first. */
    public List<LedgerShard> shards() {
        List<LedgerShard> all = new ArrayList<>(shards.all());
        all.sort(Comparator.comparing((LedgerShard shard) -> !shard.isOpen())
                .thenComparing(shard -> shard.isOpen() && shard.log().isMaster())
                .thenComparing(shard ->
                        shard.isOpen() ? shard.log().id() : -shard.log().id()));
        return all;
    }

    /**
     * What the entries of a bundle about the ledger itself stand for, as {@code LedgerObjects} reads it; empty where the log has no entry.
     *
     * @param bundle of 256 entries each, from 0
     */
    public Optional<byte[]> objects(LedgerLog log, long bundle) {
        long first = bundle * TileCoordinate.FULL_WIDTH;
        return repository.head(log.id()).size() > first
                ? Optional.of(LedgerObjects.of(shards.objects(log.id(), first, first + TileCoordinate.FULL_WIDTH)))
                : Optional.empty();
    }

    /** The platform's log keys as pinned anchors of its own verification. */
    public List<NoteVerifier> logKeys() {
        return logs().stream().map(log -> NoteVerifier.parse(log.verifierKey())).toList();
    }

    /** @param prefix {@code /ledger/<acquirer>/<quarter>} */
    public Optional<LedgerLog> log(String prefix) {
        LedgerLog known = byPrefix.get(prefix);
        if (known == null) {
            logs().forEach(log -> byPrefix.put(log.prefix(), log));
            known = byPrefix.get(prefix);
        }
        return Optional.ofNullable(known);
    }

    public Optional<LedgerLog> log(int id) {
        return repository.log(id);
    }

    /** The checkpoint that the public sees; empty before the first publication. */
    public Optional<String> publishedCheckpoint(LedgerLog log) {
        return repository.published(log.id()).map(LogRepository.PublishedCheckpoint::note);
    }

    /** The published checkpoint's size, and when it was published (UTC milliseconds). */
    public Optional<PublishedState> publishedState(LedgerLog log) {
        return repository.published(log.id()).map(p -> new PublishedState(p.size(), p.publishedAt()));
    }

    /** @return the tile's bytes, or empty when the log has no such tile */
    public Optional<byte[]> tile(LedgerLog log, TileCoordinate coordinate) {
        return read(() -> source(log).tile(coordinate));
    }

    /** @return the bundle's bytes, or empty when the log has not all of its entries */
    public Optional<byte[]> entries(LedgerLog log, EntryBundleCoordinate coordinate) {
        return read(() -> source(log).entries(coordinate));
    }

    /** True when the token is the one that opens entry bundles; false as well when none is configured. */
    public boolean opensEntries(String token) {
        return settings.auditorToken()
                .map(expected -> MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8)))
                .orElse(false);
    }

    /** What counts as witnessed here; empty if the operator names no witnesses. */
    public Optional<WitnessPolicy> witnessPolicy() {
        return witnesses.policy();
    }

    /**
     * The proof of a stored entry: against the public checkpoint if its witnesses have cosigned one that covers the entry,
     * else against the newest committed tree, signed on demand.
     *
     * @return tlog-proof text with the entry's bytes as {@code extra}, as they are stored now
     * @throws IllegalStateException when the stored tiles and the entry do not belong together, or the tree is not what was signed
     */
    public LedgerPosition position(LedgerLog log, long index) {
        return position(log, index, witnessedHead(log, index).orElseGet(() -> headOver(log, index)));
    }

    /**
     * The same against the public checkpoint, which bears every signature there is of it, where that covers the entry already.
     *
     * @return empty where nothing proves the entry: an incident has ended the log before its public checkpoint got there
     * @throws IllegalStateException when the stored tiles and the entry do not belong together
     */
    public Optional<LedgerPosition> provenPosition(LedgerLog log, long index) {
        return provingHead(log, index).map(head -> position(log, index, head));
    }

    private LedgerPosition position(LedgerLog log, long index, SignedHead head) {
        LogRepository.StoredEntry entry = entry(log, index);
        return new LedgerPosition(log, index, timeOf(entry), proof(log, entry, head));
    }

    /** The proof of a stored entry against an earlier checkpoint; {@code tlog-proof} text as in {@link #position}. */
    String proof(LedgerLog log, long index, long size, String note) {
        return proof(log, entry(log, index), new SignedHead(size, note.getBytes(StandardCharsets.UTF_8)));
    }

    private String proof(LedgerLog log, LogRepository.StoredEntry entry, SignedHead head) {
        try {
            InclusionProof proof = new TiledLog(source(log), head.size()).inclusion(entry.index());
            return new TlogProof(Optional.of(entry.bytes()), entry.index(), proof.path(), head.checkpoint()).text();
        } catch (IOException e) {
            throw new IllegalStateException("a tile of " + log.origin() + " is missing", e);
        }
    }

    private LogRepository.StoredEntry entry(LedgerLog log, long index) {
        return repository.entries(log.id(), index, index + 1).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("entry " + index + " of " + log.origin() + " is missing"));
    }

    /**
     * The root this platform's tree had at a size.
     *
     * @return empty when there is no such log, or it has not that many entries
     */
    public Optional<byte[]> rootAt(String origin, long size) throws IOException {
        Optional<LedgerLog> log =
                logs().stream().filter(l -> l.origin().equals(origin)).findFirst();
        if (log.isEmpty() || repository.head(log.get().id()).size() < size) {
            return Optional.empty();
        }
        return Optional.of(new TiledLog(source(log.get()), size).head().root());
    }

    /** A checkpoint over the newest committed tree. */
    SignedHead signedHead(LedgerLog log) {
        return signedHead(log, repository.head(log.id()).size());
    }

    /** One that covers so many entries, which another node may have appended. */
    private SignedHead signedHead(LedgerLog log, long least) {
        return ledger.latest(log).filter(head -> head.size() >= least).orElseGet(() -> signNow(log));
    }

    /** Of a log that an incident has ended, whose tree is signed no more, the public checkpoint still proves what it covers. */
    private SignedHead headOver(LedgerLog log, long index) {
        try {
            return signedHead(log, index + 1);
        } catch (IllegalStateException e) {
            return publicHead(log, index).orElseThrow(() -> e);
        }
    }

    private Optional<SignedHead> provingHead(LedgerLog log, long index) {
        try {
            return publicHead(log, index).or(() -> Optional.of(signedHead(log, index + 1)));
        } catch (IllegalStateException e) {
            LOG.log(Level.WARNING, "Entry " + index + " of " + log.origin() + " has no proof", e);
            return Optional.empty();
        }
    }

    private Optional<SignedHead> publicHead(LedgerLog log, long index) {
        return repository
                .published(log.id())
                .filter(published -> published.size() > index)
                .map(published ->
                        new SignedHead(published.size(), published.note().getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<SignedHead> witnessedHead(LedgerLog log, long index) {
        if (witnesses.policy().isEmpty()) {
            return Optional.empty();
        }
        return publicHead(log, index).filter(head -> witnesses.haveCosigned(log, head));
    }

    private SignedHead signNow(LedgerLog log) {
        SignedHead known = signed.get(log.id());
        if (known != null && known.size() == repository.head(log.id()).size()) {
            return known;
        }
        TreeHead head = ledger.headToSign(log);
        try {
            guard.require(log, ledger.key(log).verifier(), head);
        } catch (IllegalStateException e) {
            // The log may have grown, and what it released then is more than the head that was read before.
            if (repository.head(log.id()).size() > head.size()) {
                return signNow(log);
            }
            throw e;
        }
        SignedHead fresh = guard.sign(log, ledger.key(log), head);
        signed.put(log.id(), fresh);
        return fresh;
    }

    private static long timeOf(LogRepository.StoredEntry entry) {
        try {
            return org.tallystick.ledger.LedgerEntry.parse(entry.bytes()).timeMillis();
        } catch (org.tallystick.ledger.LedgerFormatException e) {
            return 0; // a damaged row: the verifier that reads the proof says so
        }
    }

    private DatabaseTileSource source(LedgerLog log) {
        return new DatabaseTileSource(repository, log.id());
    }

    private static Optional<byte[]> read(Reading reading) {
        try {
            return Optional.of(reading.bytes());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Size and time of the published checkpoint. */
    public record PublishedState(long size, long publishedAt) {}

    @FunctionalInterface
    private interface Reading {
        byte[] bytes() throws IOException;
    }
}
