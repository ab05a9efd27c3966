-- The Merkle log of LEDGER.md "Tables". One row of ledger_head per log is the only contended row.
CREATE TABLE ledger_log (
    log_id       INTEGER      NOT NULL PRIMARY KEY,
    origin       VARCHAR(200) NOT NULL UNIQUE,
    acquirer     VARCHAR(11)  NOT NULL,
    shard        VARCHAR(6)   NOT NULL,
    verifier_key VARCHAR(400) NOT NULL,
    UNIQUE (acquirer, shard)
);

CREATE TABLE ledger_head (
    log_id    INTEGER NOT NULL PRIMARY KEY REFERENCES ledger_log,
    epoch     BIGINT  NOT NULL,
    size      BIGINT  NOT NULL,
    root      BYTEA   NOT NULL,
    last_time BIGINT  NOT NULL -- UTC milliseconds of the newest entry; never decreases
);

-- The open tile of each level, at most 8,160 bytes, updated in place.
CREATE TABLE ledger_edge (
    log_id INTEGER NOT NULL REFERENCES ledger_log,
    level  INTEGER NOT NULL,
    data   BYTEA   NOT NULL,
    PRIMARY KEY (log_id, level)
);

-- Full tiles, exactly 8,192 bytes, insert-only.
CREATE TABLE ledger_tile (
    log_id INTEGER NOT NULL REFERENCES ledger_log,
    level  INTEGER NOT NULL,
    n      BIGINT  NOT NULL,
    data   BYTEA   NOT NULL,
    PRIMARY KEY (log_id, level, n)
);

-- Entries (the six lines of API.md "Ledger entry bytes") and their leaf hashes, insert-only.
CREATE TABLE ledger_entry (
    log_id    INTEGER NOT NULL,
    seq       BIGINT  NOT NULL,
    leaf      BYTEA   NOT NULL,
    leaf_hash BYTEA   NOT NULL,
    PRIMARY KEY (log_id, seq)
);

-- The checkpoint the public sees, moved by the publisher alone.
CREATE TABLE ledger_checkpoint (
    log_id       INTEGER      NOT NULL PRIMARY KEY REFERENCES ledger_log,
    size         BIGINT       NOT NULL,
    note         VARCHAR(4000) NOT NULL,
    published_at BIGINT       NOT NULL
);
