package org.tallystick.retention.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.tallystick.retention.ErasureRegister;
import org.tallystick.retention.service.Erasures.Replayed;

/**
 * Reads the register of erasures piece by piece, each a transaction of its own, and goes on where it ended: a long register is read once, at
 * the start.
 */
@ApplicationScoped
@PermitAll
public class ErasureReplay {
    private final Erasures erasures;
    private final ErasureBook book;
    /** About receipts and complaints that are not there, as after a restore; they may still come. */
    private final List<ErasureRegister.Line> unknown = new ArrayList<>();

    private long reached;

    @Inject
    ErasureReplay(Erasures erasures, ErasureBook book) {
        this.erasures = erasures;
        this.book = book;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected ErasureReplay() {
        this(null, null);
    }

    /** Carries out what the register names and this database lacks. @return how much that was */
    public synchronized int run() {
        Replayed former = erasures.replay(List.copyOf(unknown));
        unknown.clear();
        unknown.addAll(former.unknown());
        int done = former.done();
        ErasureRegister.Piece piece = book.from(reached);
        while (piece.next() != reached) {
            Replayed replayed = erasures.replay(piece.lines());
            unknown.addAll(replayed.unknown());
            done += replayed.done();
            reached = piece.next();
            piece = book.from(reached);
        }
        return done;
    }
}
