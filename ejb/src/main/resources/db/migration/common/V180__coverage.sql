-- Transactions whose signature is missing. Times are UTC milliseconds; amounts are minor units.

-- When the cardholder has to sign. '*' stands for every acquirer, or currency, without a row of its own; a missing limit for
-- "every amount is signed". Rows are added, never changed: receipts name the row and version that decided.
CREATE TABLE signature_policy (
    id           VARCHAR(24) NOT NULL,
    version      INTEGER     NOT NULL,
    acquirer     VARCHAR(11) NOT NULL,
    entry_mode   VARCHAR(8)  NOT NULL,
    currency     VARCHAR(3)  NOT NULL,
    valid_from   DATE        NOT NULL,
    small_limit  BIGINT,
    cdcvm        BOOLEAN     NOT NULL,
    qr           BOOLEAN     NOT NULL,
    stored_value BOOLEAN     NOT NULL,
    PRIMARY KEY (id, version)
);
INSERT INTO signature_policy (id, version, acquirer, entry_mode, currency, valid_from, small_limit, cdcvm, qr, stored_value) VALUES
    ('scan', 1, '*', 'SCAN', '*', DATE '1970-01-01', NULL, FALSE, TRUE, FALSE),
    ('swipe', 1, '*', 'SWIPE', '*', DATE '1970-01-01', NULL, FALSE, FALSE, FALSE),
    ('manual', 1, '*', 'MANUAL', '*', DATE '1970-01-01', NULL, FALSE, FALSE, FALSE),
    ('tap', 1, '*', 'TAP', '*', DATE '1970-01-01', NULL, TRUE, FALSE, TRUE),
    ('insert', 1, '*', 'INSERT', '*', DATE '1970-01-01', NULL, FALSE, FALSE, TRUE),
    ('tap-cny', 1, '*', 'TAP', 'CNY', DATE '1970-01-01', 30000, TRUE, FALSE, TRUE),
    ('tap-cny', 2, '*', 'TAP', 'CNY', DATE '2018-06-01', 100000, TRUE, FALSE, TRUE),
    ('insert-cny', 1, '*', 'INSERT', 'CNY', DATE '1970-01-01', 30000, FALSE, FALSE, TRUE),
    ('insert-cny', 2, '*', 'INSERT', 'CNY', DATE '2018-06-01', 100000, FALSE, FALSE, TRUE),
    ('tap-gbp', 1, '*', 'TAP', 'GBP', DATE '1970-01-01', 1500, TRUE, FALSE, TRUE),
    ('tap-gbp', 2, '*', 'TAP', 'GBP', DATE '2012-06-01', 2000, TRUE, FALSE, TRUE),
    ('tap-gbp', 3, '*', 'TAP', 'GBP', DATE '2015-09-01', 3000, TRUE, FALSE, TRUE),
    ('tap-gbp', 4, '*', 'TAP', 'GBP', DATE '2020-04-01', 4500, TRUE, FALSE, TRUE),
    ('tap-gbp', 5, '*', 'TAP', 'GBP', DATE '2021-10-15', 10000, TRUE, FALSE, TRUE),
    ('insert-gbp', 1, '*', 'INSERT', 'GBP', DATE '1970-01-01', 1500, FALSE, FALSE, TRUE),
    ('insert-gbp', 2, '*', 'INSERT', 'GBP', DATE '2012-06-01', 2000, FALSE, FALSE, TRUE),
    ('insert-gbp', 3, '*', 'INSERT', 'GBP', DATE '2015-09-01', 3000, FALSE, FALSE, TRUE),
    ('insert-gbp', 4, '*', 'INSERT', 'GBP', DATE '2020-04-01', 4500, FALSE, FALSE, TRUE),
    ('insert-gbp', 5, '*', 'INSERT', 'GBP', DATE '2021-10-15', 10000, FALSE, FALSE, TRUE);

-- One row: whoever looks for missing signatures holds it, so that one server does at a time.
CREATE TABLE coverage_finder (
    id INTEGER NOT NULL PRIMARY KEY
);
INSERT INTO coverage_finder (id) VALUES (1);

-- Up to where each log's receipts have been assessed.
CREATE TABLE coverage_cursor (
    log_id INTEGER NOT NULL PRIMARY KEY,
    seq    BIGINT  NOT NULL
);
CREATE INDEX receipt_ledger ON receipt (log_id, seq);

