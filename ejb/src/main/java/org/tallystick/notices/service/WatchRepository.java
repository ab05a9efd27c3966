package org.tallystick.notices.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.tallystick.shared.service.ColumnTime;

/** Terminals' certificates, and when terminals were heard. */
@ApplicationScoped
class WatchRepository {
    private static final String TERMINALS =
            " FROM terminal t JOIN store s ON s.id = t.store_id JOIN merchant m ON m.merchant_no = s.merchant_no";

    /** Each from an index: the last event, and the arrival of the newest receipt by counter. */
    private static final String HEARD = "(SELECT MAX(e.received_at) FROM terminal_event e"
            + " WHERE e.terminal_no = t.terminal_no), (SELECT r.arrival FROM receipt r WHERE r.terminal_no = t.terminal_no"
            + " ORDER BY r.series DESC, r.counter DESC, r.claim DESC FETCH FIRST 1 ROW ONLY)";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** A terminal and whose it is. */
    record Place(String terminalNo, String merchantNo, String acquirer) {}

    /** A terminal whose newest certificate ends. */
    record Ending(Place place, Instant end) {}

    /** When a terminal was heard last. */
    record Heard(Place place, Instant last) {}

    /** Terminals in service whose newest certificate that counts ends before a time. */
    List<Ending> endingBefore(Instant time) {
        String sql = "SELECT t.terminal_no, m.merchant_no, m.acquirer_code, MAX(c.not_after)" + TERMINALS
                + " JOIN terminal_certificate c ON c.terminal_no = t.terminal_no AND c.series = t.series"
                + " WHERE t.has_device AND c.revoked_at IS NULL"
                + " GROUP BY t.terminal_no, m.merchant_no, m.acquirer_code HAVING MAX(c.not_after) < ?1";
        return Rows.of(
                NoticeRepository.bound(em, sql, time.atOffset(ZoneOffset.UTC)).getResultList(),
                row -> new Ending(place(row), ColumnTime.instant(row[3])));
    }

    /** Terminals in service that have ever been heard. */
    List<Heard> heard() {
        String sql =
                "SELECT t.terminal_no, m.merchant_no, m.acquirer_code, " + HEARD + TERMINALS + " WHERE t.has_device";
        return Rows.of(NoticeRepository.bound(em, sql).getResultList(), row -> heard(row)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether a terminal was heard in that span of time, by a heartbeat or another event. */
    boolean wasHeard(String terminalNo, Instant from, Instant to) {
        return !NoticeRepository.bound(
                        em,
                        "SELECT e.payload_digest FROM terminal_event e WHERE e.terminal_no = ?1 AND e.received_at >= ?2"
                                + " AND e.received_at < ?3",
                        terminalNo,
                        from.atOffset(ZoneOffset.UTC),
                        to.atOffset(ZoneOffset.UTC))
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    private static Optional<Heard> heard(Object[] row) {
        Optional<Instant> event = ColumnTime.of(row[3]);
        Optional<Instant> bill = ColumnTime.of(row[4]);
        Optional<Instant> last =
                event.isEmpty() || bill.isPresent() && bill.get().isAfter(event.get()) ? bill : event;
        return last.map(at -> new Heard(place(row), at));
    }

    private static Place place(Object[] row) {
        return new Place(Rows.text(row[0]), Rows.text(row[1]), Rows.text(row[2]));
    }
}
