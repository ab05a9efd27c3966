package org.tallystick.ledger.witness;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.ConsistencyProof;
import org.tallystick.ledger.LedgerFormatException;
import org.tallystick.ledger.LedgerStateException;
import org.tallystick.ledger.MerkleHash;
import org.tallystick.ledger.NoteCosigner;
import org.tallystick.ledger.NoteSignature;
import org.tallystick.ledger.NoteVerifier;
import org.tallystick.ledger.SignedNote;
import org.tallystick.ledger.SplitView;
import org.tallystick.ledger.TreeHead;
import org.tallystick.ledger.WitnessRequest;

/** One log that a witness watches: the head it vouched for last, compared and set by one request at a time. */
final class WitnessedLog {
    private static final TreeHead EMPTY = new TreeHead(0, MerkleHash.EMPTY_ROOT);

    private final String origin;
    private final List<NoteVerifier> keys;
    private final NoteCosigner cosigner;
    private final WitnessMemory memory;
    private final Clock clock;

    private TreeHead known = EMPTY;
    private byte @Nullable [] cosigned;

    /** Whether a write failed, after which only the disk knows what is known. */
    private boolean unsure;

    WitnessedLog(String origin, List<NoteVerifier> keys, NoteCosigner cosigner, WitnessMemory memory, Clock clock)
            throws IOException {
        this.origin = origin;
        this.keys = List.copyOf(keys);
        this.cosigner = cosigner;
        this.memory = memory;
        this.clock = clock;
        recall();
    }

    private void recall() throws IOException {
        Optional<byte[]> note = memory.recall(origin);
        if (note.isPresent()) {
            known = verified(note.get()).head();
            cosigned = note.get();
        }
        unsure = false;
    }

    /** What was cosigned last bears this witness's own signature and the log's, or it has been changed. */
    private Checkpoint verified(byte[] note) {
        try {
            List<NoteVerifier> both = new ArrayList<>(keys);
            both.add(cosigner.verifier());
            Checkpoint checkpoint = Checkpoint.open(note, both);
            SignedNote.parse(note).verified(List.of(cosigner.verifier()));
            if (checkpoint.origin().equals(origin)) {
                return checkpoint;
            }
        } catch (LedgerFormatException e) {
            // Said below.
        }
        throw new LedgerStateException("What the witness remembers of " + origin + ", in the file "
                + WitnessMemory.hash(origin) + ".checkpoint, is damaged, or the log's key is another than before."
                + " Restore no backup, since that may be older than what was cosigned: begin a new witness with a new"
                + " key and a new directory.");
    }

    synchronized Optional<byte[]> latest() {
        return Optional.ofNullable(cosigned);
    }

    /**
     * @throws LedgerFormatException if the request is malformed
     * @throws IOException if the new head could not be stored; it is not cosigned then
     */
    synchronized WitnessAnswer add(WitnessRequest request) throws IOException {
        List<NoteSignature> byLog;
        try {
            byLog = request.note().verified(keys);
        } catch (LedgerFormatException e) {
            return WitnessAnswer.refused(403, e.getMessage() + ".");
        }
        TreeHead head = request.head();
        ConsistencyProof proof = request.proof();
        if (unsure) {
            recall();
        }
        if (head.size() > known.size() && bearsOwnSignature(request.note())) {
            return WitnessAnswer.refused(
                    500,
                    "This witness has cosigned a larger tree than it remembers: its memory was rolled back, and it"
                            + " cosigns no more of this log.");
        }
        if (proof.oldSize() != known.size()) {
            return WitnessAnswer.conflict(known.size());
        }
        if (!continues(proof, head)) {
            return WitnessAnswer.refused(422, contradiction(request.note(), head));
        }
        return cosign(request.note().text(), head, byLog);
    }

    private boolean continues(ConsistencyProof proof, TreeHead head) {
        if (known.size() > 0) {
            return proof.proves(known.root(), head.root());
        }
        return proof.path().isEmpty() && (head.size() > 0 || head.equals(EMPTY));
    }

    private WitnessAnswer cosign(String text, TreeHead head, List<NoteSignature> byLog) throws IOException {
        NoteSignature own = cosigner.cosign(text, clock.instant());
        List<NoteSignature> signatures = new ArrayList<>(byLog);
        signatures.add(own);
        byte[] note = new SignedNote(text, signatures).bytes();
        unsure = true;
        memory.keep(origin, note);
        unsure = false;
        known = head;
        cosigned = note;
        return WitnessAnswer.cosigned(own.line() + "\n");
    }

    private boolean bearsOwnSignature(SignedNote note) {
        try {
            return !note.verified(List.of(cosigner.verifier())).isEmpty();
        } catch (LedgerFormatException e) {
            return false;
        }
    }

    /** Two roots of one size under the log's own key end the trust in it: that is kept. */
    private String contradiction(SignedNote note, TreeHead head) throws IOException {
        byte[] before = cosigned;
        if (before == null || head.size() != known.size() || Arrays.equals(head.root(), known.root())) {
            return "The proof does not lead from the tree of " + known.size() + " entries to this checkpoint.";
        }
        SplitView evidence = SplitView.of(before, note.bytes(), Optional.empty());
        return "The log has signed another tree of this size before: "
                + memory.keepEvidence(origin, evidence.toJson()).getFileName() + " is the evidence.";
    }
}
