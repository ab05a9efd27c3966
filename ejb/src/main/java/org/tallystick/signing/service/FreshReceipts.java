package org.tallystick.signing.service;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.tallystick.signing.Bill;
import org.tallystick.signing.Channel;

/**
 * What this node has just stored, as the desk has read it: whoever looks at every receipt in the order of the ledger need not fetch and read
 * them again. A bounded number of the newest; what is not here is in the database.
 */
@ApplicationScoped
@PermitAll
public class FreshReceipts {
    /** Receipts of all logs together, some 5 KB each; as many again are in the hands of whoever has taken them. */
    static final int MOST = 4_000;

    /** A receipt as it is stored, and what it says. */
    public record Fresh(StoredReceipt stored, Bill bill, Channel channel) {}

    /** Receipts among the entries {@code first} to {@code last} of a log: all that are there, in their order. */
    record Group(int logId, long first, long last, List<Fresh> receipts) {}

    /** Of each log in its order. Guarded by this. */
    private final Deque<Group> groups = new ArrayDeque<>();

    private int receipts;

    /** A group is on disk. */
    synchronized void add(Group group) {
        groups.addLast(group);
        receipts += group.receipts().size();
        while (receipts > MOST) {
            receipts -= groups.removeFirst().receipts().size();
        }
    }

    /** The logs of which something is here. */
    public synchronized List<Integer> logs() {
        return groups.stream().map(Group::logId).distinct().sorted().toList();
    }

    /** Receipts that were stored before have changed: they are to be fetched. */
    synchronized void forget() {
        groups.clear();
        receipts = 0;
    }

    /** Somebody else has looked at what is here of a log, or it can be fetched. */
    public synchronized void forget(int logId) {
        groups.removeIf(group -> group.logId() == logId);
        receipts = groups.stream().mapToInt(group -> group.receipts().size()).sum();
    }

    /**
     * The next receipts of a log in its order; they are not kept any longer.
     *
     * @param after index of the last entry looked at
     * @return empty if what follows is not here, whether or not it is in the database
     */
    public synchronized List<Fresh> takeBehind(int logId, long after) {
        List<Fresh> taken = new ArrayList<>();
        long reached = after;
        Iterator<Group> all = groups.iterator();
        while (all.hasNext()) {
            Group next = all.next();
            if (next.logId() != logId) {
                continue;
            }
            if (next.first() > reached + 1) {
                break;
            }
            all.remove();
            receipts -= next.receipts().size();
            for (Fresh fresh : next.receipts()) {
                if (fresh.stored().index() > reached) {
                    taken.add(fresh);
                }
            }
            reached = Math.max(reached, next.last());
        }
        return taken;
    }
}
