-- What is only ever added to looks the same for months: statistics of half as many rows serve as well, and are made a few times in a
-- table's life instead of every few seconds while it is young. Columns that no query asks for need none.
ALTER TABLE receipt SET (autovacuum_analyze_scale_factor = 0.5);
ALTER TABLE receipt_coverage SET (autovacuum_analyze_scale_factor = 0.5);
ALTER TABLE ledger_entry SET (autovacuum_analyze_scale_factor = 0.5);
ALTER TABLE receipt ALTER COLUMN stored SET STATISTICS 0;
ALTER TABLE receipt ALTER COLUMN findings SET STATISTICS 0;
ALTER TABLE ledger_entry ALTER COLUMN leaf SET STATISTICS 0;
ALTER TABLE ledger_entry ALTER COLUMN leaf_hash SET STATISTICS 0;
