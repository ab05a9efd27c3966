package org.tallystick.receipts.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.tallystick.receipts.KeptReceipt;
import org.tallystick.receipts.KeptReceipt.Fate;
import org.tallystick.receipts.Turnover;
import org.tallystick.shared.Money;
import org.tallystick.signing.BillType;
import org.tallystick.signing.ReceiptStatus;

/** Which links an account keeps, and the receipts they lead to. */
@ApplicationScoped
class KeptReceiptRepository {
    private static final String SELECT =
            "SELECT k.code, r.number, r.sale_time, m.name_zh, m.name_en, r.bill_type, r.amount, r.currency, r.status,"
                    + " CASE WHEN " + ReceiptConditionsRepository.VOIDED + " THEN 'VOIDED' WHEN "
                    + ReceiptConditionsRepository.REFUNDED + " THEN 'REFUNDED' ELSE 'STANDS' END FROM kept_receipt k"
                    + " JOIN receipt r ON r.code = k.code JOIN merchant m ON m.merchant_no = r.merchant_no"
                    + " WHERE k.account_id = ?1 AND " + ReceiptConditionsRepository.KEPT
                    + " ORDER BY r.sale_time DESC, r.number DESC";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** Keeps other changes of the account's list out until the transaction ends. */
    void lock(String accountId) {
        query("SELECT id FROM account WHERE id = ?1 FOR UPDATE", accountId).getResultList();
    }

    long count(String accountId) {
        return ((Number) query("SELECT COUNT(*) FROM kept_receipt WHERE account_id = ?1", accountId)
                        .getSingleResult())
                .longValue();
    }

    boolean has(String accountId, String code) {
        return !query("SELECT code FROM kept_receipt WHERE account_id = ?1 AND code = ?2", accountId, code)
                .getResultList()
                .isEmpty();
    }

    void add(String accountId, String code, long now) {
        query("INSERT INTO kept_receipt (account_id, code, kept_at) VALUES (?1, ?2, ?3)", accountId, code, now)
                .executeUpdate();
    }

    /** @return how many were there: none if it is another account's */
    int remove(String accountId, String code) {
        return query("DELETE FROM kept_receipt WHERE account_id = ?1 AND code = ?2", accountId, code)
                .executeUpdate();
    }

    /** The newest sale first. */
    List<KeptReceipt> list(String accountId) {
        List<?> rows = query(SELECT, accountId).getResultList();
        return rows.stream().map(row -> kept((Object[]) row)).toList();
    }

    private static KeptReceipt kept(Object[] row) {
        long amount = ((Number) row[6]).longValue();
        int sign = Turnover.sign(BillType.valueOf((String) row[5])) < 0 ? -1 : 1;
        return new KeptReceipt(
                (String) row[0],
                (String) row[1],
                Instant.ofEpochMilli(((Number) row[2]).longValue()),
                (String) row[3],
                (String) row[4],
                new Money(sign * amount, Currency.getInstance((String) row[7])),
                ReceiptStatus.valueOf((String) row[8]),
                Fate.valueOf(String.valueOf(row[9]).strip()));
    }

    private Query query(String sql, Object... parameters) {
        Query query = em.createNativeQuery(sql);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return query;
    }
}
