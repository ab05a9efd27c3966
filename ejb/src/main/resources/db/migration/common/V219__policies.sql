-- Three tables of rules get days from which on a row holds, and versions, as the others have: rows are added, never changed.
CREATE TABLE coverage_deadline_dated (
    cause_group    VARCHAR(12) NOT NULL,
    version        INTEGER     NOT NULL,
    valid_from     DATE        NOT NULL, -- first day on which cases are opened or diagnosed under it
    warn_hours     INTEGER     NOT NULL,
    due_hours      INTEGER     NOT NULL,
    escalate_hours INTEGER     NOT NULL,
    escalate_to    VARCHAR(24) NOT NULL,
    PRIMARY KEY (cause_group, version)
);
INSERT INTO coverage_deadline_dated (cause_group, version, valid_from, warn_hours, due_hours, escalate_hours, escalate_to)
SELECT cause_group, 1, DATE '1970-01-01', warn_hours, due_hours, escalate_hours, escalate_to FROM coverage_deadline;
DROP TABLE coverage_deadline;
ALTER TABLE coverage_deadline_dated RENAME TO coverage_deadline;

CREATE TABLE onboarding_policy_dated (
    acquirer_code VARCHAR(11)  NOT NULL,
    kind          VARCHAR(12)  NOT NULL,
    version       INTEGER      NOT NULL,
    valid_from    DATE         NOT NULL, -- first day on which it is asked
    offered       BOOLEAN      NOT NULL,
    documents     VARCHAR(200) NOT NULL, -- kinds that must be there, with commas
    PRIMARY KEY (acquirer_code, kind, version)
);
INSERT INTO onboarding_policy_dated (acquirer_code, kind, version, valid_from, offered, documents)
SELECT acquirer_code, kind, 1, DATE '1970-01-01', offered, documents FROM onboarding_policy;
DROP TABLE onboarding_policy;
ALTER TABLE onboarding_policy_dated RENAME TO onboarding_policy;

CREATE TABLE settlement_rule_dated (
    id         VARCHAR(32) NOT NULL,
    version    INTEGER     NOT NULL,
    valid_from DATE        NOT NULL, -- first day on which files are matched by it
    position   INTEGER     NOT NULL,
    fields     VARCHAR(80) NOT NULL, -- what must agree: REFERENCE, TRACE (with the terminal), BATCH, AMOUNT (with the currency)
    days       INTEGER     NOT NULL, -- how far the days of sale may lie apart
    certain    BOOLEAN     NOT NULL, -- a second row that agrees like this is a second payment
    PRIMARY KEY (id, version)
);
INSERT INTO settlement_rule_dated (id, version, valid_from, position, fields, days, certain)
SELECT id, version, DATE '1970-01-01', position, fields, days, certain FROM settlement_rule;
DROP TABLE settlement_rule;
ALTER TABLE settlement_rule_dated RENAME TO settlement_rule;

-- Whoever adds a version of a kind holds its row, so that nobody adds to what they have not seen.
CREATE TABLE policy_kind (
    kind VARCHAR(16) NOT NULL PRIMARY KEY
);
INSERT INTO policy_kind (kind) VALUES ('SIGNATURE'), ('HOLD'), ('RISK'), ('LATE_BILL'), ('DEADLINE'), ('ONBOARDING'), ('SETTLEMENT');

-- Who added which version, and when. `object` is what the ledger entry of kind `configuration` stands for (salted JSON). Times are UTC
-- milliseconds; `logged_seq` -1: it waits for the ledger.
CREATE TABLE policy_change (
    id         VARCHAR(22)  NOT NULL PRIMARY KEY,
    kind       VARCHAR(16)  NOT NULL,
    acquirer   VARCHAR(11)  NOT NULL, -- '*' or empty: everybody's
    subject    VARCHAR(80)  NOT NULL, -- the rule's key
    version    INTEGER      NOT NULL,
    changed_by VARCHAR(254) NOT NULL,
    changed_at BIGINT       NOT NULL,
    object     BYTEA        NOT NULL,
    logged_seq BIGINT       NOT NULL
);
CREATE INDEX policy_change_unlogged ON policy_change (logged_seq, changed_at);
CREATE INDEX policy_change_kind ON policy_change (kind, changed_at);
