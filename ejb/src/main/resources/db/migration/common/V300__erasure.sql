-- What was erased of receipts, on whose account and why. Times are UTC milliseconds. `object` is what the ledger entry of kind `erasure` stands
-- for (salted JSON); `logged_seq` -1: it waits for the ledger. `again`: a restored database had it, and it was erased a second time.
CREATE TABLE erasure (
    id          VARCHAR(22)   NOT NULL PRIMARY KEY,
    kind        VARCHAR(16)   NOT NULL, -- PARTS of the receipt, or a COMPLAINT about it
    subject     VARCHAR(22)   NOT NULL, -- number of the receipt or of the complaint
    receipt     VARCHAR(11)   NOT NULL REFERENCES receipt,
    acquirer    VARCHAR(11)   NOT NULL,
    merchant_no VARCHAR(15)   NOT NULL,
    ground      VARCHAR(12)   NOT NULL,
    ordered_by  VARCHAR(254)  NOT NULL,
    reason      VARCHAR(4000) NOT NULL,
    erased_at   BIGINT        NOT NULL,
    again       BOOLEAN       NOT NULL,
    object      BYTEA         NOT NULL,
    logged_seq  BIGINT        NOT NULL
);
CREATE INDEX erasure_unlogged ON erasure (logged_seq, erased_at);
CREATE INDEX erasure_receipt ON erasure (receipt);
CREATE INDEX erasure_acquirer ON erasure (acquirer, erased_at);
