-- Cardholders who sign after the sale, on their own phone. Times are UTC milliseconds; 0 stands for "not yet". Digests are SHA-256 as
-- base64url.

-- A link by which one cardholder may sign one bill once. Of its secret only the digest is kept.
CREATE TABLE late_link (
    id          VARCHAR(22)  NOT NULL PRIMARY KEY,
    token_hash  VARCHAR(43)  NOT NULL UNIQUE,
    case_number VARCHAR(9)   NOT NULL REFERENCES coverage_case,
    receipt     VARCHAR(11)  NOT NULL,
    merchant_no VARCHAR(15)  NOT NULL,
    asked_by    VARCHAR(254) NOT NULL,
    asked_at    BIGINT       NOT NULL,
    expires_at  BIGINT       NOT NULL,
    opened_at   BIGINT       NOT NULL,
    ending      VARCHAR(8)   NOT NULL, -- what ended it; empty: nothing yet
    ended_at    BIGINT       NOT NULL
);
CREATE INDEX late_link_case ON late_link (case_number, asked_at);
CREATE INDEX late_link_open ON late_link (ending, expires_at);

-- `statement` is the sealed JWS whose digest is in the ledger; it names no person and is never changed. `logged_seq` -1: it waits.
CREATE TABLE late_signature (
    id          VARCHAR(22) NOT NULL PRIMARY KEY,
    link        VARCHAR(22) NOT NULL UNIQUE REFERENCES late_link,
    case_number VARCHAR(9)  NOT NULL REFERENCES coverage_case,
    receipt     VARCHAR(11) NOT NULL,
    acquirer    VARCHAR(11) NOT NULL,
    subject     VARCHAR(64) NOT NULL, -- terminalNo.series.counter
    method      VARCHAR(8)  NOT NULL,
    signed_at   BIGINT      NOT NULL,
    flags       VARCHAR(32) NOT NULL, -- names with commas
    statement   BYTEA       NOT NULL,
    log_id      INTEGER     NOT NULL,
    logged_seq  BIGINT      NOT NULL,
    erased_at   BIGINT      NOT NULL
);
CREATE INDEX late_signature_receipt ON late_signature (receipt, signed_at);
CREATE INDEX late_signature_case ON late_signature (case_number, signed_at);
CREATE INDEX late_signature_unlogged ON late_signature (logged_seq, signed_at);

-- What was drawn or typed, and where from, encrypted with a key of its own. Deleting the row of the key erases it for good.
CREATE TABLE late_part (
    signature  VARCHAR(22)  NOT NULL REFERENCES late_signature,
    name       VARCHAR(32)  NOT NULL,
    media_type VARCHAR(32)  NOT NULL,
    nonce      BYTEA        NOT NULL,
    ciphertext BYTEA        NOT NULL,
    PRIMARY KEY (signature, name)
);
CREATE TABLE late_key (
    signature   VARCHAR(22) NOT NULL PRIMARY KEY REFERENCES late_signature,
    key_version INTEGER     NOT NULL,
    nonce       BYTEA       NOT NULL,
    wrapped     BYTEA       NOT NULL
);

-- That something was erased, and why: `object` is what the ledger entry of kind `erasure` stands for (salted JSON).
CREATE TABLE late_erasure (
    id         VARCHAR(22) NOT NULL PRIMARY KEY,
    signature  VARCHAR(22) NOT NULL UNIQUE REFERENCES late_signature,
    acquirer   VARCHAR(11) NOT NULL,
    erased_at  BIGINT      NOT NULL,
    object     BYTEA       NOT NULL,
    logged_seq BIGINT      NOT NULL
);
