package org.tallystick.ear;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Fills a PostgreSQL database that has real receipts with copies of them: same shops, days, amounts and sizes, other numbers, times of
 * day and series. For measuring pages only: a copy is in no ledger and verifies as nothing. One merchant gets what the others leave.
 */
final class MillionReceipts {
    private static final String COLUMNS =
            "terminal_no, claim, active, payload_digest, verified, status, cause, stored, log_id, seq,"
                    + " findings, acquirer, merchant_no, bill_type, amount, currency, sale_date, trace_no, previous,"
                    + " original_terminal, original_counter, batch_no, reference_no, auth_code, card_last4, counter";

    /** Vouchers stay with their sales, since both get the same new series; times move by less than two hours. */
    private static final String COPY =
            "INSERT INTO copies (number, code, series, original_series, sale_time, arrival, digest, "
                    + COLUMNS
                    + ") SELECT upper(substr(md5(r.number || ?), 1, 11)), substr(md5(r.number || 'c' || ?), 1, 22),"
                    + " r.series + 1000000 + ?, r.original_series + 1000000 + ?, r.sale_time + ? * 1000, r.arrival + ? * 1000,"
                    + " sha256((r.number || ?)::bytea), " + COLUMNS
                    + " FROM receipt r WHERE ? = '' OR r.merchant_no = ?";

    /** Whatever a column of cases holds goes with its receipt, but for what must be unlike. */
    private static final String COPY_CASES = "INSERT INTO coverage_case (number, series, receipt, settlement_row, %1$s)"
            + " SELECT 'M' || upper(substr(md5(number || ?), 1, 8)), series + 1000000 + ?,"
            + " upper(substr(md5(receipt || ?), 1, 11)), NULL, %1$s FROM coverage_case"
            + " WHERE series < 1000000 AND (? = '' OR merchant_no = ?) ON CONFLICT DO NOTHING";

    private final Connection connection;

    MillionReceipts(Connection connection) {
        this.connection = connection;
    }

    /**
     * @param merchantNo the merchant that gets at least this share of all
     * @return receipts afterwards
     */
    long fill(long receipts, String merchantNo, double share) throws SQLException {
        long real = count("");
        long own = count(merchantNo);
        require(real);
        long others = Math.round(receipts * (1 - share));
        int round = 0;
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE UNLOGGED TABLE copies (LIKE receipt)");
            long all = real;
            for (; all < others; all += real) {
                copy(++round, "");
            }
            for (; all + own <= receipts; all += own) {
                copy(++round, merchantNo);
            }
            // Receipts lie on disk in the order in which they came.
            statement.execute("INSERT INTO receipt SELECT * FROM copies ORDER BY arrival ON CONFLICT DO NOTHING");
            statement.execute("DROP TABLE copies");
            statement.execute("DELETE FROM daily_count");
            statement.execute("INSERT INTO daily_count (sale_date, acquirer, merchant_no, status, receipts, newest)"
                    + " SELECT sale_date, acquirer, merchant_no, status, COUNT(*), MAX(arrival) FROM receipt WHERE active"
                    + " GROUP BY sale_date, acquirer, merchant_no, status");
            // What autovacuum does within minutes.
            statement.execute("VACUUM ANALYZE");
        }
        return count("");
    }

    private void copy(int round, String merchantNo) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COPY)) {
            String salt = "-" + round;
            int seconds = (round * 97) % 7_200 - 3_600;
            statement.setString(1, salt);
            statement.setString(2, salt);
            statement.setInt(3, round);
            statement.setInt(4, round);
            statement.setInt(5, seconds);
            statement.setInt(6, seconds);
            statement.setString(7, salt);
            statement.setString(8, merchantNo);
            statement.setString(9, merchantNo);
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(COPY_CASES.formatted(caseColumns()))) {
            statement.setString(1, "-" + round);
            statement.setInt(2, round);
            statement.setString(3, "-" + round);
            statement.setString(4, merchantNo);
            statement.setString(5, merchantNo);
            statement.executeUpdate();
        }
    }

    private String caseColumns() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT string_agg(column_name, ', ') FROM information_schema.columns"
                                + " WHERE table_name = 'coverage_case'"
                                + " AND column_name NOT IN ('number', 'series', 'receipt', 'settlement_row')")) {
            row.next();
            return row.getString(1);
        }
    }

    /** @param merchantNo empty for all */
    long count(String merchantNo) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT COUNT(*) FROM receipt WHERE ? = '' OR merchant_no = ?")) {
            statement.setString(1, merchantNo);
            statement.setString(2, merchantNo);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void require(long real) {
        if (real == 0) {
            throw new IllegalStateException("there is no receipt to copy");
        }
    }
}
