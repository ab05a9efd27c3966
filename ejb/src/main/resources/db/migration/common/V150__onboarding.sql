-- Merchants that want to join. Times are UTC milliseconds, digests SHA-256 as 43 characters of base64url.

-- What an institution asks of applicants; '*' stands for every institution without a row of its own for that kind.
CREATE TABLE onboarding_policy (
    acquirer_code VARCHAR(11)  NOT NULL,
    kind          VARCHAR(12)  NOT NULL,
    offered       BOOLEAN      NOT NULL,
    documents     VARCHAR(200) NOT NULL, -- kinds that must be there, with commas
    PRIMARY KEY (acquirer_code, kind)
);
INSERT INTO onboarding_policy (acquirer_code, kind, offered, documents)
VALUES ('*', 'ENTERPRISE', TRUE, 'LICENCE,ACCOUNT_PROOF,IDENTITY,PREMISES');
INSERT INTO onboarding_policy (acquirer_code, kind, offered, documents)
VALUES ('*', 'INDIVIDUAL', TRUE, 'IDENTITY,BANK_CARD,PREMISES');

CREATE TABLE merchant_application (
    number         VARCHAR(16)  NOT NULL PRIMARY KEY,
    code_hash      VARCHAR(43)  NOT NULL UNIQUE,
    acquirer_code  VARCHAR(11)  NOT NULL REFERENCES acquirer,
    kind           VARCHAR(12)  NOT NULL,
    state          VARCHAR(12)  NOT NULL,
    version        INTEGER      NOT NULL,
    created_at     BIGINT       NOT NULL,
    changed_at     BIGINT       NOT NULL,
    business_name  VARCHAR(128) NOT NULL,
    licence        VARCHAR(18)  NOT NULL,
    contact        VARCHAR(64)  NOT NULL,
    login          VARCHAR(254) NOT NULL,
    region         VARCHAR(64)  NOT NULL,
    city           VARCHAR(64)  NOT NULL,
    address        VARCHAR(128) NOT NULL,
    mcc            VARCHAR(4)   NOT NULL,
    terminals      INTEGER      NOT NULL,
    account_name   VARCHAR(128) NOT NULL,
    account_masked VARCHAR(16)  NOT NULL,
    account_sealed BYTEA        NOT NULL, -- the whole number, encrypted
    merchant_no    VARCHAR(15)  REFERENCES merchant,
    owner_id       VARCHAR(22)  REFERENCES account
);
CREATE INDEX merchant_application_list ON merchant_application (acquirer_code, state, changed_at);

-- What happened to an application, in order. `words`: what was asked, answered, given as a reason or sent along.
CREATE TABLE application_step (
    application VARCHAR(16)   NOT NULL REFERENCES merchant_application,
    seq         INTEGER       NOT NULL,
    at          BIGINT        NOT NULL,
    step        VARCHAR(12)   NOT NULL,
    actor       VARCHAR(254)  NOT NULL, -- empty: the applicant
    words       VARCHAR(1000) NOT NULL,
    PRIMARY KEY (application, seq)
);

-- Documents are encrypted (AES-256-GCM), each with a key of its own; destroying `sealed_key` erases it.
CREATE TABLE application_document (
    id          VARCHAR(22)  NOT NULL PRIMARY KEY,
    application VARCHAR(16)  NOT NULL REFERENCES merchant_application,
    kind        VARCHAR(16)  NOT NULL,
    file_type   VARCHAR(8)   NOT NULL,
    file_name   VARCHAR(128) NOT NULL,
    length      INTEGER      NOT NULL,
    digest      VARCHAR(43)  NOT NULL,
    added_at    BIGINT       NOT NULL,
    sealed_key  BYTEA        NOT NULL,
    UNIQUE (application, digest)
);
CREATE TABLE application_document_piece (
    document VARCHAR(22) NOT NULL REFERENCES application_document,
    seq      INTEGER     NOT NULL,
    bytes    BYTEA       NOT NULL,
    PRIMARY KEY (document, seq)
);

CREATE TABLE application_terminal (
    terminal_no VARCHAR(8)  NOT NULL PRIMARY KEY REFERENCES terminal,
    application VARCHAR(16) NOT NULL REFERENCES merchant_application
);
CREATE INDEX application_terminal_application ON application_terminal (application);