-- What each receipt has and lacks. No foreign key to receipt, here and below: its lock would make signing wait for the finder.
-- `counted`: it holds its counter and is in coverage_count.
CREATE TABLE receipt_coverage (
    number           VARCHAR(11) NOT NULL PRIMARY KEY,
    terminal_no      VARCHAR(8)  NOT NULL,
    series           BIGINT      NOT NULL,
    counter          BIGINT      NOT NULL,
    counted          BOOLEAN     NOT NULL,
    sale_date        DATE        NOT NULL,
    acquirer         VARCHAR(11) NOT NULL,
    merchant_no      VARCHAR(15) NOT NULL,
    entry_mode       VARCHAR(8)  NOT NULL,
    scheme           VARCHAR(24) NOT NULL, -- brand of the card, shortened; empty: none
    requirement      VARCHAR(32) NOT NULL, -- empty: nothing was sold by card
    policy           VARCHAR(24) NOT NULL,
    policy_version   INTEGER     NOT NULL,
    terminal_state   VARCHAR(8)  NOT NULL,
    cardholder_state VARCHAR(12) NOT NULL,
    feature          VARCHAR(8)  NOT NULL,
    image            VARCHAR(12) NOT NULL,
    cause            VARCHAR(32) NOT NULL  -- empty: nothing is missing
);
CREATE INDEX receipt_coverage_counter ON receipt_coverage (terminal_no, series, counter);

-- The same, counted in the same transaction: rates read hundreds of rows.
CREATE TABLE coverage_count (
    sale_date        DATE        NOT NULL,
    acquirer         VARCHAR(11) NOT NULL,
    merchant_no      VARCHAR(15) NOT NULL,
    terminal_no      VARCHAR(8)  NOT NULL,
    entry_mode       VARCHAR(8)  NOT NULL,
    scheme           VARCHAR(24) NOT NULL,
    requirement      VARCHAR(32) NOT NULL,
    terminal_state   VARCHAR(8)  NOT NULL,
    cardholder_state VARCHAR(12) NOT NULL,
    cause            VARCHAR(32) NOT NULL,
    receipts         BIGINT      NOT NULL,
    PRIMARY KEY (sale_date, acquirer, merchant_no, terminal_no, entry_mode, scheme, requirement, terminal_state,
        cardholder_state, cause)
);
CREATE INDEX coverage_count_merchant ON coverage_count (merchant_no, sale_date);

-- Images of cardholders' signatures, as far as is needed to know one again: digest, and four words of a perceptual hash.
CREATE TABLE signature_image (
    number      VARCHAR(11) NOT NULL PRIMARY KEY,
    merchant_no VARCHAR(15) NOT NULL,
    digest      VARCHAR(43) NOT NULL,
    word0       BIGINT,
    word1       BIGINT,
    word2       BIGINT,
    word3       BIGINT
);
CREATE INDEX signature_image_digest ON signature_image (merchant_no, digest);
CREATE INDEX signature_image_word0 ON signature_image (merchant_no, word0);
CREATE INDEX signature_image_word1 ON signature_image (merchant_no, word1);
CREATE INDEX signature_image_word2 ON signature_image (merchant_no, word2);
CREATE INDEX signature_image_word3 ON signature_image (merchant_no, word3);

