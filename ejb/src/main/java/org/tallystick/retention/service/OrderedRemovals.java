package org.tallystick.retention.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.tallystick.ledger.service.RemovalRegister;
import org.tallystick.retention.ErasureRegister;

/** The removals of logs that the register of erasures names: it is read as far as it has grown, and only when somebody asks. */
@ApplicationScoped
@PermitAll
public class OrderedRemovals implements RemovalRegister {
    private final ErasureBook book;
    private final Map<String, byte[]> orders = new HashMap<>();
    private long reached;

    @Inject
    OrderedRemovals(ErasureBook book) {
        this.book = book;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected OrderedRemovals() {
        this(null);
    }

    @Override
    public synchronized boolean names(String id, byte[] object) {
        if (!orders.containsKey(id)) {
            read();
        }
        return Arrays.equals(orders.get(id), object);
    }

    private void read() {
        ErasureRegister.Piece piece = book.from(reached);
        while (piece.next() != reached) {
            piece.lines().stream()
                    .filter(line -> line.kind() == ErasureRegister.Kind.LOG)
                    .forEach(line -> orders.put(line.id(), line.object()));
            reached = piece.next();
            piece = book.from(reached);
        }
    }
}
