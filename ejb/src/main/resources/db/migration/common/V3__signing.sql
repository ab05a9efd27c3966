-- Highest counter seen per terminal and series, and the digest of that bill's payload (gap and chain check).
CREATE TABLE terminal_state (
    terminal_no VARCHAR(8) NOT NULL,
    series      BIGINT     NOT NULL,
    counter     BIGINT     NOT NULL,
    last_digest BYTEA      NOT NULL,
    PRIMARY KEY (terminal_no, series)
);

-- Counters skipped and not delivered yet. A late bill narrows, splits or removes its row.
CREATE TABLE terminal_gap (
    terminal_no  VARCHAR(8) NOT NULL,
    series       BIGINT     NOT NULL,
    from_counter BIGINT     NOT NULL,
    to_counter   BIGINT     NOT NULL,
    PRIMARY KEY (terminal_no, series, from_counter)
);

-- One row per stored receipt, signed or unsigned. `stored` is byte for byte what was answered and is never changed.
-- `claim` counts the receipts of one counter: 0 is the first; a verified bill that replaces an unsigned claim gets the next
-- number, and `active` and `code` move to it.
CREATE TABLE receipt (
    number         VARCHAR(11) NOT NULL PRIMARY KEY,
    terminal_no    VARCHAR(8)  NOT NULL,
    series         BIGINT      NOT NULL,
    counter        BIGINT      NOT NULL,
    claim          SMALLINT    NOT NULL,
    active         BOOLEAN     NOT NULL,
    code           VARCHAR(22) UNIQUE,
    payload_digest BYTEA       NOT NULL,
    verified       BOOLEAN     NOT NULL, -- a terminal signature verified, whatever the certificate's state
    status         VARCHAR(8)  NOT NULL,
    cause          VARCHAR(32),
    stored         BYTEA       NOT NULL,
    digest         BYTEA       NOT NULL,
    log_id         INTEGER     NOT NULL,
    seq            BIGINT      NOT NULL,
    arrival        BIGINT      NOT NULL, -- ledger time, UTC milliseconds
    findings       VARCHAR(512) NOT NULL,
    acquirer       VARCHAR(11) NOT NULL,
    merchant_no    VARCHAR(15) NOT NULL,
    bill_type      VARCHAR(16) NOT NULL,
    amount         BIGINT      NOT NULL,
    currency       VARCHAR(3)  NOT NULL,
    sale_date      DATE        NOT NULL, -- local date of the bill's time
    trace_no       VARCHAR(6)  NOT NULL,
    previous       BYTEA,
    original_terminal VARCHAR(8), -- the bill this one voids, refunds or completes, where the slip names it so
    original_series   BIGINT,
    original_counter  BIGINT,
    UNIQUE (terminal_no, series, counter, claim)
);
CREATE INDEX receipt_original ON receipt (original_terminal, original_series, original_counter);
CREATE INDEX receipt_slip ON receipt (terminal_no, trace_no, sale_date);

-- Parts of a bill, encrypted with the receipt's data key (AES-256-GCM, AAD = receipt digest, part name, key version).
CREATE TABLE receipt_part (
    number     VARCHAR(11)  NOT NULL REFERENCES receipt,
    name       VARCHAR(64)  NOT NULL,
    media_type VARCHAR(64)  NOT NULL,
    nonce      BYTEA        NOT NULL,
    ciphertext BYTEA        NOT NULL, -- 16-byte salt, then the part's bytes
    PRIMARY KEY (number, name)
);

-- Wrapped data keys. Deleting a row erases the parts for good and leaves every proof valid.
CREATE TABLE receipt_key (
    number      VARCHAR(11) NOT NULL PRIMARY KEY REFERENCES receipt,
    key_version INTEGER     NOT NULL,
    nonce       BYTEA       NOT NULL,
    wrapped     BYTEA       NOT NULL
);

-- A second verified bill for an occupied counter: kept whole, beside the first, as an integrity case.
CREATE TABLE bill_conflict (
    id             VARCHAR(22) NOT NULL PRIMARY KEY,
    terminal_no    VARCHAR(8)  NOT NULL,
    series         BIGINT      NOT NULL,
    counter        BIGINT      NOT NULL,
    payload_digest BYTEA       NOT NULL,
    object         BYTEA       NOT NULL, -- salted JSON: payload, protected, signature; its digest is in the ledger
    log_id         INTEGER     NOT NULL,
    seq            BIGINT      NOT NULL,
    UNIQUE (terminal_no, series, counter, payload_digest)
);

-- What the ledger entry of a skipped counter range stands for (salted JSON).
CREATE TABLE gap_record (
    id     VARCHAR(22) NOT NULL PRIMARY KEY,
    object BYTEA       NOT NULL,
    log_id INTEGER     NOT NULL,
    seq    BIGINT      NOT NULL
);

-- Open until somebody decides: later bills of the terminal carry the finding INTEGRITY_CASE_OPEN.
CREATE TABLE integrity_case (
    id          VARCHAR(22)  NOT NULL PRIMARY KEY,
    terminal_no VARCHAR(8)   NOT NULL,
    kind        VARCHAR(32)  NOT NULL,
    facts       VARCHAR(512) NOT NULL,
    opened_at   BIGINT       NOT NULL,
    closed_at   BIGINT
);
CREATE INDEX integrity_case_open ON integrity_case (terminal_no, kind);
