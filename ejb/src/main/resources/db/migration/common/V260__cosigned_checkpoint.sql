-- A checkpoint bears the cosignatures of its witnesses, of which a policy may name many.
ALTER TABLE ledger_checkpoint ALTER COLUMN note SET DATA TYPE VARCHAR(32000);
