package org.tallystick.ledger.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.tallystick.shared.Problem;

/**
 * One item on its way into a log. It belongs to the thread that submitted it until it is queued, then to the log's batcher
 * until its future completes.
 *
 * @param <T> what the item's {@link GroupWriter} works on
 */
public final class Append<T> {
    private final T item;
    private final GroupWriter<T> writer;
    private final CompletableFuture<Optional<LedgerPosition>> outcome = new CompletableFuture<>();
    private final List<EntryDraft> drafts = new ArrayList<>(1);
    private final List<SequencedEntry> entries = new ArrayList<>(1);
    private Optional<Problem> refusal = Optional.empty();

    Append(T item, GroupWriter<T> writer) {
        this.item = item;
        this.writer = writer;
    }

    public T item() {
        return item;
    }

    /** Adds an entry; the first one is the item's own, whose proof the outcome carries. */
    public void add(EntryDraft draft) {
        drafts.add(draft);
    }

    /** The entries of this item with their indexes, in the order added; empty before sequencing. */
    public List<SequencedEntry> entries() {
        return entries;
    }

    /** The item fails with this problem once the group has committed; entries added before stay. */
    public void refuse(Problem problem) {
        refusal = Optional.of(problem);
    }

    public boolean refused() {
        return refusal.isPresent();
    }

    GroupWriter<T> writer() {
        return writer;
    }

    CompletableFuture<Optional<LedgerPosition>> outcome() {
        return outcome;
    }

    void reset() {
        drafts.clear();
        entries.clear();
        refusal = Optional.empty();
    }

    void sequence(GroupContext group) {
        for (EntryDraft draft : drafts) {
            entries.add(group.sequence(draft));
        }
    }

    void complete(Optional<LedgerPosition> position) {
        refusal.ifPresentOrElse(outcome::completeExceptionally, () -> outcome.complete(position));
    }
}
