package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tallystick.coverage.CaseKey;
import org.tallystick.coverage.CaseNumber;
import org.tallystick.coverage.CaseSource;
import org.tallystick.coverage.CaseState;
import org.tallystick.coverage.Deadline;
import org.tallystick.coverage.Diagnosis;
import org.tallystick.coverage.Missing;
import org.tallystick.coverage.Remedy;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Money;
import org.tallystick.signing.Cause;

/** Rows of cases, for those who change them. */
@ApplicationScoped
class CaseRepository {
    static final String SELECT = "SELECT number, acquirer, merchant_no, terminal_no, series, counter, receipt, missing,"
            + " sources, cause, state, sale_time, opened_at, version, settlement_row FROM coverage_case ";

    private final RowRepository rows;

    /** A case as far as changing it needs. @param key empty where only a settlement told of it */
    record Held(
            CaseNumber number,
            String acquirer,
            String merchantNo,
            String terminalNo,
            Optional<CaseKey> key,
            Optional<String> receipt,
            Set<Missing> missing,
            String sources,
            Cause cause,
            CaseState state,
            Optional<Instant> saleTime,
            Instant opened,
            int version,
            Optional<Long> settledRow) {}

    /** A case that is about to be opened. @param key empty where only a settlement tells of it */
    record Fresh(
            CaseNumber number,
            String acquirer,
            String merchantNo,
            String terminalNo,
            Optional<CaseKey> key,
            Optional<String> receipt,
            Set<Missing> missing,
            CaseSource source,
            Optional<Money> amount,
            Optional<Instant> saleTime,
            Instant opened) {}

    @Inject
    CaseRepository(RowRepository rows) {
        this.rows = rows;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected CaseRepository() {
        this(null);
    }

    /** The case of a transaction, held until the transaction ends. */
    Optional<Held> lock(CaseKey key) {
        return rows.first(
                SELECT + "WHERE terminal_no = ? AND series = ? AND counter = ? FOR UPDATE",
                List.of(key.terminalNo(), key.series(), key.counter()),
                CaseRepository::held);
    }

    /** The same by number. */
    Optional<Held> lock(CaseNumber number) {
        return rows.first(SELECT + "WHERE number = ? FOR UPDATE", List.of(number.text()), CaseRepository::held);
    }

    void add(Fresh fresh, Diagnosis diagnosis, Deadline deadline) {
        rows.change(
                "INSERT INTO coverage_case (number, acquirer, merchant_no, terminal_no, series, counter, receipt, missing, sources,"
                        + " amount, currency, sale_time, opened_at, changed_at, cause, cause_group, rule, rule_version, inputs,"
                        + " diagnosed_at, warn_at, due_at, escalate_at, heard_at, state, remedy, evidence, assigned, assigned_name, warned,"
                        + " escalated, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        + " 'DETECTED', '', 0, '', '', FALSE, FALSE, 1)",
                Values.of(
                        fresh.number().text(),
                        fresh.acquirer(),
                        fresh.merchantNo(),
                        fresh.terminalNo(),
                        fresh.key().map(CaseKey::series),
                        fresh.key().map(CaseKey::counter),
                        fresh.receipt(),
                        Missing.text(fresh.missing()),
                        fresh.source().name(),
                        fresh.amount().map(Money::minorUnits),
                        fresh.amount().map(m -> m.currency().getCurrencyCode()),
                        fresh.saleTime().map(Instant::toEpochMilli),
                        fresh.opened().toEpochMilli(),
                        fresh.opened().toEpochMilli(),
                        diagnosis.cause().code(),
                        diagnosis.group().name(),
                        diagnosis.rule(),
                        diagnosis.version(),
                        JsonWriter.text(diagnosis.inputs()),
                        fresh.opened().toEpochMilli(),
                        deadline.warnAt(fresh.opened()).toEpochMilli(),
                        deadline.dueAt(fresh.opened()).toEpochMilli(),
                        deadline.escalateAt(fresh.opened()).toEpochMilli(),
                        fresh.opened().atOffset(ZoneOffset.UTC)));
    }

    /** Gives the case another cause, and the time that goes with it. */
    void diagnosed(Held held, Set<Missing> missing, Diagnosis diagnosis, Deadline deadline, Instant now) {
        Instant begin = held.state().isOpen() ? held.opened() : now;
        rows.change(
                "UPDATE coverage_case SET missing = ?, cause = ?, cause_group = ?, rule = ?, rule_version = ?, inputs = ?,"
                        + " diagnosed_at = ?, warn_at = ?, due_at = ?, escalate_at = ? WHERE number = ?",
                List.of(
                        Missing.text(missing),
                        diagnosis.cause().code(),
                        diagnosis.group().name(),
                        diagnosis.rule(),
                        diagnosis.version(),
                        JsonWriter.text(diagnosis.inputs()),
                        now.toEpochMilli(),
                        deadline.warnAt(begin).toEpochMilli(),
                        deadline.dueAt(begin).toEpochMilli(),
                        deadline.escalateAt(begin).toEpochMilli(),
                        held.number().text()));
    }

    /** The bill that a hole lacked, or another one of the same counter, is there. */
    void bill(Held held, String receipt, Money amount, Instant saleTime) {
        rows.change(
                "UPDATE coverage_case SET receipt = ?, amount = ?, currency = ?, sale_time = ? WHERE number = ?",
                List.of(
                        receipt,
                        amount.minorUnits(),
                        amount.currency().getCurrencyCode(),
                        saleTime.toEpochMilli(),
                        held.number().text()));
    }

