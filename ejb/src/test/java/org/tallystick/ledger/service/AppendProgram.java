package org.tallystick.ledger.service;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.tallystick.ledger.Checkpoint;
import org.tallystick.ledger.SignedNote;
import org.tallystick.ledger.TlogProof;
import org.tallystick.shared.Problem;

/**
 * A node of the platform reduced to its ledger, in a process of its own, so that it can be killed, stopped, cheated by its
 * operating system and run on a wrong clock. Appends ids without end and says on its output what it was answered:
 *
 * <pre>
 * answered ID PLACE SIZE ROOT     with the checkpoint that came with it; ROOT in base64
 * again ID PLACE                  it was there already
 * unknown ID                      to be sent again
 * full ID                         the queue had no room
 * </pre>
 *
 * <p>Arguments: database URL, id prefix, how many items wait for their answers at a time, after how many unknown outcomes in a row
 * it gives up, directory of the platform.
 */
final class AppendProgram {
    /** So many refusals in a row: this node confirms nothing any more. */
    private static final int MOST_REFUSED = 60;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    private final LedgerBatcher batcher;
    private final Deque<Append<OnceWriter.Item>> waiting = new ArrayDeque<>();

    private AppendProgram(LedgerBatcher batcher) {
        this.batcher = batcher;
    }

    public static void main(String[] arguments) throws InterruptedException {
        LedgerBatcher batcher = AppendedLog.batcher(
                AppendedLog.source(arguments[0]),
                Path.of(arguments[4]),
                arguments[1],
                new AppendedLog.Tuned(Runnable::run, new LedgerBatcher.Tuning(Duration.ofMillis(1), 64, 256)));
        Thread thread = new Thread(batcher, "batcher");
        thread.setDaemon(true);
        thread.start();
        new AppendProgram(batcher).run(arguments[1], Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        System.exit(3);
    }

    private void run(String prefix, int outstanding, int mostUnknown) throws InterruptedException {
        int unknown = 0;
        for (long next = 0; unknown < mostUnknown; ) {
            if (waiting.size() < outstanding) {
                submit(prefix + next++);
                continue;
            }
            Append<OnceWriter.Item> oldest = waiting.remove();
            if (report(oldest)) {
                unknown = 0;
            } else {
                unknown++;
                Thread.sleep(20); // the pause of a client before it repeats
                submit(oldest.item().id);
            }
        }
    }

    private void submit(String id) throws InterruptedException {
        for (int full = 0; full < MOST_REFUSED; full++) {
            Append<OnceWriter.Item> append = new Append<>(new OnceWriter.Item(id), OnceWriter.INSTANCE);
            try {
                batcher.submit(append);
                waiting.add(append);
                return;
            } catch (Problem e) {
                out.println("full " + id);
                Thread.sleep(10);
            }
        }
        System.exit(3);
    }

    private boolean report(Append<OnceWriter.Item> append) {
        String id = append.item().id;
        try {
            Optional<LedgerPosition> position = append.outcome().join();
            out.println(position.map(p -> "answered " + id + " " + p.index() + " " + head(p))
                    .orElseGet(() -> "again " + id + " " + append.item().place));
            return true;
        } catch (CompletionException e) {
            out.println("unknown " + id);
            return false;
        }
    }

    private static String head(LedgerPosition position) {
        SignedNote note = SignedNote.parse(TlogProof.parse(position.proof()).checkpoint());
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        return checkpoint.size() + " " + Base64.getEncoder().encodeToString(checkpoint.root());
    }
}
