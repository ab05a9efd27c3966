-- Whether the newest record of a shard says that it was sealed at that size. What was recorded before is recorded once more.
ALTER TABLE ledger_record ADD COLUMN sealed BOOLEAN DEFAULT FALSE NOT NULL;
