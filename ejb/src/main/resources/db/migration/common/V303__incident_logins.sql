-- As long as a login may be.
ALTER TABLE ledger_incident ALTER COLUMN acknowledged_by SET DATA TYPE VARCHAR(254);
