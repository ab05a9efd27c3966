-- A receipt's bytes are base64: trying to compress them costs more than storing them, and gains nothing.
ALTER TABLE receipt ALTER COLUMN stored SET STORAGE EXTERNAL;
-- Few bills take another one back; the others need no place in the index.
DROP INDEX receipt_original;
CREATE INDEX receipt_original ON receipt (original_terminal, original_series, original_counter) WHERE original_terminal IS NOT NULL;
