-- What people were told. Times are UTC milliseconds, 0 where there is none. No foreign key to merchant: its lock would make others wait.

-- `open_key` is kind, subject and audience as long as it is open, so that the same thing is told once; then the id. `spread`: TOLD as
-- long as no messages were made of it, SETTLED as long as none were made of its end, else DONE.
CREATE TABLE notice (
    id          VARCHAR(22)   NOT NULL PRIMARY KEY,
    kind        VARCHAR(24)   NOT NULL,
    severity    VARCHAR(8)    NOT NULL,
    subject     VARCHAR(64)   NOT NULL,
    audience    VARCHAR(12)   NOT NULL,
    scope       VARCHAR(64)   NOT NULL, -- empty: everybody of the audience
    merchant_no VARCHAR(15)   NOT NULL, -- empty: it concerns the platform
    facts       VARCHAR(2000) NOT NULL, -- JSON: texts by name
    told_at     BIGINT        NOT NULL,
    settled_at  BIGINT        NOT NULL,
    open_key    VARCHAR(180)  NOT NULL UNIQUE,
    spread      VARCHAR(8)    NOT NULL
);
CREATE INDEX notice_audience ON notice (audience, scope, told_at);
CREATE INDEX notice_ringing ON notice (audience, scope, settled_at, severity);
CREATE INDEX notice_subject ON notice (subject);
CREATE INDEX notice_kind ON notice (kind, settled_at);
CREATE INDEX notice_spread ON notice (spread, told_at);

-- Who has read what. What was told until an account's `read_until` it has read as well.
CREATE TABLE notice_read (
    account_id VARCHAR(22) NOT NULL REFERENCES account ON DELETE CASCADE,
    notice_id  VARCHAR(22) NOT NULL REFERENCES notice ON DELETE CASCADE,
    PRIMARY KEY (account_id, notice_id)
);
CREATE TABLE notice_reader (
    account_id VARCHAR(22) NOT NULL PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    read_until BIGINT      NOT NULL
);

-- What somebody wants letters about, and when; without a row what NoticePreference.initial says. Minutes are of the shops' day, -1: none.
CREATE TABLE notice_preference (
    account_id    VARCHAR(22)  NOT NULL PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    language      VARCHAR(8)   NOT NULL,
    kinds         VARCHAR(400) NOT NULL, -- names with commas
    digest        VARCHAR(12)  NOT NULL,
    quiet_from    INTEGER      NOT NULL,
    quiet_to      INTEGER      NOT NULL,
    alarms_always BOOLEAN      NOT NULL
);

-- Letters to be written: one row for each person and notice. A letter takes all rows of a person that are due. `claim` is the letter
-- that a server is about to send.
CREATE TABLE notice_mail (
    account_id VARCHAR(22) NOT NULL REFERENCES account ON DELETE CASCADE,
    notice_id  VARCHAR(22) NOT NULL REFERENCES notice ON DELETE CASCADE,
    made_at    BIGINT      NOT NULL,
    due_at     BIGINT      NOT NULL, -- of one that is SENT, when it was
    attempts   INTEGER     NOT NULL,
    state      VARCHAR(12) NOT NULL, -- WAITING, SENT, DROPPED (nothing was left to say), GIVEN_UP
    claim      VARCHAR(22) NOT NULL,
    PRIMARY KEY (account_id, notice_id)
);
CREATE INDEX notice_mail_due ON notice_mail (state, due_at);
CREATE INDEX notice_mail_claim ON notice_mail (claim);
CREATE INDEX notice_mail_account ON notice_mail (account_id, state, due_at);

-- Receivers of organisations. Secrets are sealed with keys/access.key.
CREATE TABLE webhook (
    id         VARCHAR(22)  NOT NULL PRIMARY KEY,
    audience   VARCHAR(12)  NOT NULL,
    scope      VARCHAR(64)  NOT NULL,
    url        VARCHAR(500) NOT NULL,
    kinds      VARCHAR(400) NOT NULL,
    secret     BYTEA        NOT NULL,
    old_secret BYTEA        NOT NULL, -- empty: none
    old_until  BIGINT       NOT NULL,
    created_at BIGINT       NOT NULL,
    closed_at  BIGINT       NOT NULL
);
CREATE INDEX webhook_owner ON webhook (audience, scope);

-- Messages to them. The id is what the receiver sees as webhook-id. `next_at` of one that is being sent lies behind the longest answer.
CREATE TABLE webhook_delivery (
    id         VARCHAR(32)   NOT NULL PRIMARY KEY,
    webhook_id VARCHAR(22)   NOT NULL REFERENCES webhook ON DELETE CASCADE,
    type       VARCHAR(24)   NOT NULL,
    body       VARCHAR(4000) NOT NULL,
    made_at    BIGINT        NOT NULL,
    begun_at   BIGINT        NOT NULL, -- from when on the tries are counted: somebody may have it tried again
    next_at    BIGINT        NOT NULL,
    attempts   INTEGER       NOT NULL,
    state      VARCHAR(12)   NOT NULL
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (state, next_at);
CREATE INDEX webhook_delivery_log ON webhook_delivery (webhook_id, made_at);

CREATE TABLE webhook_attempt (
    delivery_id VARCHAR(32) NOT NULL REFERENCES webhook_delivery ON DELETE CASCADE,
    at          BIGINT      NOT NULL,
    millis      BIGINT      NOT NULL,
    status      INTEGER     NOT NULL,
    failure     VARCHAR(24) NOT NULL
);
CREATE INDEX webhook_attempt_delivery ON webhook_attempt (delivery_id, at);

-- Whoever makes messages (1) or watches (2) holds its row, so that one server does at a time.
CREATE TABLE notice_turn (
    id INTEGER NOT NULL PRIMARY KEY
);
INSERT INTO notice_turn (id) VALUES (1), (2);
