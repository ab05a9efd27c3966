-- Who signs in through an OpenID Connect provider: by issuer and subject, never by e-mail. Times are UTC milliseconds.
CREATE TABLE provider_link (
    issuer     VARCHAR(255) NOT NULL,
    subject    VARCHAR(255) NOT NULL,
    account_id VARCHAR(22)  NOT NULL REFERENCES account,
    linked_at  BIGINT       NOT NULL,
    PRIMARY KEY (issuer, subject),
    UNIQUE (account_id, issuer)
);

-- Attempts that have come to their end: each works once.
CREATE TABLE provider_attempt (
    attempt_hash VARCHAR(43) NOT NULL PRIMARY KEY,
    used_at      BIGINT      NOT NULL
);
CREATE INDEX provider_attempt_used ON provider_attempt (used_at);
