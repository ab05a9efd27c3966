-- Names of events may be longer: PAD_HANDSHAKE_FAIL.
ALTER TABLE terminal_event ALTER COLUMN type SET DATA TYPE VARCHAR(24);

-- Which version the program of a terminal must have at least, from a day on. `model` '*' stands for every model of the brand. Rows come
-- from the register file, or are added here. Without a row every version is good.
CREATE TABLE program_policy (
    brand      VARCHAR(32) NOT NULL,
    model      VARCHAR(32) NOT NULL,
    valid_from DATE        NOT NULL,
    minimum    VARCHAR(32) NOT NULL,
    PRIMARY KEY (brand, model, valid_from)
);
