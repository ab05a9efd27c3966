package org.tallystick.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that is needed to prove one entry without asking anybody (C2SP tlog-proof, file extension {@code .tlog-proof}).
 *
 * @param extra opaque bytes that nothing covers; here the bytes of the {@link LedgerEntry}, which the reader hashes
 * @param index of the entry
 * @param path of the inclusion proof, leaf's sibling first
 * @param checkpoint the signed note, verbatim, with its cosignatures
 */
public record TlogProof(Optional<byte[]> extra, long index, List<byte[]> path, byte[] checkpoint) {
    private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra";
    private static final String INDEX = "index";

    /** @throws LedgerFormatException if no proof can say this; the checkpoint is taken as it is */
    public TlogProof {
        if (index < 0 || path.size() > HashPath.MAX_LENGTH) {
            throw new LedgerFormatException("A proof has an index and at most 63 hashes");
        }
        path.forEach(hash -> HashPath.requireHash(hash, "hash"));
        path = List.copyOf(path);
    }

    /** The proof of an entry whose bytes travel along. */
    public static TlogProof of(LedgerEntry entry, InclusionProof proof, byte[] checkpoint) {
        return new TlogProof(Optional.of(entry.bytes()), proof.index(), proof.path(), checkpoint);
    }

    public String text() {
        int most = 128 + 4 * extra.map(bytes -> bytes.length).orElse(0) / 3 + 45 * path.size() + checkpoint.length;
        StringBuilder text = new StringBuilder(most).append(FIRST_LINE).append('\n');
        extra.ifPresent(bytes ->
                text.append(EXTRA + " ").append(Base64Text.encode(bytes)).append('\n'));
        text.append(INDEX + " ").append(index).append('\n');
        path.forEach(hash -> text.append(Base64Text.encode(hash)).append('\n'));
        return text.append('\n')
                .append(new String(checkpoint, StandardCharsets.UTF_8))
                .toString();
    }

    /** @throws LedgerFormatException unless {@link #text()} of the result is exactly this text */
    public static TlogProof parse(String text) {
        Lines lines = new Lines(text);
        if (!lines.next("format").equals(FIRST_LINE)) {
            throw new LedgerFormatException("A proof must begin with the line " + FIRST_LINE);
        }
        Optional<byte[]> extra = Optional.empty();
        if (lines.nextStartsWith(EXTRA)) {
            extra = Optional.of(Base64Text.decode(lines.nextAfter(EXTRA), EXTRA));
        }
        long index = Lines.decimal(lines.nextAfter(INDEX), INDEX);
        List<byte[]> path = new ArrayList<>();
        String line = lines.next("hash");
        while (!line.isEmpty() && path.size() <= HashPath.MAX_LENGTH) {
            path.add(Base64Text.decodeHash(line, "hash"));
            line = lines.next("hash");
        }
        byte[] checkpoint = NoteVerifier.utf8(lines.rest());
        Checkpoint.parse(SignedNote.parse(checkpoint).text());
        return new TlogProof(extra, index, path, checkpoint);
    }

    /** @return the entry in {@code extra}; empty if there is none or it is in no form of ours */
    public Optional<LedgerEntry> entry() {
        return extra.flatMap(bytes -> {
            try {
                return Optional.of(LedgerEntry.parse(bytes));
            } catch (LedgerFormatException e) {
                return Optional.empty();
            }
        });
    }

    /**
     * @param leafHash of what the reader itself holds
     * @param known keys of logs and cosigners that the reader has from elsewhere
     * @return the checkpoint, under which the leaf is proved
     * @throws UnknownSignerException if the checkpoint is not signed by a known key of its log
     * @throws LedgerFormatException if the checkpoint does not verify, or the leaf is not under its root
     */
    public Checkpoint prove(byte[] leafHash, Collection<NoteVerifier> known) {
        Checkpoint opened = Checkpoint.open(checkpoint, known);
        if (!new InclusionProof(index, opened.size(), path).proves(leafHash, opened.root())) {
            throw new LedgerFormatException("The path does not lead from this leaf to the checkpoint's root");
        }
        return opened;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TlogProof proof
                && index == proof.index
                && Arrays.equals(extra.orElse(null), proof.extra.orElse(null))
                && HashPath.equal(path, proof.path)
                && Arrays.equals(checkpoint, proof.checkpoint);
    }

    @Override
    public int hashCode() {
        return Objects.hash(index, HashPath.hashCode(path), Arrays.hashCode(checkpoint));
    }
}
