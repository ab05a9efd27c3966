-- H2 has no trigger for it: see V100. This file keeps the version numbers of both databases in step.
COMMENT ON COLUMN ledger_head.state IS 'checked when the head moves: what has ended is never appended to';
