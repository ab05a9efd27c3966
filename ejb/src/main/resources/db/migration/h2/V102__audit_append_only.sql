COMMENT ON TABLE audit_record IS 'append-only: changed rows are found by the chain of hashes';
