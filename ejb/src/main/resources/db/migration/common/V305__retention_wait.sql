-- Nobody reads why a deadline waits: it is asked anew.
ALTER TABLE retention_wait DROP COLUMN reason;
