package org.tallystick.compliance.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tallystick.compliance.TerminalSummary;
import org.tallystick.compliance.TerminalSummary.State;

/** Terminals with the state of their newest certificate. */
@ApplicationScoped
class TerminalRepository {
    private static final Duration SOON = Duration.ofDays(30);

    private final RowRepository rows;

    @Inject
    TerminalRepository(RowRepository rows) {
        this.rows = rows;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected TerminalRepository() {
        this(null);
    }

    /** In the order of their numbers. */
    List<TerminalSummary> of(Scope scope, String merchantNo, Instant now) {
        Conditions where = RowRepository.merchantsIn(scope).and("m.merchant_no = ?", merchantNo);
        String sql = "SELECT t.terminal_no, s.name, tc.not_after, tc.suspended_at, tc.revoked_at,"
                + " (SELECT r.arrival FROM receipt r WHERE r.terminal_no = t.terminal_no"
                + " ORDER BY r.series DESC, r.counter DESC, r.claim DESC FETCH FIRST 1 ROW ONLY)"
                + " FROM terminal t JOIN store s ON s.id = t.store_id JOIN merchant m ON m.merchant_no = s.merchant_no"
                + " LEFT JOIN terminal_certificate tc ON tc.terminal_no = t.terminal_no WHERE " + where.text()
                + " ORDER BY t.terminal_no, tc.issued_at";
        Map<String, TerminalSummary> newest = new LinkedHashMap<>();
        rows.list(sql, where.after(), row -> newest.put(row.getString(1), read(row, now)));
        return List.copyOf(newest.values());
    }

    private static TerminalSummary read(ResultSet row, Instant now) throws SQLException {
        Optional<Instant> end =
                Optional.ofNullable(row.getObject(3, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
        boolean suspended = row.getObject(4) != null;
        boolean revoked = row.getObject(5) != null;
        long last = row.getLong(6);
        return new TerminalSummary(
                row.getString(1),
                row.getString(2),
                end.map(e -> state(e, suspended, revoked, now)).orElse(State.NONE),
                end,
                last == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(last)));
    }

    static State state(Instant end, boolean suspended, boolean revoked, Instant now) {
        if (revoked) {
            return State.REVOKED;
        }
        if (suspended) {
            return State.SUSPENDED;
        }
        if (!end.isAfter(now)) {
            return State.EXPIRED;
        }
        return end.isAfter(now.plus(SOON)) ? State.ACTIVE : State.EXPIRING;
    }
}
