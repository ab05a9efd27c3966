package org.tallystick.onboarding.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.onboarding.ApplicationState;
import org.tallystick.onboarding.ApplicationStep;
import org.tallystick.onboarding.MerchantApplication;

/** Applications, what happened to them, and their terminals. A draft is seen by nobody but who has its code. */
@ApplicationScoped
class ApplicationRepository {
    private static final String OF_INSTITUTION =
            " FROM MerchantApplication a WHERE a.acquirer = :acquirer AND a.state <> org.tallystick.onboarding.ApplicationState.DRAFT";

    private static final String WAITS = "CASE WHEN a.state IN (org.tallystick.onboarding.ApplicationState.SUBMITTED,"
            + " org.tallystick.onboarding.ApplicationState.IN_REVIEW) THEN ";
    private static final String WAITING_FIRST =
            " ORDER BY " + WAITS + "0 ELSE 1 END, " + WAITS + "a.changedAt ELSE -a.changedAt END, a.number";

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** What an officer looks for: a state, and a part of number or name. */
    record Sought(String acquirer, Set<ApplicationState> states, String text) {}

    void persist(MerchantApplication application) {
        em.persist(application);
        em.flush();
    }

    Optional<MerchantApplication> byCode(String codeHash) {
        return one("SELECT a FROM MerchantApplication a WHERE a.codeHash = :code", "code", codeHash)
                .getResultStream()
                .findFirst();
    }

    /** The same, locked until the transaction ends: one step at a time. */
    Optional<MerchantApplication> lockByCode(String codeHash) {
        return one("SELECT a FROM MerchantApplication a WHERE a.codeHash = :code", "code", codeHash)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    Optional<MerchantApplication> ofInstitution(String number, String acquirer) {
        return one("SELECT a" + OF_INSTITUTION + " AND a.number = :number", "number", number)
                .setParameter("acquirer", acquirer)
                .getResultStream()
                .findFirst();
    }

    Optional<MerchantApplication> lockOfInstitution(String number, String acquirer) {
        return one("SELECT a" + OF_INSTITUTION + " AND a.number = :number", "number", number)
                .setParameter("acquirer", acquirer)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /** What waits for the institution comes first, the longest waiting before all; then the newest. */
    List<MerchantApplication> find(Sought sought, int first, int count) {
        return sought("SELECT a", sought, WAITING_FIRST, MerchantApplication.class)
                .setFirstResult(first)
                .setMaxResults(count)
                .getResultList();
    }

    long count(Sought sought) {
        return sought("SELECT COUNT(a)", sought, "", Long.class).getSingleResult();
    }

    Map<ApplicationState, Long> counts(String acquirer) {
        Map<ApplicationState, Long> counts = new EnumMap<>(ApplicationState.class);
        em.createQuery("SELECT a.state, COUNT(a)" + OF_INSTITUTION + " GROUP BY a.state", Object[].class)
                .setParameter("acquirer", acquirer)
                .getResultList()
                .forEach(row -> counts.put((ApplicationState) row[0], (Long) row[1]));
        return counts;
    }

    List<HistoryStep> history(String number) {
        List<?> rows = query(
                        "SELECT step, at, actor, words FROM application_step WHERE application = ?1 ORDER BY seq",
                        number)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new HistoryStep(
                        ApplicationStep.valueOf((String) row[0]),
                        ((Number) row[1]).longValue(),
                        (String) row[2],
                        (String) row[3]))
                .toList();
    }

    /** The application must be locked: steps are numbered. */
    void add(String number, HistoryStep step) {
        Number before = (Number) query("SELECT COUNT(*) FROM application_step WHERE application = ?1", number)
                .getSingleResult();
        query(
                        "INSERT INTO application_step (application, seq, at, step, actor, words)"
                                + " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                        number,
                        before.intValue() + 1,
                        step.at(),
                        step.step().name(),
                        step.actor(),
                        step.words())
                .executeUpdate();
    }

    List<String> terminals(String number) {
        List<?> rows = query(
                        "SELECT terminal_no FROM application_terminal WHERE application = ?1 ORDER BY terminal_no",
                        number)
                .getResultList();
        return rows.stream().map(String.class::cast).toList();
    }

    void assign(String number, Collection<String> terminalNos) {
        em.flush();
        for (String terminalNo : terminalNos) {
            query("INSERT INTO application_terminal (terminal_no, application) VALUES (?1, ?2)", terminalNo, number)
                    .executeUpdate();
        }
    }

    private TypedQuery<MerchantApplication> one(String jpql, String name, String value) {
        return em.createQuery(jpql, MerchantApplication.class).setParameter(name, value);
    }

    private <T> TypedQuery<T> sought(String select, Sought sought, String order, Class<T> type) {
        String like = "%"
                + sought.text()
                        .toLowerCase(Locale.ROOT)
                        .replace("!", "!!")
                        .replace("%", "!%")
                        .replace("_", "!_") + "%";
        return em.createQuery(
                        select + OF_INSTITUTION + " AND a.state IN :states AND (LOWER(a.number) LIKE :like ESCAPE '!'"
                                + " OR LOWER(a.name) LIKE :like ESCAPE '!')" + order,
                        type)
                .setParameter("acquirer", sought.acquirer())
                .setParameter("states", sought.states())
                .setParameter("like", like);
    }

    private Query query(String sql, Object... values) {
        Query query = em.createNativeQuery(sql);
        for (int i = 0; i < values.length; i++) {
            query.setParameter(i + 1, values[i]);
        }
        return query;
    }
}
