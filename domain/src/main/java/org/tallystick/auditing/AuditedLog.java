package org.tallystick.auditing;

import java.util.List;
import java.util.Optional;

/**
 * One log of a run: what was looked at, as far as it came.
 *
 * @param id the log's id; {@code prefix} is where its public files are, {@code key} its verifier key
 * @param done whether the audit of this log is at its end
 * @param checkpoint the signed note that was audited; empty before the log's turn, or if none is published
 * @param growth since the run before; empty if there was none
 * @param notes what could not be looked at, in English sentences
 */
public record AuditedLog(
        int id,
        String origin,
        String prefix,
        String key,
        boolean done,
        String checkpoint,
        Counts counts,
        Optional<Growth> growth,
        List<String> notes) {
    public AuditedLog {
        notes = List.copyOf(notes);
    }

    /**
     * How much was looked at.
     *
     * @param size entries under the checkpoint
     * @param before of these, entries that an earlier run had looked at
     * @param checked entries that are behind this run, with those before
     * @param tiles hash tiles recomputed
     * @param entries entries hashed again
     * @param receipts stored receipts whose signatures were checked
     * @param absent entries of receipts that are not stored any more
     */
    public record Counts(long size, long before, long checked, long tiles, long entries, long receipts, long absent) {
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);
    }

    /**
     * From the checkpoint of the run before to this one.
     *
     * @param size entries there were then
     * @param hashes of the consistency proof between the two
     * @param consistent whether it proves that what there was then is the beginning of what there is now
     */
    public record Growth(long size, int hashes, boolean consistent) {}
}
