package org.tallystick.receipts.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import org.tallystick.receipts.TerminalHealth;
import org.tallystick.receipts.service.MerchantTerminals.Place;
import org.tallystick.shared.service.ColumnTime;

/** Terminals of one merchant. */
@ApplicationScoped
class MerchantTerminalRepository {
    private static final String OF_MERCHANT =
            " FROM terminal t JOIN store s ON s.id = t.store_id WHERE s.merchant_no = ?1 ORDER BY t.terminal_no";

    /** The newest receipt by counter, which an index gives; an older one that came later makes no terminal livelier. */
    private static final String HEALTH = "SELECT t.terminal_no, s.name,"
            + " (SELECT r.arrival FROM receipt r WHERE r.terminal_no = t.terminal_no"
            + " ORDER BY r.series DESC, r.counter DESC, r.claim DESC FETCH FIRST 1 ROW ONLY),"
            + " (SELECT MAX(e.received_at) FROM terminal_event e WHERE e.terminal_no = t.terminal_no),"
            + " (SELECT MAX(c.not_after) FROM terminal_certificate c WHERE c.terminal_no = t.terminal_no"
            + " AND c.series = t.series AND c.revoked_at IS NULL)";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    List<Place> places(String merchantNo) {
        List<?> rows = em.createNativeQuery("SELECT t.terminal_no, s.name" + OF_MERCHANT)
                .setParameter(1, merchantNo)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Place((String) row[0], (String) row[1]))
                .toList();
    }

    List<TerminalHealth> health(String merchantNo) {
        List<?> rows = em.createNativeQuery(HEALTH + OF_MERCHANT)
                .setParameter(1, merchantNo)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new TerminalHealth(
                        (String) row[0],
                        (String) row[1],
                        ColumnTime.of(row[2]),
                        ColumnTime.of(row[3]),
                        ColumnTime.of(row[4])))
                .toList();
    }
}
