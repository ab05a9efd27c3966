-- How revocation lists and OCSP name a certificate: its issuer, and its serial number in lower-case hexadecimal.
CREATE TABLE certificate_serial (
    thumbprint VARCHAR(43) NOT NULL PRIMARY KEY REFERENCES certificate,
    issuer     VARCHAR(43) NOT NULL REFERENCES certificate,
    serial     VARCHAR(40) NOT NULL,
    UNIQUE (issuer, serial)
);

-- Revoked certificates of the platform itself: seals and authorities. Those of terminals stand in terminal_certificate.
CREATE TABLE platform_revocation (
    thumbprint        VARCHAR(43)              NOT NULL PRIMARY KEY REFERENCES certificate,
    revocation_reason VARCHAR(32)              NOT NULL,
    revoked_at        TIMESTAMP WITH TIME ZONE NOT NULL,
    decided_at        TIMESTAMP WITH TIME ZONE NOT NULL
);

-- Whatever happens to a certificate, numbered in the order of commits: what a node remembers is as old as the last number it saw.
CREATE TABLE certificate_version (
    id      INTEGER NOT NULL PRIMARY KEY,
    version BIGINT  NOT NULL
);
INSERT INTO certificate_version VALUES (1, 0);
CREATE TABLE certificate_change (
    version    BIGINT      NOT NULL PRIMARY KEY,
    thumbprint VARCHAR(43) NOT NULL REFERENCES certificate,
    issuer     VARCHAR(43)
);
CREATE INDEX certificate_change_issuer ON certificate_change (issuer, version);

-- The newest revocation list of each issuer, the same for every node. `version` is that of the changes it knows; times are UTC
-- milliseconds.
CREATE TABLE revocation_list (
    issuer      VARCHAR(43) NOT NULL PRIMARY KEY REFERENCES certificate,
    number      BIGINT      NOT NULL,
    version     BIGINT      NOT NULL,
    made_at     BIGINT      NOT NULL,
    next_update BIGINT      NOT NULL,
    der         BYTEA       NOT NULL
);
