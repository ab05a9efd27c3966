package org.tallystick.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a witness is asked to cosign (C2SP tlog-witness, {@code add-checkpoint}): the size it cosigned last, a proof
 * from there, and a signed checkpoint. It is read in the order in which a witness answers: first the note, then what
 * the note says, and the proof last.
 */
public final class WitnessRequest {
    /** Bytes of the longest request that is read: the longest proof, and a checkpoint with a hundred cosignatures. */
    public static final int MAX_LENGTH = 64 << 10;

    private static final String OLD = "old";

    private final String proof;
    private final SignedNote note;

    private WitnessRequest(String proof, SignedNote note) {
        this.proof = proof;
        this.note = note;
    }

    /** @throws LedgerFormatException unless it is some lines, an empty line and a signed note with an origin */
    public static WitnessRequest parse(byte[] body) {
        if (body.length > MAX_LENGTH) {
            throw new LedgerFormatException("The request is longer than " + MAX_LENGTH + " bytes");
        }
        int blank = new String(body, StandardCharsets.ISO_8859_1).indexOf("\n\n");
        if (blank < 0) {
            throw new LedgerFormatException("A request must have an empty line between its proof and its checkpoint");
        }
        String proof = new String(body, 0, blank + 1, StandardCharsets.ISO_8859_1);
        SignedNote note = SignedNote.parse(Arrays.copyOfRange(body, blank + 2, body.length));
        return new WitnessRequest(proof, note);
    }

    /** @param proof from the size the witness is believed to know; of an old size of 0, empty */
    public static byte[] of(ConsistencyProof proof, byte[] checkpoint) {
        StringBuilder lines =
                new StringBuilder(OLD).append(' ').append(proof.oldSize()).append('\n');
        proof.path().forEach(hash -> lines.append(Base64Text.encode(hash)).append('\n'));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(NoteVerifier.utf8(lines.append('\n').toString()));
        body.writeBytes(checkpoint);
        return body.toByteArray();
    }

    public SignedNote note() {
        return note;
    }

    /** The log that the checkpoint is of, as it says. */
    public String origin() {
        return new Lines(note.text()).next("origin");
    }

    /**
     * The tree that the checkpoint is of; not every head is one that a tree can have.
     *
     * @throws LedgerFormatException if the note is no checkpoint
     */
    public TreeHead head() {
        return CheckpointText.parse(note.text()).head();
    }

    /**
     * The proof that is given; whether it proves anything is another matter.
     *
     * @throws LedgerFormatException if it is malformed, or begins at a larger size than the checkpoint's
     */
    public ConsistencyProof proof() {
        Lines lines = new Lines(proof);
        long oldSize = Lines.decimal(lines.nextAfter(OLD), "old size");
        List<byte[]> path = new ArrayList<>();
        while (lines.hasNext()) {
            path.add(Base64Text.decodeHash(lines.next("proof"), "hash " + (path.size() + 1) + " of the proof"));
        }
        if (path.size() > HashPath.MAX_LENGTH) {
            throw new LedgerFormatException("A proof must have at most " + HashPath.MAX_LENGTH + " hashes");
        }
        long newSize = head().size();
        if (oldSize > newSize) {
            throw new LedgerFormatException("The old size must not be larger than the checkpoint's");
        }
        return new ConsistencyProof(oldSize, newSize, path);
    }
}