    void addSource(Held held, CaseSource source) {
        if (!List.of(held.sources().split(",")).contains(source.name())) {
            rows.change(
                    "UPDATE coverage_case SET sources = ? WHERE number = ?",
                    List.of(held.sources() + "," + source.name(), held.number().text()));
        }
    }

    void become(CaseNumber number, CaseState state, Instant now) {
        boolean closed = state == CaseState.CLOSED || state == CaseState.UNREMEDIABLE;
        rows.change(
                "UPDATE coverage_case SET state = ?, changed_at = ?, closed_at = ?, version = version + 1 WHERE number = ?",
                Values.of(
                        state.name(),
                        now.toEpochMilli(),
                        closed ? Optional.of(now.toEpochMilli()) : Optional.empty(),
                        number.text()));
    }

    /** Something was added, and the state stays: a closed case was closed when it was. */
    void touch(CaseNumber number, Instant now) {
        rows.change(
                "UPDATE coverage_case SET changed_at = ?, version = version + 1 WHERE number = ?",
                List.of(now.toEpochMilli(), number.text()));
    }

    /** Empty: the remedy was not accepted. */
    void remedy(CaseNumber number, Optional<Remedy> remedy) {
        rows.change(
                "UPDATE coverage_case SET remedy = ?, evidence = ? WHERE number = ?",
                List.of(
                        remedy.map(Enum::name).orElse(""),
                        remedy.map(Remedy::evidenceLevel).orElse(0),
                        number.text()));
    }

    void assign(CaseNumber number, String accountId, String name, Instant now) {
        rows.change(
                "UPDATE coverage_case SET assigned = ?, assigned_name = ?, changed_at = ?, version = version + 1"
                        + " WHERE number = ?",
                List.of(accountId, name, now.toEpochMilli(), number.text()));
    }

    /** Open cases that a recovery entry, an event or a heartbeat may explain better; the longest undiagnosed first. */
    List<Held> toDiagnoseAgain(int most) {
        return rows.list(
                SELECT + "c WHERE state IN ('AUTO_RETRY', 'AWAIT_TERMINAL', 'AWAIT_MERCHANT', 'TICKET')"
                        + " AND EXISTS (SELECT 1 FROM terminal_event e WHERE e.terminal_no = c.terminal_no"
                        + " AND (c.series IS NULL OR e.series = c.series) AND e.type <> 'HELLO' AND e.received_at > c.heard_at)"
                        + " ORDER BY diagnosed_at LIMIT " + most,
                List.of(),
                CaseRepository::held);
    }

    void heard(CaseNumber number, Instant now) {
        rows.change(
                "UPDATE coverage_case SET heard_at = ? WHERE number = ?",
                List.of(now.atOffset(ZoneOffset.UTC), number.text()));
    }

    List<Held> toWarn(Instant now, int most) {
        return waiting("NOT warned AND warn_at <= ?", now, most);
    }

    List<Held> toEscalate(Instant now, int most) {
        return waiting("NOT escalated AND escalate_at <= ?", now, most);
    }

    private List<Held> waiting(String condition, Instant now, int most) {
        return rows.list(
                SELECT + "WHERE state NOT IN ('CLOSED', 'UNREMEDIABLE', 'VERIFIED') AND " + condition
                        + " ORDER BY opened_at LIMIT " + most + " FOR UPDATE",
                List.of(now.toEpochMilli()),
                CaseRepository::held);
    }

    void warned(CaseNumber number) {
        rows.change("UPDATE coverage_case SET warned = TRUE WHERE number = ?", List.of(number.text()));
    }

    void escalated(CaseNumber number) {
        rows.change("UPDATE coverage_case SET escalated = TRUE WHERE number = ?", List.of(number.text()));
    }

    /** Cases of holes since then that the terminal's own facts, or nothing, explain; the newest first. */
    List<Held> youngHoles(Instant since, int most) {
        return rows.list(
                SELECT + "WHERE opened_at >= ? AND receipt IS NULL AND cause IN ('UNKNOWN', 'UPLOAD_CONNECT_FAIL')"
                        + " AND state IN ('AUTO_RETRY', 'AWAIT_MERCHANT') ORDER BY opened_at DESC LIMIT " + most,
                List.of(since.toEpochMilli()),
                CaseRepository::held);
    }

    /** Open cases of a terminal's holes. */
    List<Held> holesOf(String terminalNo, long series) {
        return rows.list(
                SELECT + "WHERE terminal_no = ? AND series = ? AND receipt IS NULL"
                        + " AND state IN ('AUTO_RETRY', 'AWAIT_TERMINAL', 'AWAIT_MERCHANT', 'TICKET')",
                List.of(terminalNo, series),
                CaseRepository::held);
    }

    static Held held(ResultSet row) throws SQLException {
        String terminalNo = row.getString(4);
        long series = row.getLong(5);
        return new Held(
                new CaseNumber(row.getString(1)),
                row.getString(2),
                row.getString(3),
                terminalNo,
                RowRepository.number(row, 6).map(counter -> new CaseKey(terminalNo, series, counter)),
                Optional.ofNullable(row.getString(7)),
                Missing.parse(row.getString(8)),
                row.getString(9),
                Cause.valueOf(row.getString(10)),
                CaseState.valueOf(row.getString(11)),
                RowRepository.number(row, 12).map(Instant::ofEpochMilli),
                Instant.ofEpochMilli(row.getLong(13)),
                row.getInt(14),
                Optional.ofNullable(row.getString(15)).map(Long::valueOf));
    }
}
