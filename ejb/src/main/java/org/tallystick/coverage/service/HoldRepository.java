package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tallystick.coverage.CaseHead;
import org.tallystick.coverage.HoldAdvice;
import org.tallystick.coverage.HoldPolicy;
import org.tallystick.coverage.HoldRow;
import org.tallystick.coverage.MerchantRisk;
import org.tallystick.coverage.RiskRule;
import org.tallystick.shared.ShopTime;

/** What advice on paying out is made of: rules, open cases of a day, and what merchants' sales have lacked of late. */
@ApplicationScoped
class HoldRepository {
    /** The day of sale; of a sale that only a settlement tells of, the day it says. */
    private static final String OF_DAY =
            " AND (c.sale_time IS NULL AND c.sold_on = ? OR COALESCE(c.sale_time, CASE WHEN c.sold_on IS NULL THEN c.opened_at END)"
                    + " BETWEEN ? AND ?)";

    private final RowRepository rows;

    /** Receipts of a merchant, and those of them that lacked something. */
    record Lacking(long receipts, long lacking) {
        static final Lacking NONE = new Lacking(0, 0);
    }

    @Inject
    HoldRepository(RowRepository rows) {
        this.rows = rows;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected HoldRepository() {
        this(null);
    }

    HoldPolicy policy() {
        return new HoldPolicy(rows.list(
                "SELECT id, version, acquirer, currency, valid_from, least_amount, least_risk, advice, most_hours"
                        + " FROM hold_policy",
                List.of(),
                row -> new HoldRow(
                        row.getString(1),
                        row.getInt(2),
                        row.getString(3),
                        row.getString(4),
                        row.getDate(5).toLocalDate(),
                        row.getLong(6),
                        MerchantRisk.valueOf(row.getString(7)),
                        HoldAdvice.valueOf(row.getString(8)),
                        row.getInt(9))));
    }

    List<RiskRule> riskRules() {
        return rows.list(
                "SELECT acquirer, version, valid_from, days, least_receipts, normal_from, high_from FROM merchant_risk_rule",
                List.of(),
                row -> new RiskRule(
                        row.getString(1),
                        row.getInt(2),
                        row.getDate(3).toLocalDate(),
                        row.getInt(4),
                        row.getLong(5),
                        row.getInt(6),
                        row.getInt(7)));
    }

    /** Open cases of sales of a day by number. @param after the last one seen; empty at the beginning */
    List<CaseHead> open(CaseScope scope, LocalDate day, String after, int most) {
        List<Object> values = new ArrayList<>(scope.parameters());
        values.addAll(List.of(
                Date.valueOf(day),
                ShopTime.startOf(day).toEpochMilli(),
                ShopTime.startOf(day.plusDays(1)).toEpochMilli() - 1,
                after));
        return rows.list(
                CaseListRepository.SELECT + scope.condition() + " AND " + CaseListRepository.OPEN + OF_DAY
                        + " AND c.number > ? ORDER BY c.number LIMIT " + most,
                values,
                CaseListRepository::head);
    }

    /** By merchant, for the days from one to another; merchants without receipts are left out. */
    Map<String, Lacking> lacking(Collection<String> merchants, LocalDate from, LocalDate to) {
        Map<String, Lacking> lacking = new HashMap<>();
        if (merchants.isEmpty()) {
            return lacking;
        }
        List<Object> values = new ArrayList<>(merchants);
        values.add(Date.valueOf(from));
        values.add(Date.valueOf(to));
        String marks = String.join(", ", Collections.nCopies(merchants.size(), "?"));
        rows.list(
                        "SELECT merchant_no, SUM(receipts), SUM(CASE WHEN cause <> '' THEN receipts ELSE 0 END)"
                                + " FROM coverage_count WHERE merchant_no IN (" + marks
                                + ") AND sale_date BETWEEN ? AND ?"
                                + " GROUP BY merchant_no",
                        values,
                        row -> Map.entry(row.getString(1), new Lacking(row.getLong(2), row.getLong(3))))
                .forEach(entry -> lacking.put(entry.getKey(), entry.getValue()));
        return lacking;
    }
}
