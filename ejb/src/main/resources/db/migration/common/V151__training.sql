-- Who has passed which version of which lesson. `score`: right answers. Times are UTC milliseconds.
CREATE TABLE training_pass (
    account_id VARCHAR(22) NOT NULL REFERENCES account,
    lesson     VARCHAR(16) NOT NULL,
    version    INTEGER     NOT NULL,
    passed_at  BIGINT      NOT NULL,
    score      INTEGER     NOT NULL,
    PRIMARY KEY (account_id, lesson, version)
);
