-- Logs whose entries are gone after their retention. Times are UTC milliseconds, 0 where there is none.
-- What two operators have ordered: one asks, another confirms. A row of a log that is not removed is a question.
CREATE TABLE removal_order (
    log_id       INTEGER       NOT NULL PRIMARY KEY REFERENCES ledger_log,
    asked_by     VARCHAR(254)  NOT NULL, -- login
    asked_at     BIGINT        NOT NULL,
    reason       VARCHAR(1000) NOT NULL,
    confirmed_by VARCHAR(254)  NOT NULL, -- empty: nobody yet
    confirmed_at BIGINT        NOT NULL,
    CONSTRAINT removal_order_two CHECK (confirmed_by <> asked_by)
);

-- What was removed. `object` is what the master log's entry of kind `removed` stands for: public, salted JSON. Without master_seq it waits.
-- A new master log repeats it; until that is public, the entry before counts.
CREATE TABLE ledger_removal (
    log_id     INTEGER       NOT NULL PRIMARY KEY REFERENCES ledger_log,
    id         VARCHAR(22)   NOT NULL UNIQUE, -- of the entry, and of the line in the register of erasures
    ended      VARCHAR(8)    NOT NULL,        -- the state before: SEALED or HALTED
    removed_at BIGINT        NOT NULL,
    policy     VARCHAR(1000) NOT NULL,
    keep_days  INTEGER       NOT NULL,
    object     BYTEA         NOT NULL,
    master_log INTEGER,
    master_seq BIGINT,
    public_log INTEGER, -- place of an entry that was public when it was repeated
    public_seq BIGINT,
    cleared_at BIGINT        NOT NULL -- when the last row of it was gone
);

-- Whoever deletes from a removed log holds its row: what its removal is doing in the master log meanwhile does not wait for that.
CREATE TABLE removal_turn (
    log_id INTEGER NOT NULL PRIMARY KEY REFERENCES ledger_log
);

-- What is kept of receipts that were removed: enough to know their bills again, files that others kept, and when the bill before each was
-- known at the latest. Digests only.
CREATE TABLE removed_receipt (
    number         VARCHAR(11) NOT NULL PRIMARY KEY,
    terminal_no    VARCHAR(8)  NOT NULL,
    series         BIGINT      NOT NULL,
    counter        BIGINT      NOT NULL,
    claim          SMALLINT    NOT NULL,
    active         BOOLEAN     NOT NULL,
    verified       BOOLEAN     NOT NULL,
    status         VARCHAR(8)  NOT NULL,
    payload_digest BYTEA       NOT NULL,
    digest         BYTEA       NOT NULL, -- the one that its entry names
    code_digest    BYTEA,                -- SHA-256 of its link's code, if it had one
    previous       BYTEA,                -- payload digest of the bill before, as its bill says
    arrival        BIGINT      NOT NULL,
    log_id         INTEGER     NOT NULL REFERENCES ledger_log,
    seq            BIGINT      NOT NULL,
    UNIQUE (terminal_no, series, counter, claim)
);
CREATE INDEX removed_receipt_digest ON removed_receipt (digest);
CREATE INDEX removed_receipt_payload ON removed_receipt (payload_digest);
CREATE INDEX removed_receipt_code ON removed_receipt (code_digest);

-- Receipts of a log, by place: pieces are taken from its beginning. Conflicts and gaps go with the log they stand in.
CREATE INDEX bill_conflict_log ON bill_conflict (log_id);
CREATE INDEX gap_record_log ON gap_record (log_id);
CREATE INDEX kept_receipt_code ON kept_receipt (code);
CREATE INDEX receipt_follower_code ON receipt_follower (code);
