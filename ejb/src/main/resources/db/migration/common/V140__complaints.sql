-- What consumers report about their receipts. Times are UTC milliseconds; digests are SHA-256 as 43 characters of base64url.
CREATE TABLE complaint (
    number      VARCHAR(9)    NOT NULL PRIMARY KEY,
    submission  VARCHAR(43)   NOT NULL UNIQUE, -- digest of the form that opened it: sent twice, it opens one
    code_hash   VARCHAR(43)   NOT NULL,
    receipt     VARCHAR(11)   NOT NULL REFERENCES receipt,
    merchant_no VARCHAR(15)   NOT NULL REFERENCES merchant,
    kind        VARCHAR(16)   NOT NULL,
    state       VARCHAR(8)    NOT NULL,
    verdict     VARCHAR(12)   NOT NULL, -- of the receipt, when the complaint was opened
    contact     VARCHAR(1400) NOT NULL, -- encrypted, base64url; empty if none was given
    opened_at   BIGINT        NOT NULL,
    changed_at  BIGINT        NOT NULL
);
CREATE INDEX complaint_merchant ON complaint (merchant_no, state, changed_at);
CREATE INDEX complaint_receipt ON complaint (receipt);
CREATE INDEX complaint_changed ON complaint (changed_at);

-- Only ever added to. `author` is CONSUMER, MERCHANT, INSTITUTION or REGULATOR; `account_name` is empty for the consumer.
CREATE TABLE complaint_statement (
    complaint    VARCHAR(9)    NOT NULL REFERENCES complaint,
    seq          INTEGER       NOT NULL,
    author       VARCHAR(12)   NOT NULL,
    account_name VARCHAR(64)   NOT NULL,
    words        VARCHAR(4000) NOT NULL,
    decision     BOOLEAN       NOT NULL,
    said_at      BIGINT        NOT NULL,
    PRIMARY KEY (complaint, seq)
);
