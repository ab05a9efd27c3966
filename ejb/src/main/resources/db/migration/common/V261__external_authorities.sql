-- Authorities elsewhere that are trusted to certify terminals, those above them, and the newest revocation list of each.
CREATE TABLE external_authority (
    thumbprint   VARCHAR(43)              NOT NULL PRIMARY KEY REFERENCES certificate,
    issuer       VARCHAR(43)              REFERENCES external_authority, -- nothing for one that is trusted for itself
    name         VARCHAR(200)             NOT NULL,
    list_address VARCHAR(500),
    imported_at  TIMESTAMP WITH TIME ZONE NOT NULL,
    imported_by  VARCHAR(200)             NOT NULL,
    ended_at     TIMESTAMP WITH TIME ZONE, -- from when on it is not trusted
    ended_words  VARCHAR(512),
    list_since   TIMESTAMP WITH TIME ZONE,
    list_until   TIMESTAMP WITH TIME ZONE,
    tried_at     TIMESTAMP WITH TIME ZONE, -- when the list was last asked for
    fault        VARCHAR(32)               -- what was wrong then
);

-- The newest list itself, DER.
CREATE TABLE external_list (
    authority VARCHAR(43) NOT NULL PRIMARY KEY REFERENCES external_authority,
    der       BYTEA       NOT NULL
);

-- Whose terminals may have certificates of the authority.
CREATE TABLE external_authority_use (
    authority VARCHAR(43) NOT NULL REFERENCES external_authority,
    acquirer  VARCHAR(11) NOT NULL REFERENCES acquirer,
    PRIMARY KEY (authority, acquirer)
);

-- The authority elsewhere that has issued the certificate; and whether that authority's list holds it.
ALTER TABLE terminal_certificate ADD COLUMN authority VARCHAR(43) REFERENCES external_authority;
ALTER TABLE terminal_certificate ADD COLUMN held BOOLEAN DEFAULT FALSE NOT NULL;
CREATE INDEX terminal_certificate_authority ON terminal_certificate (authority);
