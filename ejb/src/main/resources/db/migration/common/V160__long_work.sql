-- Long work: what somebody has started, how far it is, and what came of it. Times are UTC milliseconds, 0 where there is none.
CREATE TABLE long_work (
    number       VARCHAR(16)   NOT NULL PRIMARY KEY,
    account_id   VARCHAR(22)   NOT NULL REFERENCES account,
    role         VARCHAR(24)   NOT NULL,
    scope        VARCHAR(64)   NOT NULL, -- empty: none
    kind         VARCHAR(32)   NOT NULL,
    parameters   VARCHAR(2000) NOT NULL,
    language     VARCHAR(8)    NOT NULL,
    state        VARCHAR(12)   NOT NULL,
    done_steps   BIGINT        NOT NULL,
    total_steps  BIGINT        NOT NULL,
    asked_at     BIGINT        NOT NULL,
    began_at     BIGINT        NOT NULL,
    ended_at     BIGINT        NOT NULL,
    node         VARCHAR(64)   NOT NULL, -- the server that runs it
    cancel_asked BOOLEAN       NOT NULL,
    file_name    VARCHAR(64)   NOT NULL,
    file_size    BIGINT        NOT NULL,
    file_until   BIGINT        NOT NULL,
    reference    VARCHAR(22)   NOT NULL,
    seen         BOOLEAN       NOT NULL  -- whoever started it knows that it has ended
);
CREATE INDEX long_work_account ON long_work (account_id, asked_at);
CREATE INDEX long_work_state ON long_work (state, node);
