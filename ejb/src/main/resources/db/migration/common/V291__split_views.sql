-- Evidence that a key of one of our own logs has signed two histories, insert-only. `id` is the digest of the conflicting checkpoint's
-- text: the same one is kept once. Times are UTC milliseconds.
CREATE TABLE split_view (
    id       VARCHAR(43) NOT NULL PRIMARY KEY,
    log_id   INTEGER     NOT NULL REFERENCES ledger_log,
    size     BIGINT      NOT NULL, -- of the conflicting checkpoint
    found_at BIGINT      NOT NULL,
    evidence BYTEA       NOT NULL  -- what `ledger compare` checks
);
CREATE INDEX split_view_found ON split_view (found_at);
