package org.tallystick.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.StrictJson;

/**
 * What an entry of kind {@code checkpoint} in the master log stands for: a shard's signed checkpoint, and the key that signed it. The
 * first record of a shard is its birth: from then on the master log vouches for that key under that origin.
 *
 * @param bytes the object whose SHA-256 the entry has
 * @param key of the shard
 * @param state of the shard when it was recorded: open or sealed
 * @param checkpoint as signed with the key
 * @param note the checkpoint with the shard's signature
 */
public record MasterRecord(byte[] bytes, NoteVerifier key, String state, Checkpoint checkpoint, String note) {
    private static final String EVENT = "checkpoint";

    /** @param salt 128 random bits, in base64url */
    public static byte[] of(NoteVerifier key, String state, String note, String salt) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("version", 1);
        object.put("event", EVENT);
        object.put("origin", key.name());
        object.put("verifierKey", key.vkey());
        object.put("state", state);
        object.put("note", note);
        object.put("salt", salt);
        return JsonWriter.write(object);
    }

    /** @throws LedgerFormatException if this is no record, or the note in it is not signed with the key in it */
    public static MasterRecord parse(byte[] bytes) {
        try {
            JsonObject object = StrictJson.parse(bytes, StrictJson.Limits.UPLOAD);
            if (!object.string("event").equals(EVENT)) {
                throw new LedgerFormatException("The object is about something else than a checkpoint");
            }
            NoteVerifier key = NoteVerifier.parse(object.string("verifierKey"));
            String note = object.string("note");
            Checkpoint checkpoint = Checkpoint.open(NoteVerifier.utf8(note), List.of(key));
            if (!checkpoint.origin().equals(key.name())
                    || !object.string("origin").equals(key.name())) {
                throw new LedgerFormatException("The record's key is one of another log");
            }
            return new MasterRecord(bytes, key, object.string("state"), checkpoint, note);
        } catch (Problem e) {
            throw new LedgerFormatException("The record is malformed: " + e.detail());
        }
    }

    /** Whether the shard had ended with this checkpoint: it has no larger one. */
    public boolean isLast() {
        return state.equals("sealed");
    }

    /** Whether an object of the ledger claims to be such a record. */
    public static boolean isRecord(byte[] object) {
        try {
            return StrictJson.parse(object, StrictJson.Limits.UPLOAD)
                    .optionalString("event")
                    .filter(EVENT::equals)
                    .isPresent();
        } catch (Problem e) {
            return false;
        }
    }
}
