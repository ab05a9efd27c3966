-- Audits of the ledger that run on the platform. Times are UTC milliseconds, 0 where there is none; empty texts are none.
CREATE TABLE audit_run (
    number       VARCHAR(20)   NOT NULL PRIMARY KEY,
    account_id   VARCHAR(22)   NOT NULL REFERENCES account,
    started_by   VARCHAR(254)  NOT NULL, -- login
    role         VARCHAR(24)   NOT NULL,
    span         VARCHAR(8)    NOT NULL,
    depth        VARCHAR(12)   NOT NULL,
    days_from    VARCHAR(10)   NOT NULL, -- of receipts whose signatures are checked
    days_to      VARCHAR(10)   NOT NULL,
    scope_digest VARCHAR(43)   NOT NULL, -- runs with the same one are compared
    state        VARCHAR(12)   NOT NULL,
    done         BIGINT        NOT NULL, -- entries
    total        BIGINT        NOT NULL,
    asked_at     BIGINT        NOT NULL,
    began_at     BIGINT        NOT NULL,
    ended_at     BIGINT        NOT NULL,
    told_at      BIGINT        NOT NULL, -- last sign of life
    node         VARCHAR(64)   NOT NULL, -- the server that runs it
    restarts     INTEGER       NOT NULL, -- also tells one attempt from the next
    resumed_at   BIGINT        NOT NULL, -- entries behind it when it last began
    cancel_asked BOOLEAN       NOT NULL,
    previous     VARCHAR(20)   NOT NULL,
    reference    VARCHAR(22)   NOT NULL,
    verdict      VARCHAR(12)   NOT NULL,
    report       BYTEA         NOT NULL, -- JSON, gzip; the ledger entry's digest is of the JSON
    report_text  BYTEA         NOT NULL, -- signed note, gzip
    log_id       INTEGER       NOT NULL, -- of the ledger entry; 0: none
    seq          BIGINT        NOT NULL  -- -1: waits for the ledger
);
CREATE INDEX audit_run_state ON audit_run (state, asked_at);
CREATE INDEX audit_run_scope ON audit_run (scope_digest, state, ended_at);
CREATE INDEX audit_run_asked ON audit_run (asked_at);
CREATE INDEX audit_run_seq ON audit_run (seq, state);

CREATE TABLE audit_run_log (
    number      VARCHAR(20)   NOT NULL REFERENCES audit_run,
    log_id      INTEGER       NOT NULL REFERENCES ledger_log,
    done        BOOLEAN       NOT NULL,
    checkpoint  VARCHAR(20000) NOT NULL, -- signed note
    size        BIGINT        NOT NULL,
    seen_before BIGINT        NOT NULL,
    checked     BIGINT        NOT NULL,
    tiles       BIGINT        NOT NULL,
    entries     BIGINT        NOT NULL,
    receipts    BIGINT        NOT NULL,
    absent      BIGINT        NOT NULL,
    grown_from  BIGINT        NOT NULL, -- -1: nothing to compare with
    grown_hashes INTEGER      NOT NULL,
    grown_holds BOOLEAN       NOT NULL,
    notes       VARCHAR(4000) NOT NULL, -- lines
    memory      BYTEA         NOT NULL, -- what the audit goes on from, gzip; empty: none
    PRIMARY KEY (number, log_id)
);

CREATE TABLE audit_finding (
    number      VARCHAR(20)   NOT NULL,
    log_id      INTEGER       NOT NULL,
    position    INTEGER       NOT NULL,
    severity    VARCHAR(8)    NOT NULL,
    code        VARCHAR(32)   NOT NULL,
    seq         BIGINT        NOT NULL, -- -1: no entry in particular
    text        VARCHAR(2000) NOT NULL,
    entry_kind  VARCHAR(24)   NOT NULL,
    entry_id    VARCHAR(200)  NOT NULL,
    terminal    VARCHAR(8)    NOT NULL,
    PRIMARY KEY (number, log_id, position),
    FOREIGN KEY (number, log_id) REFERENCES audit_run_log
);
