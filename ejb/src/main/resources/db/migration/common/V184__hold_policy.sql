-- What an institution is advised to do about paying out a sale that lacks something: NONE, WARN, or HOLD for at most so many hours from
-- the opening of its case. It is advice only. '*' stands for every acquirer without rows of its own for the day, or for every currency.
-- Rows are added, never changed: advice names row and version. Of the rows that hold, the strictest advice counts.
CREATE TABLE hold_policy (
    id           VARCHAR(24) NOT NULL,
    version      INTEGER     NOT NULL,
    acquirer     VARCHAR(11) NOT NULL,
    currency     VARCHAR(3)  NOT NULL,
    valid_from   DATE        NOT NULL, -- first day of sale it holds for
    least_amount BIGINT      NOT NULL, -- minor units; a case whose amount nobody knows counts as 0
    least_risk   VARCHAR(8)  NOT NULL, -- of the merchant: LOW, NORMAL, HIGH
    advice       VARCHAR(8)  NOT NULL,
    most_hours   INTEGER     NOT NULL, -- of HOLD; afterwards it is WARN
    PRIMARY KEY (id, version)
);
INSERT INTO hold_policy (id, version, acquirer, currency, valid_from, least_amount, least_risk, advice, most_hours) VALUES
    ('small', 1, '*', '*', DATE '1970-01-01', 0, 'LOW', 'NONE', 0),
    ('risky', 1, '*', '*', DATE '1970-01-01', 0, 'HIGH', 'WARN', 0),
    ('large-cny', 1, '*', 'CNY', DATE '1970-01-01', 100000, 'NORMAL', 'WARN', 0),
    ('large-risky-cny', 1, '*', 'CNY', DATE '1970-01-01', 500000, 'HIGH', 'HOLD', 24);

-- The risk of a merchant: what share of its receipts of so many days before the day of sale lacked something, in thousandths. With fewer
-- receipts than `least_receipts` too little is known, and the risk is NORMAL.
CREATE TABLE merchant_risk_rule (
    acquirer       VARCHAR(11) NOT NULL,
    version        INTEGER     NOT NULL,
    valid_from     DATE        NOT NULL,
    days           INTEGER     NOT NULL,
    least_receipts BIGINT      NOT NULL,
    normal_from    INTEGER     NOT NULL,
    high_from      INTEGER     NOT NULL,
    PRIMARY KEY (acquirer, version)
);
INSERT INTO merchant_risk_rule (acquirer, version, valid_from, days, least_receipts, normal_from, high_from)
VALUES ('*', 1, DATE '1970-01-01', 30, 20, 10, 50);
