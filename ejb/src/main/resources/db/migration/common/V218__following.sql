-- Whoever has a receipt's link may leave an e-mail address to hear about that one receipt. Times are UTC milliseconds. Rows are deleted when
-- their time is over or their holder has had enough: nothing of the address stays. No foreign key to receipt: its lock would make signing wait.
CREATE TABLE receipt_follower (
    id         VARCHAR(22) NOT NULL PRIMARY KEY,
    code       VARCHAR(22) NOT NULL, -- of the receipt's link
    mark       VARCHAR(43) NOT NULL, -- of the address: a MAC, from which nobody without the key can guess it
    sealed     BYTEA       NOT NULL, -- address and secret of the letters' links, sealed with keys/access.key
    token_hash VARCHAR(43) NOT NULL UNIQUE,
    language   VARCHAR(8)  NOT NULL,
    signature  BOOLEAN     NOT NULL, -- wants to hear of signatures
    alteration BOOLEAN     NOT NULL, -- wants to hear of alterations
    state      VARCHAR(12) NOT NULL, -- ASKED: a letter has to go out, SENT: its holder has not answered, CONFIRMED
    told       VARCHAR(24) NOT NULL, -- how the receipt stood when its holder heard last
    asked_at   BIGINT      NOT NULL,
    expires_at BIGINT      NOT NULL,
    due_at     BIGINT      NOT NULL,
    attempts   INTEGER     NOT NULL,
    UNIQUE (code, mark)
);
CREATE INDEX receipt_follower_mark ON receipt_follower (mark, asked_at);
CREATE INDEX receipt_follower_due ON receipt_follower (state, due_at);
CREATE INDEX receipt_follower_expiry ON receipt_follower (expires_at);
