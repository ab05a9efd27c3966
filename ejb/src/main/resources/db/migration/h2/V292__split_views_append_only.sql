-- H2 has no trigger for it: see V100. This file keeps the version numbers of both databases in step.
COMMENT ON TABLE split_view IS 'append-only: evidence is never taken back';
