package org.tallystick.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.tallystick.shared.Base64Url;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.Sha256;

/**
 * The second level of a proof: that the master log has recorded a shard's checkpoint, and so vouches for the shard's key; or that the shard's
 * entries were removed. Whoever trusts
 * the master log's key alone can follow a receipt to the shard's checkpoint, and this one from the shard to the master log. Nothing in it
 * is verified before {@link #vouched}.
 *
 * @param record what {@link MasterRecord} or {@link MasterRemoval} reads
 * @param proof {@code tlog-proof} of its entry in the master log
 */
public record MasterProof(byte[] record, String proof) {
    private static final Pattern MASTER = Pattern.compile("[^/]+/ledger/master/[^/]+");

    /** @throws org.tallystick.shared.Problem MALFORMED if a member is missing */
    public static MasterProof parse(JsonObject members) {
        try {
            return new MasterProof(Base64Url.decode(members.string("record")), members.string("proof"));
        } catch (IllegalArgumentException e) {
            throw members.problem("record", Objects.requireNonNull(e.getMessage()));
        }
    }

    /** What {@link #parse} reads. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("record", Base64Url.encode(record));
        members.put("proof", proof);
        return members;
    }

    /**
     * Follows the proof.
     *
     * @param known keys that the reader trusts
     * @return the record; empty if it does not lead to a master log of one of these keys, which has the shard's host
     */
    public Optional<MasterRecord> vouched(Collection<NoteVerifier> known) {
        return follow(known, EntryKind.CHECKPOINT, MasterRecord::parse, record -> record.key()
                        .name())
                .map(Followed::said);
    }

    /**
     * The same of a statement that a log's entries were removed, if its period was over then.
     *
     * @param record proof of a record of the log, which tells when it had ended where the statement has no last entry of it; without one such
     *     a statement proves nothing
     */
    public Optional<MasterRemoval> vouchedRemoval(Collection<NoteVerifier> known, Optional<MasterProof> record) {
        Optional<Followed<MasterRecord>> recorded =
                record.flatMap(proof -> proof.follow(known, EntryKind.CHECKPOINT, MasterRecord::parse, one -> one.key()
                        .name()));
        return follow(known, EntryKind.REMOVED, MasterRemoval::parse, MasterRemoval::origin)
                .filter(one -> {
                    Optional<Long> ended = one.said()
                            .last()
                            .or(() -> recorded.filter(of -> of.said()
                                            .key()
                                            .name()
                                            .equals(one.said().origin()))
                                    .map(Followed::entry))
                            .map(LedgerEntry::timeMillis);
                    return ended.isPresent() && one.said().isDue(one.entry().timeMillis(), ended.get());
                })
                .map(Followed::said);
    }

    /** What an entry stands for, and the entry. */
    private record Followed<T>(T said, LedgerEntry entry) {}

    private <T> Optional<Followed<T>> follow(
            Collection<NoteVerifier> known, EntryKind kind, Function<byte[], T> parser, Function<T, String> about) {
        try {
            TlogProof parsed = TlogProof.parse(proof);
            String origin = Checkpoint.parse(
                            SignedNote.parse(parsed.checkpoint()).text())
                    .origin();
            List<NoteVerifier> keys = known.stream()
                    .filter(key -> !key.isCosigner() && key.name().equals(origin))
                    .toList();
            if (keys.isEmpty() || !MASTER.matcher(origin).matches()) {
                return Optional.empty();
            }
            Checkpoint checkpoint = Checkpoint.open(parsed.checkpoint(), keys);
            return parsed.entry()
                    .filter(entry -> entry.kind() == kind)
                    .filter(entry -> Arrays.equals(entry.digest(), Sha256.of(record)))
                    .filter(entry -> new InclusionProof(parsed.index(), checkpoint.size(), parsed.path())
                            .proves(entry.leafHash(), checkpoint.root()))
                    .map(entry -> new Followed<>(parser.apply(record), entry))
                    .filter(one -> host(about.apply(one.said())).equals(host(origin)));
        } catch (LedgerFormatException e) {
            return Optional.empty();
        }
    }

    private static String host(String origin) {
        return origin.substring(0, Math.max(0, origin.indexOf('/')));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MasterProof that && Arrays.equals(record, that.record) && proof.equals(that.proof);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(record), proof);
    }

    @Override
    public String toString() {
        return new String(record, StandardCharsets.UTF_8) + "\n" + proof;
    }
}
