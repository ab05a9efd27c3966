package org.tallystick.coverage.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.tallystick.coverage.CaseNumber;

/** What lists of receipts know of cases: follows each change of a case, in its transaction. */
@ApplicationScoped
class LackRepository {
    private final RowRepository rows;

    @Inject
    LackRepository(RowRepository rows) {
        this.rows = rows;
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway")
    protected LackRepository() {
        this(null);
    }

    /** Tells the receipt of a case how the case stands; the same as often as it is called. */
    void follow(CaseNumber number) {
        forget(number);
        rows.change(
                "INSERT INTO receipt_lack (number, merchant_no, sale_time, state, remedy)"
                        + " SELECT c.receipt, c.merchant_no, c.sale_time, CASE WHEN c.state = 'UNREMEDIABLE' THEN 'GIVEN_UP'"
                        + " WHEN c.state <> 'CLOSED' THEN 'OPEN' WHEN c.remedy IN ('EXPLAINED', 'NOT_MINE') THEN 'EXPLAINED'"
                        + " ELSE 'REMEDIED' END, CASE WHEN c.state = 'CLOSED' THEN c.remedy ELSE '' END FROM coverage_case c"
                        + " WHERE c.number = ? AND c.receipt IS NOT NULL"
                        + " AND NOT (c.state = 'CLOSED' AND c.remedy IN ('NOT_REQUIRED', 'WITHDRAWN'))",
                List.of(number.text()));
    }

    /** Another receipt takes the place of the one that the case was about. */
    void forget(CaseNumber number) {
        rows.change(
                "DELETE FROM receipt_lack WHERE number = (SELECT c.receipt FROM coverage_case c WHERE c.number = ?)",
                List.of(number.text()));
    }
}
