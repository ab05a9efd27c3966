-- Timestamps over published checkpoints, insert-only: what the ledger entry at `seq` stands for, and its two parts for the public. Times
-- are UTC milliseconds; `size` counts the entries under the checkpoint, `strength` the bits of the digest. `generation` rises by one
-- with each other certificate or digest: a receipt's evidence takes the first timestamp of each.
CREATE TABLE ledger_timestamp (
    log_id         INTEGER       NOT NULL REFERENCES ledger_log,
    size           BIGINT        NOT NULL,
    seq            BIGINT        NOT NULL,
    generation     INTEGER       NOT NULL,
    stamped_at     BIGINT        NOT NULL,
    signer         VARCHAR(43)   NOT NULL, -- thumbprint of the authority's certificate
    certified_from BIGINT        NOT NULL,
    certified_to   BIGINT        NOT NULL,
    strength       INTEGER       NOT NULL,
    note           VARCHAR(4000) NOT NULL,
    token          BYTEA         NOT NULL,
    record         BYTEA         NOT NULL,
    PRIMARY KEY (log_id, size)
);
CREATE INDEX ledger_timestamp_generation ON ledger_timestamp (log_id, generation, size);

-- Serial numbers of the timestamp authority are taken in blocks: each server has the last one it has raised this to.
CREATE TABLE timestamp_serial (
    id    INTEGER NOT NULL PRIMARY KEY,
    block BIGINT  NOT NULL
);
INSERT INTO timestamp_serial (id, block) VALUES (1, 0);
