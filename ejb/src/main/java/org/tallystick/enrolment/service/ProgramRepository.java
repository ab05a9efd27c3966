package org.tallystick.enrolment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.tallystick.enrolment.ProgramPolicy;
import org.tallystick.enrolment.TerminalProgram;
import org.tallystick.shared.ShopTime;

/** What runs on terminals, since which day, and which version it must have at least. */
@ApplicationScoped
class ProgramRepository {
    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** Remembers what runs from that day on, unless it was so before. Of several reports of a day the latest counts. */
    void runs(String terminalNo, TerminalProgram program, Instant reported) {
        LocalDate day = ShopTime.dayOf(reported);
        if (program.equals(on(terminalNo, day))) {
            return;
        }
        List<?> ofDay = em.createNativeQuery(
                        "SELECT reported_at FROM terminal_program WHERE terminal_no = ?1 AND from_day = ?2")
                .setParameter(1, terminalNo)
                .setParameter(2, day)
                .getResultList();
        if (ofDay.isEmpty()) {
            write(
                    "INSERT INTO terminal_program (brand, model, firmware, reported_at, terminal_no, from_day, from_time)"
                            + " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                    program,
                    reported,
                    terminalNo,
                    day,
                    ShopTime.startOf(day).toEpochMilli());
        } else if (((Number) ofDay.get(0)).longValue() <= reported.toEpochMilli()) {
            write(
                    "UPDATE terminal_program SET brand = ?1, model = ?2, firmware = ?3, reported_at = ?4"
                            + " WHERE terminal_no = ?5 AND from_day = ?6",
                    program,
                    reported,
                    terminalNo,
                    day);
        }
    }

    /** From that day on the devices' program must have at least that version. */
    void require(ProgramPolicy.Row row) {
        Query update = em.createNativeQuery(
                "UPDATE program_policy SET minimum = ?4 WHERE brand = ?1 AND model = ?2 AND valid_from = ?3");
        if (bound(update, row).executeUpdate() == 0) {
            bound(
                            em.createNativeQuery("INSERT INTO program_policy (brand, model, valid_from, minimum)"
                                    + " VALUES (?1, ?2, ?3, ?4)"),
                            row)
                    .executeUpdate();
        }
    }

    private static Query bound(Query query, ProgramPolicy.Row row) {
        return query.setParameter(1, row.brand())
                .setParameter(2, row.model())
                .setParameter(3, row.from())
                .setParameter(4, row.minimum().toString());
    }

    private TerminalProgram on(String terminalNo, LocalDate day) {
        List<?> rows = em.createNativeQuery("SELECT brand, model, firmware FROM terminal_program WHERE terminal_no = ?1"
                        + " AND from_day <= ?2 ORDER BY from_day DESC")
                .setParameter(1, terminalNo)
                .setParameter(2, day)
                .setMaxResults(1)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new TerminalProgram((String) row[0], (String) row[1], (String) row[2]))
                .findFirst()
                .orElse(new TerminalProgram("", "", ""));
    }

    private void write(String sql, TerminalProgram program, Instant reported, Object... where) {
        var query = em.createNativeQuery(sql)
                .setParameter(1, program.brand())
                .setParameter(2, program.model())
                .setParameter(3, program.firmware())
                .setParameter(4, reported.toEpochMilli());
        for (int i = 0; i < where.length; i++) {
            query.setParameter(5 + i, where[i]);
        }
        query.executeUpdate();
    }
}
