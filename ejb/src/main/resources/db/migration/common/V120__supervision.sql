-- Counts by day, for everybody and for one merchant.
CREATE INDEX receipt_day ON receipt (sale_date);
CREATE INDEX receipt_merchant_day ON receipt (merchant_no, sale_date);
-- A place in the ledger by the digest that a receipt file shows.
CREATE INDEX receipt_digest ON receipt (digest);
