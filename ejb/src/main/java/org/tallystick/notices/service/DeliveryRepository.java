package org.tallystick.notices.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tallystick.notices.Delivery;
import org.tallystick.shared.service.Ids;

/** Messages to receivers and their attempts. */
@ApplicationScoped
class DeliveryRepository {
    private static final String SELECT =
            "SELECT d.id, d.type, d.body, d.state, d.made_at, d.next_at FROM webhook_delivery d";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** A message that is about to be sent. @param attempts how many it has had since somebody last had it tried again */
    record Due(String id, String webhookId, byte[] body, Instant begun, int attempts) {}

    /** @return the message's id */
    String add(String webhookId, String type, byte[] body, Instant now) {
        // Ids of the form that receivers know from other platforms.
        String id = "msg_" + Ids.random();
        NoticeRepository.bound(
                        em,
                        "INSERT INTO webhook_delivery (id, webhook_id, type, body, made_at, begun_at, next_at, attempts,"
                                + " state) VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?5, 0, 'WAITING')",
                        id,
                        webhookId,
                        type,
                        new String(body, StandardCharsets.UTF_8),
                        now.toEpochMilli())
                .executeUpdate();
        return id;
    }

    /** Receivers with messages that are due; those that have failed least come first. */
    List<String> dueReceivers(Instant now, int most) {
        List<?> rows = NoticeRepository.bound(
                        em,
                        "SELECT d.webhook_id FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id"
                                + " WHERE d.state = 'WAITING' AND d.next_at <= ?1 AND w.closed_at = 0"
                                + " GROUP BY d.webhook_id ORDER BY MIN(d.attempts), MIN(d.next_at)",
                        now.toEpochMilli())
                .setMaxResults(most)
                .getResultList();
        return rows.stream().map(Rows::text).toList();
    }

    List<Due> due(String webhookId, Instant now, int most) {
        return Rows.of(
                NoticeRepository.bound(
                                em,
                                "SELECT d.id, d.webhook_id, d.body, d.begun_at, d.attempts FROM webhook_delivery d"
                                        + " WHERE d.webhook_id = ?1 AND d.state = 'WAITING' AND d.next_at <= ?2"
                                        + " ORDER BY d.next_at, d.id",
                                webhookId,
                                now.toEpochMilli())
                        .setMaxResults(most)
                        .getResultList(),
                row -> new Due(
                        Rows.text(row[0]),
                        Rows.text(row[1]),
                        Rows.text(row[2]).getBytes(StandardCharsets.UTF_8),
                        Rows.time(row[3]),
                        (int) Rows.number(row[4])));
    }

    /** Takes a message until {@code lease}. @return false if another server was faster */
    boolean take(String id, Instant now, Instant lease) {
        return NoticeRepository.bound(
                                em,
                                "UPDATE webhook_delivery SET next_at = ?3 WHERE id = ?1 AND state = 'WAITING' AND next_at <= ?2",
                                id,
                                now.toEpochMilli(),
                                lease.toEpochMilli())
                        .executeUpdate()
                == 1;
    }

    /** @return false if its receiver was removed meanwhile */
    boolean tried(String id, Delivery.State state, Instant next) {
        return NoticeRepository.bound(
                                em,
                                "UPDATE webhook_delivery SET state = ?2, next_at = ?3, attempts = attempts + 1 WHERE id = ?1",
                                id,
                                state.name(),
                                next.toEpochMilli())
                        .executeUpdate()
                == 1;
    }

    void log(String id, Delivery.Attempt attempt) {
        NoticeRepository.bound(
                        em,
                        "INSERT INTO webhook_attempt (delivery_id, at, millis, status, failure) VALUES (?1, ?2, ?3, ?4, ?5)",
                        id,
                        attempt.at().toEpochMilli(),
                        attempt.millis(),
                        attempt.status(),
                        attempt.failure())
                .executeUpdate();
    }

    /** Has one that is not being sent now tried at once, from the beginning of the plan. @return false if there is none such */
    boolean again(String webhookId, String id, Instant now) {
        return NoticeRepository.bound(
                                em,
                                "UPDATE webhook_delivery SET state = 'WAITING', begun_at = ?3, next_at = ?3, attempts = 0"
                                        + " WHERE webhook_id = ?1 AND id = ?2",
                                webhookId,
                                id,
                                now.toEpochMilli())
                        .executeUpdate()
                == 1;
    }

    /** Whether messages of a receiver are given up. */
    boolean anyGivenUp(String webhookId) {
        return Rows.number(NoticeRepository.bound(
                                em,
                                "SELECT COUNT(*) FROM webhook_delivery d WHERE d.webhook_id = ?1 AND d.state = 'GIVEN_UP'",
                                webhookId)
                        .getSingleResult())
                > 0;
    }

    /** The newest first, with their attempts. */
    List<Delivery> log(String webhookId, int most) {
        Map<String, List<Delivery.Attempt>> attempts = Rows.of(
                        NoticeRepository.bound(
                                        em,
                                        "SELECT x.delivery_id, x.at, x.millis, x.status, x.failure FROM webhook_attempt x"
                                                + " JOIN webhook_delivery d ON d.id = x.delivery_id"
                                                + " WHERE d.webhook_id = ?1 ORDER BY x.at DESC",
                                        webhookId)
                                .setMaxResults(most * 16)
                                .getResultList(),
                        row -> Map.entry(
                                Rows.text(row[0]),
                                new Delivery.Attempt(
                                        Rows.time(row[1]),
                                        Rows.number(row[2]),
                                        (int) Rows.number(row[3]),
                                        Rows.text(row[4]))))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return Rows.of(
                NoticeRepository.bound(em, SELECT + " WHERE d.webhook_id = ?1 ORDER BY d.made_at DESC, d.id", webhookId)
                        .setMaxResults(most)
                        .getResultList(),
                row -> delivery(row, attempts.getOrDefault(Rows.text(row[0]), List.of())));
    }

    /** Forgets what needs no more tries and was made before a time. */
    void forget(Instant before) {
        NoticeRepository.bound(
                        em,
                        "DELETE FROM webhook_delivery WHERE state <> 'WAITING' AND made_at < ?1",
                        before.toEpochMilli())
                .executeUpdate();
    }

    private static Delivery delivery(Object[] row, List<Delivery.Attempt> attempts) {
        Delivery.State state = Delivery.State.valueOf(Rows.text(row[3]));
        return new Delivery(
                Rows.text(row[0]),
                Rows.text(row[1]),
                Rows.text(row[2]),
                state,
                Rows.time(row[4]),
                state == Delivery.State.WAITING ? Optional.of(Rows.time(row[5])) : Optional.empty(),
                attempts);
    }
}
