-- How many differences the last look through a log found, for whoever watches.
ALTER TABLE ledger_scrub ADD COLUMN differences INTEGER DEFAULT 0 NOT NULL;
