-- Browsers in which somebody of a merchant has signed in, by the digest of a mark that the browser keeps: a signature that is said to be
-- the cardholder's must not quietly come from one of them. Time is UTC milliseconds.
CREATE TABLE portal_browser (
    mark_hash  VARCHAR(43) NOT NULL,
    account_id VARCHAR(22) NOT NULL REFERENCES account,
    seen_at    BIGINT      NOT NULL,
    PRIMARY KEY (mark_hash, account_id)
);
