-- When a log was last looked through from its first entry to its last, UTC milliseconds; whoever begins takes the row first.
CREATE TABLE ledger_scrub (
    log_id   INTEGER NOT NULL PRIMARY KEY REFERENCES ledger_log,
    begun_at BIGINT  NOT NULL,
    ended_at BIGINT  NOT NULL,
    node     VARCHAR(64) NOT NULL
);
