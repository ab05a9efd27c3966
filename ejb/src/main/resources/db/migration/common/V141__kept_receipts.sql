-- Receipts that consumers keep in their accounts: by the link they presented, which a later receipt of the same counter may take over.
CREATE TABLE kept_receipt (
    account_id VARCHAR(22) NOT NULL REFERENCES account ON DELETE CASCADE,
    code       VARCHAR(22) NOT NULL,
    kept_at    BIGINT      NOT NULL, -- UTC milliseconds
    PRIMARY KEY (account_id, code)
);
