package org.tallystick.notices.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import org.tallystick.notices.Audience;
import org.tallystick.notices.NoticeKind;
import org.tallystick.notices.Webhook;

/** Receivers of organisations. Secrets come and go sealed. */
@ApplicationScoped
class WebhookRepository {
    private static final String SELECT =
            "SELECT w.id, w.audience, w.scope, w.url, w.kinds, w.created_at, w.old_until, w.closed_at FROM webhook w";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** What a message is signed with. @param old empty: none */
    record Secrets(byte[] present, byte[] old, long oldUntil) {}

    List<Webhook> of(Audience owner) {
        return Rows.of(
                NoticeRepository.bound(
                                em,
                                SELECT + " WHERE w.audience = ?1 AND w.scope = ?2 ORDER BY w.created_at, w.id",
                                owner.kind().name(),
                                owner.scope())
                        .getResultList(),
                WebhookRepository::webhook);
    }

    Optional<Webhook> find(Audience owner, String id) {
        return of(owner).stream().filter(webhook -> webhook.id().equals(id)).findFirst();
    }

    Optional<Webhook> find(String id) {
        return Rows.of(
                        NoticeRepository.bound(em, SELECT + " WHERE w.id = ?1", id)
                                .getResultList(),
                        WebhookRepository::webhook)
                .stream()
                .findFirst();
    }

    void add(Webhook webhook, byte[] secret) {
        NoticeRepository.bound(
                        em,
                        "INSERT INTO webhook (id, audience, scope, url, kinds, secret, old_secret, old_until, created_at,"
                                + " closed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, 0)",
                        webhook.id(),
                        webhook.audience().kind().name(),
                        webhook.audience().scope(),
                        webhook.url(),
                        NoticeKind.text(webhook.kinds()),
                        secret,
                        new byte[0],
                        webhook.created().toEpochMilli())
                .executeUpdate();
    }

    Secrets secrets(String id) {
        Object[] row = (Object[]) NoticeRepository.bound(
                        em, "SELECT w.secret, w.old_secret, w.old_until FROM webhook w WHERE w.id = ?1", id)
                .getSingleResult();
        return new Secrets((byte[]) row[0], (byte[]) row[1], Rows.number(row[2]));
    }

    void exchange(String id, byte[] fresh, byte[] old, long oldUntil) {
        NoticeRepository.bound(
                        em,
                        "UPDATE webhook SET secret = ?2, old_secret = ?3, old_until = ?4 WHERE id = ?1",
                        id,
                        fresh,
                        old,
                        oldUntil)
                .executeUpdate();
    }

    /** With its messages. */
    void remove(String id) {
        NoticeRepository.bound(em, "DELETE FROM webhook WHERE id = ?1", id).executeUpdate();
    }

    /** Closes it, or opens it again with 0. */
    void close(String id, long at) {
        NoticeRepository.bound(em, "UPDATE webhook SET closed_at = ?2 WHERE id = ?1", id, at)
                .executeUpdate();
    }

    private static Webhook webhook(Object[] row) {
        return new Webhook(
                Rows.text(row[0]),
                new Audience(Audience.Kind.valueOf(Rows.text(row[1])), Rows.text(row[2])),
                Rows.text(row[3]),
                NoticeKind.parse(Rows.text(row[4])),
                Rows.time(row[5]),
                Rows.ifAny(row[6]),
                Rows.ifAny(row[7]));
    }
}
