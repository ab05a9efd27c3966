-- What a receipt lacked at the sale, and what has become of it: the state of its case as lists of receipts need it, kept in the transaction
-- that changes the case. A receipt without a row lacks nothing. No foreign keys: their locks would make signing wait.
CREATE TABLE receipt_lack (
    number      VARCHAR(11) NOT NULL PRIMARY KEY,
    merchant_no VARCHAR(15) NOT NULL,
    sale_time   BIGINT,
    state       VARCHAR(12) NOT NULL, -- OPEN, REMEDIED, EXPLAINED (closed without a signature), GIVEN_UP
    remedy      VARCHAR(24) NOT NULL  -- of a closed case; else empty
);
CREATE INDEX receipt_lack_merchant ON receipt_lack (merchant_no, state, sale_time);
INSERT INTO receipt_lack (number, merchant_no, sale_time, state, remedy)
SELECT c.receipt, c.merchant_no, c.sale_time,
    CASE WHEN c.state = 'UNREMEDIABLE' THEN 'GIVEN_UP'
        WHEN c.state <> 'CLOSED' THEN 'OPEN'
        WHEN c.remedy IN ('EXPLAINED', 'NOT_MINE') THEN 'EXPLAINED'
        ELSE 'REMEDIED' END,
    CASE WHEN c.state = 'CLOSED' THEN c.remedy ELSE '' END
FROM coverage_case c
WHERE c.receipt IS NOT NULL AND NOT (c.state = 'CLOSED' AND c.remedy IN ('NOT_REQUIRED', 'WITHDRAWN'));

-- Rates ask for the cases of the sales of some days.
CREATE INDEX coverage_case_sale ON coverage_case (sale_time, opened_at);
