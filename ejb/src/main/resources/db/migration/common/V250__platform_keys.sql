-- Keys that can seal. The newest of those that are ACTIVE seals; if it does not sign, the next one does, at last those in RESERVE.
-- RETIRED ones seal no more and stay valid. The certificate tells everything else.
CREATE TABLE seal_key (
    thumbprint VARCHAR(43)              NOT NULL PRIMARY KEY REFERENCES certificate,
    name       VARCHAR(64)              NOT NULL UNIQUE, -- under which the key is kept
    algorithm  VARCHAR(16)              NOT NULL,        -- as in JOSE headers
    state      VARCHAR(8)               NOT NULL,        -- ACTIVE, RESERVE, RETIRED
    ranked_at  TIMESTAMP WITH TIME ZONE NOT NULL,        -- since when it is in this state
    used_at    TIMESTAMP WITH TIME ZONE                  -- when it last sealed, to the minute
);
-- Whoever makes or ranks keys holds this row until it is done.
CREATE TABLE key_turn (
    id   INTEGER NOT NULL PRIMARY KEY,
    turn BIGINT  NOT NULL
);
INSERT INTO key_turn VALUES (1, 0);

-- What ledger entries of kinds `ceremony` and `incident` stand for: salted JSON about keys of the platform. Without log_id an entry
-- still waits for its place.
CREATE TABLE ceremony (
    id          VARCHAR(22)              NOT NULL PRIMARY KEY,
    kind        VARCHAR(16)              NOT NULL,
    event       VARCHAR(32)              NOT NULL,
    subject     VARCHAR(43)              NOT NULL, -- thumbprint of the key's certificate, or -
    name        VARCHAR(200)             NOT NULL,
    actor       VARCHAR(200)             NOT NULL,
    object      BYTEA                    NOT NULL,
    happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    acquirer    VARCHAR(11),
    log_id      INTEGER,
    seq         BIGINT
);
CREATE INDEX ceremony_time ON ceremony (happened_at);
