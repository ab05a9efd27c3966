-- Addresses for letters that people have given besides their login. None is written to before its holder has typed the code that was
-- sent there. Times are UTC milliseconds; `sealed` is the code as long as it has to be sent, empty afterwards.
CREATE TABLE notice_address (
    account_id VARCHAR(22)  NOT NULL PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    address    VARCHAR(254) NOT NULL,
    confirmed  BOOLEAN      NOT NULL,
    code_hash  VARCHAR(43)  NOT NULL,
    code_until BIGINT       NOT NULL,
    tries      INTEGER      NOT NULL,
    sealed     BYTEA        NOT NULL,
    due_at     BIGINT       NOT NULL
);
CREATE INDEX notice_address_due ON notice_address (confirmed, due_at);
