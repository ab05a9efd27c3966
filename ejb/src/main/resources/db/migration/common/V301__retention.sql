-- How long what may be erased is kept, counted from the day of the sale, or from the end of a complaint. Rows are added, never changed.
CREATE TABLE retention_policy (
    acquirer   VARCHAR(11)  NOT NULL, -- '*' for those without a rule of their own
    subject    VARCHAR(16)  NOT NULL, -- PARTS of receipts, COMPLAINT
    version    INTEGER      NOT NULL,
    valid_from DATE         NOT NULL, -- first day on which it is applied
    keep_days  INTEGER      NOT NULL,
    law        VARCHAR(120) NOT NULL, -- where the period comes from; empty for an institution's own
    PRIMARY KEY (acquirer, subject, version)
);
INSERT INTO retention_policy (acquirer, subject, version, valid_from, keep_days, law) VALUES
    ('*', 'PARTS', 1, DATE '1970-01-01', 3653, '反洗钱法 (2024) 34'),
    ('*', 'COMPLAINT', 1, DATE '1970-01-01', 1096, '电子商务法 31');
INSERT INTO policy_kind (kind) VALUES ('RETENTION');

-- How far each institution's things were looked at, by the time that the period counts from (UTC milliseconds).
CREATE TABLE retention_mark (
    acquirer VARCHAR(11) NOT NULL,
    subject  VARCHAR(16) NOT NULL,
    reached  BIGINT      NOT NULL,
    PRIMARY KEY (acquirer, subject)
);

-- Receipts that were due and are held by an open complaint or case; looked at again until it is closed.
CREATE TABLE retention_wait (
    receipt  VARCHAR(11)  NOT NULL PRIMARY KEY REFERENCES receipt,
    reason   VARCHAR(400) NOT NULL
);
