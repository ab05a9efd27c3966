-- What a merchant's receipts of one day (in Shanghai) come to, kept by whoever asked last, so that nobody sums them twice. A row holds as
-- long as daily_count says of the day and of two days around it (a till may have another zone) what it said when the row was made: receipts
-- and changes. It may be deleted at any time.
ALTER TABLE daily_count ADD COLUMN changes BIGINT DEFAULT 0 NOT NULL; -- grows whenever a receipt is counted, or counts no longer
CREATE TABLE merchant_day (
    merchant_no VARCHAR(15)   NOT NULL,
    sale_day    DATE          NOT NULL,
    receipts    BIGINT        NOT NULL,
    changes     BIGINT        NOT NULL,
    sums        VARCHAR(8000) NOT NULL, -- of each kind: currency, status, type, count, amount
    PRIMARY KEY (merchant_no, sale_day)
);
