-- A log is a shard: one per acquirer and quarter, or less where it had to end earlier (`2026q4`, then `2026q4-2`). What ended is never
-- appended to again. The shard after it names it as its predecessor, and none but one can.
ALTER TABLE ledger_log ALTER COLUMN shard SET DATA TYPE VARCHAR(16);
ALTER TABLE ledger_log ADD COLUMN predecessor INTEGER REFERENCES ledger_log;
ALTER TABLE ledger_log ADD CONSTRAINT ledger_log_one_successor UNIQUE (predecessor);

-- OPEN: takes entries. SEALED: its last entry says so and names the successor. HALTED: ended by an incident; nothing is appended or signed,
-- because what is stored is not what was released. REMOVED: sealed, and its entries are gone after their retention.
ALTER TABLE ledger_head ADD COLUMN state VARCHAR(8) DEFAULT 'OPEN' NOT NULL;
ALTER TABLE ledger_head ADD COLUMN ended_at BIGINT; -- UTC milliseconds; as long as OPEN none
ALTER TABLE ledger_head ADD CONSTRAINT ledger_head_state CHECK (state IN ('OPEN', 'SEALED', 'HALTED', 'REMOVED'));

-- What the ledger's entries about itself stand for (kinds sealed, checkpoint, incident, restore): salted JSON, insert-only, public.
CREATE TABLE ledger_object (
    log_id INTEGER NOT NULL REFERENCES ledger_log,
    seq    BIGINT  NOT NULL,
    object BYTEA   NOT NULL,
    PRIMARY KEY (log_id, seq)
);

-- Where the master log has a shard's newest recorded checkpoint.
CREATE TABLE ledger_record (
    log_id      INTEGER NOT NULL PRIMARY KEY REFERENCES ledger_log,
    size        BIGINT  NOT NULL, -- of the shard, as recorded
    master_log  INTEGER NOT NULL REFERENCES ledger_log,
    master_seq  BIGINT  NOT NULL,
    recorded_at BIGINT  NOT NULL  -- UTC milliseconds
);

-- Something about a log that must not be: an alarm until an operator has acknowledged it. Without master_seq its entry still waits.
CREATE TABLE ledger_incident (
    id              VARCHAR(22)  NOT NULL PRIMARY KEY,
    log_id          INTEGER      NOT NULL REFERENCES ledger_log,
    kind            VARCHAR(16)  NOT NULL, -- ROLLED_BACK, DAMAGED, CLOCK
    facts           VARCHAR(2000) NOT NULL, -- in words
    happened_at     BIGINT       NOT NULL, -- UTC milliseconds
    object          BYTEA        NOT NULL,
    master_log      INTEGER,
    master_seq      BIGINT,
    acknowledged_at BIGINT,
    acknowledged_by VARCHAR(200),
    acknowledgement BYTEA, -- object of the entry of kind restore
    restore_log     INTEGER,
    restore_seq     BIGINT
);
CREATE INDEX ledger_incident_open ON ledger_incident (acknowledged_at, happened_at);

-- A timestamp over a log that has ended is an entry of the log after it.
ALTER TABLE ledger_timestamp ADD COLUMN entry_log INTEGER;
