package org.tallystick.complaints.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.tallystick.complaints.ComplaintHead;
import org.tallystick.complaints.ComplaintKind;
import org.tallystick.complaints.ComplaintNumber;
import org.tallystick.complaints.ComplaintState;
import org.tallystick.complaints.Statement;
import org.tallystick.shared.Money;
import org.tallystick.verification.Outcome;

/** Complaints and what was said in them. */
@ApplicationScoped
class ComplaintRepository {
    private static final String FROM = " FROM complaint c JOIN receipt r ON r.number = c.receipt"
            + " JOIN merchant m ON m.merchant_no = c.merchant_no WHERE ";
    private static final String SELECT = "SELECT c.number, c.kind, c.state, c.verdict, c.opened_at, c.changed_at,"
            + " c.receipt, r.code, c.merchant_no, m.name_zh, m.name_en, r.terminal_no, r.amount, r.currency, r.sale_time"
            + FROM;

    @PersistenceContext(unitName = "tallystick")
    EntityManager em;

    /** A complaint that is about to be stored. */
    record NewComplaint(
            ComplaintNumber number,
            String submission,
            String codeHash,
            String receipt,
            String merchantNo,
            ComplaintKind kind,
            Outcome verdict,
            String contact,
            Instant at) {}

    /** What only the services need of a complaint. */
    record Secrets(String codeHash, String contact) {}

    Optional<ComplaintNumber> bySubmission(String submission) {
        return rows("SELECT number, kind FROM complaint WHERE submission = ?", List.of(submission)).stream()
                .findFirst()
                .map(row -> new ComplaintNumber((String) row[0]));
    }

    void add(NewComplaint complaint) {
        query(
                        "INSERT INTO complaint (number, submission, code_hash, receipt, merchant_no, kind, state, verdict,"
                                + " contact, opened_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        List.of(
                                complaint.number().text(),
                                complaint.submission(),
                                complaint.codeHash(),
                                complaint.receipt(),
                                complaint.merchantNo(),
                                complaint.kind().name(),
                                ComplaintState.OPEN.name(),
                                complaint.verdict().name(),
                                complaint.contact(),
                                complaint.at().toEpochMilli(),
                                complaint.at().toEpochMilli()))
                .executeUpdate();
    }

    /** The state, held until the transaction ends: two answers at once do not get the same place. */
    ComplaintState lock(ComplaintNumber number) {
        Object[] row = rows("SELECT state, kind FROM complaint WHERE number = ? FOR UPDATE", List.of(number.text()))
                .get(0);
        return ComplaintState.valueOf((String) row[0]);
    }

    void add(ComplaintNumber number, int place, Statement statement) {
        query(
                        "INSERT INTO complaint_statement (complaint, seq, author, account_name, words, decision, said_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        List.of(
                                number.text(),
                                place,
                                statement.author().name(),
                                statement.name(),
                                statement.words(),
                                statement.decision(),
                                statement.at().toEpochMilli()))
                .executeUpdate();
    }

    void become(ComplaintNumber number, ComplaintState state, Instant at) {
        query(
                        "UPDATE complaint SET state = ?, changed_at = ? WHERE number = ?",
                        List.of(state.name(), at.toEpochMilli(), number.text()))
                .executeUpdate();
    }

    /** For whoever showed the code, or after a scope was asked for. */
    Optional<Secrets> secrets(ComplaintNumber number) {
        return rows("SELECT code_hash, contact FROM complaint WHERE number = ?", List.of(number.text())).stream()
                .findFirst()
                .map(row -> new Secrets((String) row[0], (String) row[1]));
    }

    /** Without a scope: only for whoever showed the code. */
    Optional<ComplaintHead> head(ComplaintNumber number) {
        return heads(SELECT + "c.number = ?", List.of(number.text())).stream().findFirst();
    }

    Optional<ComplaintHead> head(ComplaintScope scope, ComplaintNumber number) {
        return heads(SELECT + scope.condition() + " AND c.number = ?", with(scope, number.text())).stream()
                .findFirst();
    }

    List<Statement> statements(ComplaintNumber number) {
        return rows(
                        "SELECT author, account_name, words, decision, said_at FROM complaint_statement WHERE complaint = ?"
                                + " ORDER BY seq",
                        List.of(number.text()))
                .stream()
                .map(row -> new Statement(
                        Statement.Author.valueOf((String) row[0]),
                        (String) row[1],
                        (String) row[2],
                        (Boolean) row[3],
                        instant(row[4])))
                .toList();
    }

    /** Complaints about one receipt, the oldest first. */
    List<ComplaintHead> ofReceipt(ComplaintScope scope, String receipt) {
        return heads(
                SELECT + scope.condition() + " AND c.receipt = ? ORDER BY c.opened_at, c.number", with(scope, receipt));
    }

    /** The newest change first. */
    List<ComplaintHead> find(ComplaintScope scope, Optional<ComplaintState> state, int first, int count) {
        String sql =
                SELECT + scope.condition() + state(state) + " ORDER BY c.changed_at DESC, c.number LIMIT ? OFFSET ?";
        List<Object> values =
                with(scope, state.map(s -> new Object[] {s.name()}).orElseGet(() -> new Object[0]));
        values.add(count);
        values.add(first);
        return heads(sql, values);
    }

    long count(ComplaintScope scope, Optional<ComplaintState> state) {
        List<Object> values =
                with(scope, state.map(s -> new Object[] {s.name()}).orElseGet(() -> new Object[0]));
        Object found = query("SELECT COUNT(*)" + FROM + scope.condition() + state(state), values)
                .getSingleResult();
        return ((Number) found).longValue();
    }

    private static String state(Optional<ComplaintState> state) {
        return state.isPresent() ? " AND c.state = ?" : "";
    }

    private static List<Object> with(ComplaintScope scope, Object... more) {
        List<Object> values = new ArrayList<>(scope.parameters());
        values.addAll(Arrays.asList(more));
        return values;
    }

    private List<ComplaintHead> heads(String sql, List<Object> values) {
        return rows(sql, values).stream().map(ComplaintRepository::head).toList();
    }

    private static ComplaintHead head(Object[] row) {
        return new ComplaintHead(
                new ComplaintNumber((String) row[0]),
                ComplaintKind.valueOf((String) row[1]),
                ComplaintState.valueOf((String) row[2]),
                Outcome.valueOf((String) row[3]),
                instant(row[4]),
                instant(row[5]),
                (String) row[6],
                Optional.ofNullable((String) row[7]),
                (String) row[8],
                (String) row[9],
                (String) row[10],
                (String) row[11],
                new Money(((Number) row[12]).longValue(), Currency.getInstance((String) row[13])),
                instant(row[14]));
    }

    private static Instant instant(Object millis) {
        return Instant.ofEpochMilli(((Number) millis).longValue());
    }

    private List<Object[]> rows(String sql, List<Object> values) {
        List<Object[]> rows = new ArrayList<>();
        for (Object row : query(sql, values).getResultList()) {
            rows.add((Object[]) row);
        }
        return rows;
    }

    private Query query(String sql, List<Object> values) {
        Query query = em.createNativeQuery(sql);
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        return query;
    }
}
