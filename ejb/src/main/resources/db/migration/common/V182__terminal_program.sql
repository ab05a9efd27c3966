-- What runs on a terminal, as its FIRMWARE events say: from the day of one report until the next that says otherwise. `from_time` is
-- the beginning of that day, `reported_at` when the terminal says it was so; both are UTC milliseconds. Empty texts: not told.
CREATE TABLE terminal_program (
    terminal_no VARCHAR(8)  NOT NULL REFERENCES terminal,
    from_day    DATE        NOT NULL,
    from_time   BIGINT      NOT NULL,
    reported_at BIGINT      NOT NULL,
    brand       VARCHAR(32) NOT NULL,
    model       VARCHAR(32) NOT NULL,
    firmware    VARCHAR(32) NOT NULL,
    PRIMARY KEY (terminal_no, from_day)
);
