-- What a merchant typed in from the settlement slips, one row per day, terminal and batch. Amounts are minor units, money
-- taken minus money given back; times are UTC milliseconds.
CREATE TABLE daily_close (
    merchant_no VARCHAR(15)  NOT NULL REFERENCES merchant,
    sale_date   DATE         NOT NULL,
    terminal_no VARCHAR(8)   NOT NULL REFERENCES terminal,
    batch_no    VARCHAR(6)   NOT NULL,
    currency    VARCHAR(3)   NOT NULL,
    slips       INTEGER      NOT NULL,
    net         BIGINT       NOT NULL,
    typed_by    VARCHAR(254) NOT NULL,
    typed_at    BIGINT       NOT NULL,
    PRIMARY KEY (merchant_no, sale_date, terminal_no, batch_no, currency)
);
