package org.tallystick.notices.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Addresses for letters besides logins, and the codes that confirm them. */
@ApplicationScoped
class AddressRepository {
    private static final int AT_ONCE = 20;

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** An address. @param until until when its code works; it means nothing once the address is confirmed */
    record Given(String address, boolean confirmed, String codeHash, Instant until, int tries) {}

    /** A code that has to be sent. */
    record Unsent(String accountId, String address, byte[] sealed) {}

    Optional<Given> find(String accountId) {
        return Rows.of(
                        NoticeRepository.bound(
                                        em,
                                        "SELECT address, confirmed, code_hash, code_until, tries FROM notice_address"
                                                + " WHERE account_id = ?1",
                                        accountId)
                                .getResultList(),
                        row -> new Given(
                                Rows.text(row[0]), (Boolean) row[1], Rows.text(row[2]), Rows.time(row[3]), (int)
                                        Rows.number(row[4])))
                .stream()
                .findFirst();
    }

    /** In place of the one before. The caller holds the account's row. */
    void give(String accountId, Given given, byte[] sealed, Instant now) {
        remove(accountId);
        NoticeRepository.bound(
                        em,
                        "INSERT INTO notice_address (account_id, address, confirmed, code_hash, code_until, tries, sealed,"
                                + " due_at) VALUES (?1, ?2, FALSE, ?3, ?4, 0, ?5, ?6)",
                        accountId,
                        given.address(),
                        given.codeHash(),
                        given.until().toEpochMilli(),
                        sealed,
                        now.toEpochMilli())
                .executeUpdate();
    }

    void remove(String accountId) {
        NoticeRepository.bound(em, "DELETE FROM notice_address WHERE account_id = ?1", accountId)
                .executeUpdate();
    }

    void tried(String accountId) {
        NoticeRepository.bound(em, "UPDATE notice_address SET tries = tries + 1 WHERE account_id = ?1", accountId)
                .executeUpdate();
    }

    void confirm(String accountId) {
        NoticeRepository.bound(
                        em,
                        "UPDATE notice_address SET confirmed = TRUE, code_hash = '', sealed = ?2 WHERE account_id = ?1",
                        accountId,
                        new byte[0])
                .executeUpdate();
    }

    /** Codes that are due and still work. */
    List<Unsent> unsent(Instant now) {
        return Rows.of(
                NoticeRepository.bound(
                                em,
                                "SELECT account_id, address, sealed FROM notice_address WHERE NOT confirmed"
                                        + " AND due_at > 0 AND due_at <= ?1 AND code_until > ?1 ORDER BY due_at",
                                now.toEpochMilli())
                        .setMaxResults(AT_ONCE)
                        .getResultList(),
                row -> new Unsent(Rows.text(row[0]), Rows.text(row[1]), (byte[]) row[2]));
    }

    /** Takes a code until {@code lease}. @return false if another server was faster */
    boolean take(String accountId, Instant now, Instant lease) {
        return NoticeRepository.bound(
                                em,
                                "UPDATE notice_address SET due_at = ?3 WHERE account_id = ?1 AND due_at > 0 AND due_at <= ?2",
                                accountId,
                                now.toEpochMilli(),
                                lease.toEpochMilli())
                        .executeUpdate()
                == 1;
    }

    /** It is out: nobody here needs to be able to read it any more. */
    void sent(String accountId) {
        NoticeRepository.bound(
                        em,
                        "UPDATE notice_address SET due_at = 0, sealed = ?2 WHERE account_id = ?1",
                        accountId,
                        new byte[0])
                .executeUpdate();
    }
}
