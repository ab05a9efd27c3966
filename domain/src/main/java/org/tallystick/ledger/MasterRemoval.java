package org.tallystick.ledger;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.StrictJson;

/**
 * What an entry of kind {@code removed} in the master log stands for: from when on the entries of a log are not kept any more, and under which
 * policy. The log's checkpoint and hash tiles stay, so that whoever holds an entry can still prove it; the log's tree is named by size and root,
 * so that nothing but the log that was recorded before can be meant.
 *
 * <p>That the period was over is not taken on trust: the log's last entry is in it, whose ledger time nobody can set back, as its hash is in the
 * tree. A log that an incident ended may have no last entry that everybody may read; then the master log's own record of it says when it ended.
 *
 * @param bytes the object whose SHA-256 the entry has
 * @param origin of the log
 * @param head of its whole tree
 * @param policy in words: the rules about keeping that were over
 * @param keepDays how long everything in the log was to be kept, from its last entry on; at least 1
 * @param last the log's last entry, if it is about the log itself
 * @param at when it was ordered
 */
public record MasterRemoval(
        byte[] bytes,
        String origin,
        TreeHead head,
        String policy,
        int keepDays,
        Optional<LedgerEntry> last,
        Instant at) {
    private static final String EVENT = "removed";
    private static final int MOST_DAYS = 100_000;

    /** @param salt 128 random bits, in base64url */
    public static byte[] of(
            String origin,
            TreeHead head,
            String policy,
            int keepDays,
            Optional<LedgerEntry> last,
            Instant at,
            String salt) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("version", 1);
        object.put("event", EVENT);
        object.put("origin", origin);
        object.put("size", head.size());
        object.put("root", Base64Text.encode(head.root()));
        object.put("policy", policy);
        object.put("keepDays", keepDays);
        object.put("lastEntry", last.map(LedgerEntry::bytes).map(Base64Text::encode));
        object.put("removedAt", at.toString());
        object.put("salt", salt);
        return JsonWriter.write(object);
    }

    /** @throws LedgerFormatException if this is no such statement */
    public static MasterRemoval parse(byte[] bytes) {
        try {
            JsonObject object = StrictJson.parse(bytes, StrictJson.Limits.UPLOAD);
            if (!object.string("event").equals(EVENT)) {
                throw new LedgerFormatException("The object is about something else than a removed log");
            }
            byte[] root = Base64Text.decodeHash(object.string("root"), "root");
            long days = object.integer("keepDays");
            if (days < 1 || days > MOST_DAYS) {
                throw new LedgerFormatException("The statement about a removed log has no possible period");
            }
            return new MasterRemoval(
                    bytes,
                    object.string("origin"),
                    new TreeHead(object.integer("size"), root),
                    object.string("policy"),
                    (int) days,
                    object.optionalString("lastEntry")
                            .map(text -> LedgerEntry.parse(Base64Text.decode(text, "last entry"))),
                    Instant.parse(object.string("removedAt")));
        } catch (Problem e) {
            throw new LedgerFormatException("The statement about a removed log is malformed: " + e.detail());
        } catch (DateTimeException e) {
            throw new LedgerFormatException("The statement about a removed log has no possible time");
        }
    }

    /** Whether it is about exactly this tree. */
    boolean isOf(Checkpoint checkpoint) {
        return origin.equals(checkpoint.origin())
                && head.size() == checkpoint.size()
                && Arrays.equals(head.root(), checkpoint.root());
    }

    /** Whether what it says is the log's last entry hashes to the last leaf of the log's tree; so does one that says none. */
    boolean endsWith(byte[] leaf) {
        return last.map(entry -> Arrays.equals(entry.leafHash(), leaf)).orElse(true);
    }

    /**
     * Whether the period was over when it was stated.
     *
     * @param statedAt ledger time of its entry, UTC milliseconds
     * @param recordedAt likewise of the record of the log's whole tree, which counts where no last entry is told
     */
    public boolean isDue(long statedAt, long recordedAt) {
        long ended = last.map(LedgerEntry::timeMillis).orElse(recordedAt);
        return statedAt - ended >= Duration.ofDays(keepDays).toMillis();
    }
}
