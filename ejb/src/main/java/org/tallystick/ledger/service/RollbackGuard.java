package org.tallystick.ledger.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.NoteSigner;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.TiledLog;
import org.tallystick.ledger.TreeHead;
import org.tallystick.ledger.service.LogIncident.Kind;
import org.tallystick.shared.service.Settings;

/**
 * Stands before every signature (LEDGER.md, Rollback guard): the tree in the database must contain everything that was let out of it. It
 * is held against what this node and those beside it noted on disk, what the public sees, and what the witnesses cosigned. A database
 * restored from a backup together with this node's disk is found by witnesses alone.
 */
@ApplicationScoped
class RollbackGuard {
    private final ReleasedCheckpoints released;
    private final LogRepository repository;
    private final Witnesses witnesses;
    private final boolean acceptsRollback;

    @Inject
    RollbackGuard(ReleasedCheckpoints released, LogRepository repository, Witnesses witnesses, Settings settings) {
        this(released, repository, witnesses, settings.flag("tallystick.ledger.accept-rollback"));
    }

    RollbackGuard(
            ReleasedCheckpoints released, LogRepository repository, Witnesses witnesses, boolean acceptsRollback) {
        this.acceptsRollback = acceptsRollback;
        this.released = released;
        this.repository = repository;
        this.witnesses = witnesses;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected RollbackGuard() {
        this(null, null, null, false);
    }

    /** Whether the operator has said that what was let out beyond this database is lost, and that sales shall go on in another log. */
    boolean acceptsRollback() {
        return acceptsRollback;
    }

    /** What the witnesses have of the log, by their names; one that does not answer within a second is passed over. */
    Map<String, Checkpoint> askWitnesses(LedgerLog log, NoteVerifier key) {
        return witnesses.latest(log, key);
    }

    /** Cheap: against what this process itself let out. */
    void checkQuickly(LedgerLog log, TreeHead head) throws LogIncident {
        Optional<Checkpoint> own = released.ownNewest(log);
        if (own.isPresent()) {
            refuseOlder("this node", own.get(), head);
        }
    }

    /**
     * Against everything that is known outside the tree itself; each must be a beginning of the tree.
     *
     * @param fromWitnesses as {@link #askWitnesses} got it, before the head was locked
     */
    void check(LedgerLog log, NoteVerifier key, TreeHead head, Map<String, Checkpoint> fromWitnesses)
            throws LogIncident {
        for (Map.Entry<String, Checkpoint> one : fromWitnesses.entrySet()) {
            compare(one.getKey(), one.getValue(), log, head);
        }
        for (Checkpoint one : released.all(log, key)) {
            compare("a node of this platform", one, log, head);
        }
        Optional<Checkpoint> published = published(log, key);
        if (published.isPresent()) {
            compare("the public", published.get(), log, head);
        }
    }

    private void compare(String who, Checkpoint known, LedgerLog log, TreeHead head) throws LogIncident {
        refuseOlder(who, known, head);
        refuseFork(who, known, log, head);
    }

    /**
     * The same for what is signed beside the groups, without witnesses.
     *
     * @throws IllegalStateException if nothing may be signed over this tree
     */
    void require(LedgerLog log, NoteVerifier key, TreeHead head) {
        try {
            check(log, key, head, Map.of());
        } catch (LogIncident incident) {
            throw new IllegalStateException(log.origin() + ": " + incident.facts(), incident);
        }
    }

    /** Signs a tree, and notes that on disk before it goes out. */
    SignedHead sign(LedgerLog log, NoteSigner key, TreeHead tree) {
        Checkpoint checkpoint = new Checkpoint(log.origin(), tree.size(), tree.root());
        byte[] note = key.sign(checkpoint.text()).getBytes(StandardCharsets.UTF_8);
        released.release(log, checkpoint, note);
        return new SignedHead(tree.size(), note);
    }

    private Optional<Checkpoint> published(LedgerLog log, NoteVerifier key) throws LogIncident {
        Optional<LogRepository.PublishedCheckpoint> published = repository.published(log.id());
        try {
            return published.map(note -> Checkpoint.open(note.note().getBytes(StandardCharsets.UTF_8), List.of(key)));
        } catch (LedgerFormatException e) {
            throw new LogIncident(
                    Kind.DAMAGED, "The stored public checkpoint is not signed by the log: " + e.getMessage());
        }
    }

    private static void refuseOlder(String who, Checkpoint known, TreeHead head) throws LogIncident {
        boolean older = known.size() > head.size();
        if (older || (known.size() == head.size() && !Arrays.equals(known.root(), head.root()))) {
            throw new LogIncident(Kind.ROLLED_BACK, heads(who, known, head));
        }
    }

    private void refuseFork(String who, Checkpoint known, LedgerLog log, TreeHead head) throws LogIncident {
        if (known.size() == 0 || known.size() == head.size()) {
            return;
        }
        try {
            byte[] root = new TiledLog(new DatabaseTileSource(repository, log.id()), known.size())
                    .head()
                    .root();
            if (!Arrays.equals(root, known.root())) {
                throw new LogIncident(
                        Kind.ROLLED_BACK,
                        heads(who, known, head) + " At " + known.size() + " entries the database has the root "
                                + hex(root) + ".");
            }
        } catch (IOException e) {
            throw new LogIncident(Kind.DAMAGED, "A tile is missing: " + e.getMessage());
        }
    }

    private static String heads(String who, Checkpoint known, TreeHead head) {
        return "The database has %d entries with the root %s; %s has a signed checkpoint of %d entries with the root %s."
                .formatted(head.size(), hex(head.root()), who, known.size(), hex(known.root()));
    }

    private static String hex(byte[] root) {
        return HexFormat.of().formatHex(root);
    }
}
