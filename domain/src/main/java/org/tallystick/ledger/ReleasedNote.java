package org.tallystick.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.tallystick.shared.DurableFile;

/**
 * The file in which a node notes the newest checkpoint of a log before it goes out: two places of {@value #PLACE} bytes, written in turn, each a
 * note that its log has signed, ended by zeros. A restore begins one with the newest checkpoint that anybody outside has, so that a node
 * without a memory of its own is held to that.
 */
public final class ReleasedNote {
    /** Bytes of one place: a checkpoint with the log's own signature is shorter. */
    public static final int PLACE = 2_048;

    private ReleasedNote() {}

    /** Where a node's note of a log is; {@link #prefix} of the origin and the node's name. */
    public static Path file(Path directory, String origin, String node) {
        return directory.resolve(prefix(origin) + node);
    }

    /** What the names of all nodes' files about a log begin with. */
    public static String prefix(String origin) {
        return LogFileName.safe(origin) + "@";
    }

    /**
     * Begins a file; on disk when this returns.
     *
     * @param note a checkpoint; of its signatures the log's own is kept
     * @throws LedgerFormatException unless that key has signed it
     */
    public static void begin(Path file, byte[] note, NoteVerifier log) throws IOException {
        SignedNote signed = SignedNote.parse(note);
        NoteSignature own = signed.verified(List.of(log)).get(0);
        byte[] place = Arrays.copyOf(new SignedNote(signed.text(), List.of(own)).bytes(), PLACE);
        try (FileChannel channel = DurableFile.openForWriting(file)) {
            for (ByteBuffer bytes = ByteBuffer.wrap(place); bytes.hasRemaining(); ) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
