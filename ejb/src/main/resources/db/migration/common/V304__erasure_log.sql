-- Each log counts from 0: a place alone names no entry. NULL: it waits for the ledger, or is from before this column.
ALTER TABLE erasure ADD COLUMN logged_log INTEGER;
