-- The new table of coverage, as the old one (V343).
ALTER TABLE receipt_coverage SET (autovacuum_analyze_scale_factor = 0.5);
-- Hashes cannot be compressed: trying it with every group only costs.
ALTER TABLE ledger_edge ALTER COLUMN data SET STORAGE EXTERNAL;
ALTER TABLE ledger_tile ALTER COLUMN data SET STORAGE EXTERNAL;
