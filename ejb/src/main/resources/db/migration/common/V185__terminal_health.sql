-- How each terminal stands, as its events say; a row from its first event on. Times are UTC milliseconds.
-- `heard_at`: its newest event. The rest is of its heartbeats: `outbox` how many bills wait, `outbox1` to `outbox3` the same at the
-- heartbeats before, newest first, missing where none was told; `clock_offset` milliseconds that its clock is ahead of ours.
CREATE TABLE terminal_health (
    terminal_no  VARCHAR(8) NOT NULL PRIMARY KEY REFERENCES terminal,
    heard_at     BIGINT     NOT NULL,
    outbox       INTEGER,
    outbox1      INTEGER,
    outbox2      INTEGER,
    outbox3      INTEGER,
    clock_offset BIGINT
);
INSERT INTO terminal_health (terminal_no, heard_at)
SELECT terminal_no, CAST(EXTRACT(EPOCH FROM MAX(received_at)) * 1000 AS BIGINT) FROM terminal_event GROUP BY terminal_no;

-- Troubles of a kind in the last days, without reading the heartbeats between them.
CREATE INDEX terminal_event_type ON terminal_event (type, terminal_no, received_at);
