-- H2 has no trigger for it: see V100. This file keeps the version numbers of both databases in step.
COMMENT ON TABLE ledger_timestamp IS 'append-only: each row is what an entry of the ledger stands for';
