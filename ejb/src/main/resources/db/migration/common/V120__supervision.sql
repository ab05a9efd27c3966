-- Counts by day.
CREATE INDEX receipt_day ON receipt (sale_date);
-- A place in the ledger by the digest that a receipt file shows.
CREATE INDEX receipt_digest ON receipt (digest);
