-- Who may sign in to the portal. Times are UTC milliseconds where they are BIGINT. Digests are SHA-256 as base64url.
CREATE TABLE account (
    id             VARCHAR(22)              NOT NULL PRIMARY KEY,
    login          VARCHAR(254)             NOT NULL UNIQUE, -- lower case
    display_name   VARCHAR(64)              NOT NULL,
    role           VARCHAR(24)              NOT NULL,
    scope          VARCHAR(64),
    password_hash  VARCHAR(160),
    totp_secret    BYTEA,
    totp_confirmed BOOLEAN                  NOT NULL,
    totp_last_step BIGINT                   NOT NULL,
    failures       INTEGER                  NOT NULL,
    wait_until     TIMESTAMP WITH TIME ZONE NOT NULL,
    locked         BOOLEAN                  NOT NULL,
    created_at     TIMESTAMP WITH TIME ZONE NOT NULL,
    last_sign_in   TIMESTAMP WITH TIME ZONE
);
CREATE INDEX account_scope ON account (scope);

-- Each opens an account once instead of a code of the second factor.
CREATE TABLE recovery_code (
    code_hash  VARCHAR(43) NOT NULL PRIMARY KEY,
    account_id VARCHAR(22) NOT NULL REFERENCES account
);
CREATE INDEX recovery_code_account ON recovery_code (account_id);

-- A link by which somebody chooses a first or a new password.
CREATE TABLE invitation (
    token_hash VARCHAR(43) NOT NULL PRIMARY KEY,
    account_id VARCHAR(22) NOT NULL REFERENCES account,
    created_at BIGINT      NOT NULL,
    expires_at BIGINT      NOT NULL,
    used_at    BIGINT
);
CREATE INDEX invitation_account ON invitation (account_id);

-- `complete`: the second factor was given, or none is needed.
CREATE TABLE portal_session (
    token_hash VARCHAR(43)  NOT NULL PRIMARY KEY,
    id         VARCHAR(22)  NOT NULL UNIQUE,
    account_id VARCHAR(22)  NOT NULL REFERENCES account,
    created_at BIGINT       NOT NULL,
    last_seen  BIGINT       NOT NULL,
    complete   BOOLEAN      NOT NULL,
    remote     VARCHAR(45)  NOT NULL,
    agent      VARCHAR(200) NOT NULL,
    ended_at   BIGINT
);
CREATE INDEX portal_session_account ON portal_session (account_id, created_at);

-- Bearer tokens for programs, with the rights of the account that made them.
CREATE TABLE api_token (
    token_hash VARCHAR(43) NOT NULL PRIMARY KEY,
    id         VARCHAR(22) NOT NULL UNIQUE,
    account_id VARCHAR(22) NOT NULL REFERENCES account,
    name       VARCHAR(64) NOT NULL,
    created_at BIGINT      NOT NULL,
    last_used  BIGINT,
    revoked_at BIGINT
);
CREATE INDEX api_token_account ON api_token (account_id, created_at);

-- Who did or saw what. Each record's hash covers the one before; the newest goes into the ledger.
CREATE TABLE audit_record (
    seq        BIGINT       NOT NULL PRIMARY KEY,
    at         BIGINT       NOT NULL,
    actor      VARCHAR(254) NOT NULL,
    role       VARCHAR(24)  NOT NULL,
    remote     VARCHAR(45)  NOT NULL,
    request_id VARCHAR(64)  NOT NULL,
    action     VARCHAR(64)  NOT NULL,
    object     VARCHAR(254) NOT NULL,
    was        VARCHAR(500) NOT NULL,
    became     VARCHAR(500) NOT NULL,
    reason     VARCHAR(500) NOT NULL,
    hash       BYTEA        NOT NULL
);
CREATE INDEX audit_record_at ON audit_record (at);
CREATE INDEX audit_record_actor ON audit_record (actor, seq);
CREATE INDEX audit_record_action ON audit_record (action, seq);

-- One row: the chain's head, and up to where the ledger holds it.
CREATE TABLE audit_head (
    id     INTEGER NOT NULL PRIMARY KEY,
    seq    BIGINT  NOT NULL,
    hash   BYTEA   NOT NULL,
    logged BIGINT  NOT NULL
);
-- What a ledger entry of kind `audit-trail` stands for (salted JSON).
CREATE TABLE audit_anchor (
    id     VARCHAR(22) NOT NULL PRIMARY KEY,
    seq    BIGINT      NOT NULL,
    object BYTEA       NOT NULL
);
