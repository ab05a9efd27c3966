package org.tallystick.ledger.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.ConsistencyProof;
import org.tallystick.ledger.InclusionProof;
import org.tallystick.ledger.LedgerEntry;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.MerkleHash;
import org.tallystick.ledger.ProofStep;
import org.tallystick.ledger.SignedNote;
import org.tallystick.ledger.TiledLog;
import org.tallystick.ledger.WitnessPolicy;

/**
 * The ledger for people: what anybody may know of it, with proofs under the published checkpoint. Hashes are public; the entries
 * themselves tell what a shop sold when, so an entry is shown only to who names its digest and so holds the object already.
 */
@ApplicationScoped
@PermitAll
public class LedgerExplorer {
    private final LedgerFiles files;
    private final LogRepository repository;
    private final LedgerRemovals removals;

    @Inject
    LedgerExplorer(LedgerFiles files, LogRepository repository, LedgerRemovals removals) {
        this.files = files;
        this.repository = repository;
        this.removals = removals;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LedgerExplorer() {
        this(null, null, null);
    }

    /** Every log with a published checkpoint: those that take entries first, then those that have ended, the newest first. */
    public List<LogState> logs() {
        return files.shards().stream()
                .flatMap(shard -> state(shard.log()).stream())
                .toList();
    }

    /** @param prefix {@code /ledger/<acquirer>/<quarter>} */
    public Optional<LogState> log(String prefix) {
        return files.log(prefix).flatMap(this::state);
    }

    /**
     * Of a removed log the hash alone is proved, as the entry is not there.
     *
     * @param digest what the reader knows, 32 bytes; empty if nothing
     * @return empty when the published log has no such entry
     */
    public Optional<ProvenEntry> entry(LogState state, long index, byte[] digest) {
        if (index < 0 || index >= state.size()) {
            return Optional.empty();
        }
        if (state.removed().isPresent()) {
            return Optional.of(removed(state, index));
        }
        return repository.entries(state.log().id(), index, index + 1).stream()
                .findFirst()
                .map(stored -> proven(
                        state,
                        index,
                        MerkleHash.leaf(stored.bytes()),
                        parsed(stored.bytes()).filter(entry -> MessageDigest.isEqual(entry.digest(), digest))));
    }

    /** @return empty unless 0 &lt; older ≤ newer ≤ the published size */
    public Optional<ProvenGrowth> growth(LogState state, long older, long newer) {
        if (older <= 0 || older > newer || newer > state.size()) {
            return Optional.empty();
        }
        try {
            byte[] oldRoot = tree(state, older).head().root();
            byte[] newRoot = tree(state, newer).head().root();
            ConsistencyProof proof = tree(state, newer).consistency(older);
            return Optional.of(new ProvenGrowth(proof, oldRoot, newRoot, proof.proves(oldRoot, newRoot)));
        } catch (IOException e) {
            throw missing(state, e);
        }
    }

    /** The witnesses of the operator's policy, each with its cosignature under this checkpoint; none if there is no policy. */
    public List<WitnessStanding> witnesses(LogState state) {
        SignedNote note = SignedNote.parse(state.note().getBytes(StandardCharsets.UTF_8));
        byte[] text = note.text().getBytes(StandardCharsets.UTF_8);
        return files.witnessPolicy().stream()
                .flatMap(policy -> policy.witnesses().stream())
                .map(witness -> new WitnessStanding(
                        witness.name(),
                        witness.key().vkey(),
                        note.signatures().stream()
                                .filter(line -> witness.key().hasSigned(line, text))
                                .flatMap(line -> witness.key().statedTime(line.signature()).stream())
                                .findFirst()))
                .toList();
    }

    /** Whether the published checkpoint has the cosignatures that the operator's policy demands. */
    public boolean isWitnessed(LogState state) {
        return files.witnessPolicy()
                .filter(WitnessPolicy::needsWitnesses)
                .map(policy -> policy.isMetBy(
                        policy.cosigners(SignedNote.parse(state.note().getBytes(StandardCharsets.UTF_8)))))
                .orElse(false);
    }

    /** Entries that are committed and not yet under the published checkpoint. */
    public long waiting(LogState state) {
        return Math.max(0, repository.head(state.log().id()).size() - state.size());
    }

    private ProvenEntry removed(LogState state, long index) {
        try {
            return proven(state, index, tree(state, state.size()).leafHash(index), Optional.empty());
        } catch (IOException e) {
            throw missing(state, e);
        }
    }

    private ProvenEntry proven(LogState state, long index, byte[] leaf, Optional<LedgerEntry> known) {
        try {
            InclusionProof proof = tree(state, state.size()).inclusion(index);
            List<ProofStep> steps = proof.steps(leaf);
            return new ProvenEntry(index, leaf, steps, proof.proves(leaf, state.root()), known);
        } catch (IOException e) {
            throw missing(state, e);
        }
    }

    private Optional<LogState> state(LedgerLog log) {
        return repository.published(log.id()).flatMap(published -> root(published.note())
                .map(root -> new LogState(
                        log, published.size(), root, published.publishedAt(), published.note(), removals.of(log))));
    }

    private static Optional<byte[]> root(String note) {
        try {
            String text =
                    SignedNote.parse(note.getBytes(StandardCharsets.UTF_8)).text();
            return Optional.of(Checkpoint.parse(text).root());
        } catch (LedgerFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<LedgerEntry> parsed(byte[] bytes) {
        try {
            return Optional.of(LedgerEntry.parse(bytes));
        } catch (LedgerFormatException e) {
            return Optional.empty();
        }
    }

    private TiledLog tree(LogState state, long size) {
        return new TiledLog(new DatabaseTileSource(repository, state.log().id()), size);
    }

    private static IllegalStateException missing(LogState state, IOException e) {
        return new IllegalStateException("a tile of " + state.log().origin() + " is missing", e);
    }
}
