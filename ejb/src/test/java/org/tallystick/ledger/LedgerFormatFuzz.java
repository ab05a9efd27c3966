package org.tallystick.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tallystick.shared.Problem;

/**
 * The formats of TLOG.md: notes, checkpoints, proofs, bundles, entries, tile paths, verifier keys. Each is refused with a
 * {@link LedgerFormatException}, or read and then written as the same bytes; a checkpoint's extension lines are passed over.
 */
public final class LedgerFormatFuzz {
    private static final int WIDTH = 3;

    private LedgerFormatFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        attempt(() -> same(SignedNote.parse(input).bytes(), input));
        attempt(() -> same(LedgerEntry.parse(input).bytes(), input));
        attempt(() -> same(EntryBundle.encode(EntryBundle.parse(input, WIDTH)), input));
        String text = new String(input, StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), input)) {
            return;
        }
        attempt(() -> require(text.startsWith(Checkpoint.parse(text).text())));
        attempt(() -> same(TileCoordinate.parse(text).path().getBytes(StandardCharsets.UTF_8), input));
        attempt(() -> NoteVerifier.parse(text));
        attempt(() -> {
            TlogProof proof = TlogProof.parse(text);
            same(proof.text().getBytes(StandardCharsets.UTF_8), input);
            proof.entry();
        });
    }

    private static void attempt(Runnable read) {
        try {
            read.run();
        } catch (LedgerFormatException | Problem announced) {
            // what is not in its one allowed form
        }
    }

    private static void same(byte[] written, byte[] read) {
        require(Arrays.equals(written, read));
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("Two forms of one thing");
        }
    }
}
