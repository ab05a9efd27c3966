-- Receipts of a day by merchant, counted in the transaction that stores them: dashboards read some hundred rows of this
-- table instead of every receipt of their period. Only receipts that hold their counter are counted.
CREATE TABLE daily_count (
    sale_date   DATE        NOT NULL,
    acquirer    VARCHAR(11) NOT NULL,
    merchant_no VARCHAR(15) NOT NULL,
    status      VARCHAR(8)  NOT NULL,
    receipts    BIGINT      NOT NULL,
    newest      BIGINT      NOT NULL, -- ledger time of the last one counted, UTC milliseconds
    PRIMARY KEY (sale_date, acquirer, merchant_no, status)
);
INSERT INTO daily_count (sale_date, acquirer, merchant_no, status, receipts, newest)
SELECT sale_date, acquirer, merchant_no, status, COUNT(*), MAX(arrival)
FROM receipt WHERE active GROUP BY sale_date, acquirer, merchant_no, status;
CREATE INDEX daily_count_merchant ON daily_count (merchant_no, sale_date);
DROP INDEX receipt_day;
