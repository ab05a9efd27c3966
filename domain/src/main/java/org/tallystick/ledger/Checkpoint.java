package org.tallystick.ledger;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;

/**
 * What a log says of its tree (C2SP tlog-checkpoint).
 *
 * @param origin names the log; the name of its key too
 * @param size number of entries
 * @param root 32 bytes
 */
public record Checkpoint(String origin, long size, byte[] root) {
    /** @throws LedgerFormatException if no checkpoint can say this */
    public Checkpoint {
        if (origin.isEmpty() || origin.indexOf('\n') >= 0) {
            throw new LedgerFormatException("The origin of a checkpoint must be one line that is not empty");
        }
        TreeHead head = new TreeHead(size, root);
        if (head.size() == 0 && !Arrays.equals(root, MerkleHash.EMPTY_ROOT)) {
            throw new LedgerFormatException("A tree without leaves has one root only, and this is another");
        }
    }

    /** The text to sign: three lines. */
    public String text() {
        return origin + "\n" + size + "\n" + Base64Text.encode(root) + "\n";
    }

    public TreeHead head() {
        return new TreeHead(size, root);
    }

    /**
     * Reads the text of a note. Extension lines after the third are skipped: the signature covers them, and nothing here
     * gives them a meaning.
     *
     * @throws LedgerFormatException if it is no checkpoint
     */
    public static Checkpoint parse(String noteText) {
        CheckpointText text = CheckpointText.parse(noteText);
        return new Checkpoint(text.origin(), text.head().size(), text.head().root());
    }

    /**
     * Reads a signed checkpoint and believes it only under a key of the log itself: a cosigner's signature does not make
     * a tree head, and one log's key does not speak for another.
     *
     * @param known keys of logs and cosigners that the reader has from elsewhere
     * @throws UnknownSignerException if it is not signed by a known key that has the origin for its name
     * @throws LedgerFormatException if it is malformed, or a signature by any known key does not verify
     */
    public static Checkpoint open(byte[] note, Collection<NoteVerifier> known) {
        SignedNote signed = SignedNote.parse(note);
        Checkpoint checkpoint = parse(signed.text());
        boolean byItsLog = signed.verified(known).stream()
                .anyMatch(line -> known.stream().anyMatch(key -> checkpoint.isOf(key) && line.isBy(key)));
        if (!byItsLog) {
            throw new UnknownSignerException("The checkpoint is not signed by a known key of the log it names");
        }
        return checkpoint;
    }

    private boolean isOf(NoteVerifier key) {
        return !key.isCosigner() && key.name().equals(origin);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint checkpoint
                && size == checkpoint.size
                && origin.equals(checkpoint.origin)
                && Arrays.equals(root, checkpoint.root);
    }

    @Override
    public int hashCode() {
        return Objects.hash(origin, size, Arrays.hashCode(root));
    }
}
