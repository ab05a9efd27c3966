package org.tallystick.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.StrictJson;

/**
 * Two checkpoints, both signed by one log, of which one does not continue the other: evidence that the log's key has
 * signed two histories. Whoever has the log's verifier key can check it without the log.
 *
 * <p>Two roots at one size speak for themselves. At different sizes the newer tree's own root at the older size is
 * needed too, and a consistency proof that this root, and not the signed one, is where the newer tree comes from.
 * Evidence without that shows the two checkpoints and proves nothing yet.
 *
 * @param older signed note of the smaller tree
 * @param newer signed note of the larger tree, or of another of the same size
 * @param prefix of the newer tree at the older size
 */
public record SplitView(byte[] older, byte[] newer, Optional<Prefix> prefix) {
    private static final String FORMAT = "tallystick-split-view/v1";

    /**
     * What the newer tree was at the older size.
     *
     * @param root 32 bytes, other than the older checkpoint's
     * @param path consistency proof from this root to the newer checkpoint's
     */
    public record Prefix(byte[] root, List<byte[]> path) {
        public Prefix {
            HashPath.requireHash(root, "rootAtOlderSize");
            path = List.copyOf(path);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Prefix prefix
                    && Arrays.equals(root, prefix.root)
                    && HashPath.equal(path, prefix.path);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(root) * 31 + HashPath.hashCode(path);
        }
    }

    /** Orders two signed notes by the sizes they state. */
    public static SplitView of(byte[] one, byte[] other, Optional<Prefix> prefix) {
        return sizeIn(one) <= sizeIn(other) ? new SplitView(one, other, prefix) : new SplitView(other, one, prefix);
    }

    private static long sizeIn(byte[] note) {
        return CheckpointText.parse(SignedNote.parse(note).text()).head().size();
    }

    /**
     * @param known keys of the log, which the reader has from elsewhere
     * @return whether it is shown that the log's key signed two histories
     * @throws LedgerFormatException if one of the checkpoints is not signed by a known key of its log, or they are of
     *     two logs
     */
    public boolean proves(Collection<NoteVerifier> known) {
        Checkpoint small = Checkpoint.open(older, known);
        Checkpoint large = Checkpoint.open(newer, known);
        if (!small.origin().equals(large.origin())) {
            throw new LedgerFormatException("The two checkpoints are of different logs, which may well differ");
        }
        if (small.size() == large.size()) {
            return !Arrays.equals(small.root(), large.root());
        }
        return prefix.filter(tree -> !Arrays.equals(tree.root, small.root()))
                .filter(tree ->
                        new ConsistencyProof(small.size(), large.size(), tree.path).proves(tree.root, large.root()))
                .isPresent();
    }

    /** The file, one line. */
    public byte[] toJson() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("format", FORMAT);
        members.put("older", new String(older, StandardCharsets.UTF_8));
        members.put("newer", new String(newer, StandardCharsets.UTF_8));
        prefix.ifPresent(tree -> {
            members.put("rootAtOlderSize", Base64Text.encode(tree.root));
            members.put("proof", tree.path.stream().map(Base64Text::encode).toList());
        });
        return NoteVerifier.utf8(JsonWriter.text(members) + "\n");
    }

    /** @throws LedgerFormatException if the file is no evidence of this form */
    public static SplitView parse(byte[] json) {
        try {
            JsonObject members = StrictJson.parse(json, StrictJson.Limits.UPLOAD);
            members.onlyMembers(Set.of("format", "older", "newer", "rootAtOlderSize", "proof"));
            if (!members.string("format").equals(FORMAT)) {
                throw new LedgerFormatException("The file's format must be " + FORMAT);
            }
            Optional<Prefix> prefix = Optional.empty();
            if (members.has("rootAtOlderSize")) {
                List<byte[]> path = new ArrayList<>();
                members.strings("proof").forEach(hash -> path.add(Base64Text.decodeHash(hash, "hash of the proof")));
                byte[] root = Base64Text.decodeHash(members.string("rootAtOlderSize"), "rootAtOlderSize");
                prefix = Optional.of(new Prefix(root, path));
            }
            return new SplitView(
                    NoteVerifier.utf8(members.string("older")), NoteVerifier.utf8(members.string("newer")), prefix);
        } catch (Problem e) {
            throw new LedgerFormatException("The file is no evidence of a split view: " + e.detail());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SplitView view
                && Arrays.equals(older, view.older)
                && Arrays.equals(newer, view.newer)
                && prefix.equals(view.prefix);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(older) * 31 + Arrays.hashCode(newer);
    }
}
