-- Periods of parts count from their receipt's arrival. Few receipts have parts: only these pay for being found by it, not every receipt.
ALTER TABLE receipt_key ADD COLUMN acquirer VARCHAR(11) DEFAULT '' NOT NULL;
ALTER TABLE receipt_key ADD COLUMN arrival BIGINT DEFAULT 0 NOT NULL; -- ledger time, UTC milliseconds
UPDATE receipt_key SET
    acquirer = (SELECT r.acquirer FROM receipt r WHERE r.number = receipt_key.number),
    arrival = (SELECT r.arrival FROM receipt r WHERE r.number = receipt_key.number);
ALTER TABLE receipt_key ALTER COLUMN acquirer DROP DEFAULT;
ALTER TABLE receipt_key ALTER COLUMN arrival DROP DEFAULT;
DROP INDEX receipt_acquirer_arrival;
CREATE INDEX receipt_key_arrival ON receipt_key (acquirer, arrival, number);

-- A row that moved with every bill was a change for each receipt.
COMMENT ON TABLE terminal_state IS 'A counter of each terminal and series, few bills behind the highest one seen: later ones stand in their receipts.';
