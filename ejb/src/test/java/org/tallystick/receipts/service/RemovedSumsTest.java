package org.tallystick.receipts.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tallystick.enrolment.service.TestDatabase;
import org.tallystick.receipts.BatchTotals;
import org.tallystick.receipts.DaySum;

/** A merchant's sums are of what its lists show, however long it takes to delete a removed log. */
class RemovedSumsTest {
    private static final String SHOP = "898331054110027";
    private static final long DAY = 86_400_000;

    private final TestDatabase database = new TestDatabase();
    private final ShopRepository shop = new ShopRepository();

    @BeforeEach
    void sell() {
        shop.em = database.entityManager();
        database.execute("SET REFERENTIAL_INTEGRITY FALSE");
        receipt(1, 100);
        receipt(2, 230);
    }

    @AfterEach
    void restore() {
        database.execute("SET REFERENTIAL_INTEGRITY TRUE");
    }

    @Test
    void whatIsMarkedIsNotSummed() {
        assertThat(amounts()).containsExactly(330L);
        assertThat(sales()).containsExactly(2L);

        database.execute(
                "INSERT INTO ledger_removal (log_id, id, ended, removed_at, policy, keep_days, object, cleared_at)"
                        + " VALUES (1, 'id', 'SEALED', 0, 'ten years', 3653, X'00', 0)");
        assertThat(amounts()).containsExactly(230L);
        assertThat(sales()).containsExactly(1L);
    }

    private List<Long> amounts() {
        return shop.days(SHOP, 0, DAY).stream().map(DaySum::amount).toList();
    }

    private List<Long> sales() {
        return shop.batches(SHOP, 0, DAY).stream()
                .map(BatchTotals::sales)
                .map(BatchTotals.Tally::count)
                .toList();
    }

    private void receipt(int log, long amount) {
        database.execute(
                "INSERT INTO receipt (number, terminal_no, series, counter, claim, active, code, payload_digest, verified, status,"
                        + " stored, digest, log_id, seq, arrival, findings, acquirer, merchant_no, bill_type, amount, currency,"
                        + " sale_date, trace_no, sale_time, batch_no) VALUES ('R" + log + "', '20000001', 1, " + log
                        + ", 0, TRUE, NULL, X'00', TRUE, 'SIGNED', X'00', X'00', " + log + ", 1, 0, '', '48023310', '"
                        + SHOP + "', 'SALE', " + amount + ", 'CNY', DATE '1970-01-01', '000001', 1, '000001')");
    }
}
