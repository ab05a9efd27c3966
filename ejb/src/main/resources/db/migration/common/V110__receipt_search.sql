-- Facts of the bill that people search by. Receipts stored before this migration keep NULL for what only their payload
-- says, and the ledger's time as the time of the sale: they are found by number, trace number, terminal, type and amount.
ALTER TABLE receipt ADD COLUMN sale_time BIGINT DEFAULT 0 NOT NULL; -- of the bill, UTC milliseconds
ALTER TABLE receipt ADD COLUMN batch_no VARCHAR(6);
ALTER TABLE receipt ADD COLUMN reference_no VARCHAR(12);
ALTER TABLE receipt ADD COLUMN auth_code VARCHAR(6);
ALTER TABLE receipt ADD COLUMN card_last4 VARCHAR(4);
UPDATE receipt SET sale_time = arrival;
CREATE INDEX receipt_merchant_sale ON receipt (merchant_no, sale_time, number);
CREATE INDEX receipt_sale ON receipt (sale_time, number);