-- One row a transaction. `version` grows with every change: who acts on an older one is told so.
CREATE TABLE coverage_case (
    number         VARCHAR(9)    NOT NULL PRIMARY KEY,
    acquirer       VARCHAR(11)   NOT NULL,
    merchant_no    VARCHAR(15)   NOT NULL REFERENCES merchant,
    terminal_no    VARCHAR(8)    NOT NULL,
    series         BIGINT,
    counter        BIGINT,
    settlement_row VARCHAR(64)   UNIQUE,
    receipt        VARCHAR(11),
    missing        VARCHAR(96)   NOT NULL, -- names with commas
    sources        VARCHAR(32)   NOT NULL, -- names with commas
    cause          VARCHAR(32)   NOT NULL,
    cause_group    VARCHAR(12)   NOT NULL,
    rule           VARCHAR(24)   NOT NULL,
    rule_version   INTEGER       NOT NULL,
    inputs         VARCHAR(2000) NOT NULL, -- JSON: what the rule looked at
    state          VARCHAR(16)   NOT NULL,
    remedy         VARCHAR(24)   NOT NULL, -- empty: none yet
    evidence       INTEGER       NOT NULL, -- 1 to 3; 0: none
    assigned       VARCHAR(22)   NOT NULL, -- account id; empty: nobody
    assigned_name  VARCHAR(64)   NOT NULL,
    amount         BIGINT,
    currency       VARCHAR(3),
    sale_time      BIGINT,
    opened_at      BIGINT        NOT NULL,
    diagnosed_at   BIGINT        NOT NULL,
    heard_at       TIMESTAMP WITH TIME ZONE NOT NULL, -- events of the terminal received until then have been looked at
    changed_at     BIGINT        NOT NULL,
    closed_at      BIGINT,
    warn_at        BIGINT        NOT NULL,
    due_at         BIGINT        NOT NULL,
    escalate_at    BIGINT        NOT NULL,
    warned         BOOLEAN       NOT NULL,
    escalated      BOOLEAN       NOT NULL,
    version        INTEGER       NOT NULL,
    UNIQUE (terminal_no, series, counter)
);
CREATE INDEX coverage_case_merchant ON coverage_case (merchant_no, state, opened_at);
CREATE INDEX coverage_case_acquirer ON coverage_case (acquirer, state, opened_at);
CREATE INDEX coverage_case_due ON coverage_case (state, escalated, escalate_at);
CREATE INDEX coverage_case_receipt ON coverage_case (receipt);

-- Only ever added to. `object` is what the ledger entry of kind `case` stands for (salted JSON); without `logged_seq` it waits.
CREATE TABLE coverage_step (
    id          VARCHAR(22)   NOT NULL PRIMARY KEY,
    case_number VARCHAR(9)    NOT NULL REFERENCES coverage_case,
    place       INTEGER       NOT NULL,
    from_state  VARCHAR(16)   NOT NULL, -- empty: the first
    to_state    VARCHAR(16)   NOT NULL,
    kind        VARCHAR(24)   NOT NULL, -- what was done
    actor       VARCHAR(254)  NOT NULL, -- empty: the platform
    actor_role  VARCHAR(24)   NOT NULL,
    words       VARCHAR(1000) NOT NULL,
    at          BIGINT        NOT NULL,
    object      BYTEA         NOT NULL,
    logged_seq  BIGINT,
    UNIQUE (case_number, place)
);
CREATE INDEX coverage_step_unlogged ON coverage_step (logged_seq, at);

-- Scanned slips and signed letters, encrypted.
CREATE TABLE coverage_file (
    id          VARCHAR(22)  NOT NULL PRIMARY KEY,
    case_number VARCHAR(9)   NOT NULL REFERENCES coverage_case,
    kind        VARCHAR(24)  NOT NULL,
    file_type   VARCHAR(8)   NOT NULL,
    length      INTEGER      NOT NULL,
    digest      VARCHAR(43)  NOT NULL,
    added_by    VARCHAR(254) NOT NULL,
    added_at    BIGINT       NOT NULL,
    sealed      BYTEA        NOT NULL
);
CREATE INDEX coverage_file_case ON coverage_file (case_number);

-- Hours from the moment a case opens, by group of causes.
CREATE TABLE coverage_deadline (
    cause_group    VARCHAR(12) NOT NULL PRIMARY KEY,
    warn_hours     INTEGER     NOT NULL,
    due_hours      INTEGER     NOT NULL,
    escalate_hours INTEGER     NOT NULL,
    escalate_to    VARCHAR(24) NOT NULL
);
INSERT INTO coverage_deadline (cause_group, warn_hours, due_hours, escalate_hours, escalate_to) VALUES
    ('DEVICE', 24, 48, 72, 'INSTITUTION_OFFICER'),
    ('NETWORK', 12, 24, 48, 'INSTITUTION_OFFICER'),
    ('CERTIFICATE', 24, 48, 72, 'INSTITUTION_OFFICER'),
    ('OPERATOR', 24, 72, 168, 'INSTITUTION_OFFICER'),
    ('PLATFORM', 24, 48, 72, 'OPERATOR'),
    ('NORMAL', 24, 48, 72, 'INSTITUTION_OFFICER'),
    ('INTEGRITY', 12, 24, 48, 'REGULATOR'),
    ('UNKNOWN', 72, 168, 240, 'INSTITUTION_OFFICER');
