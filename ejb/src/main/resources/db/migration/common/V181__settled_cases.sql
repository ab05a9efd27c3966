-- Settled sales without a bill are cases too. `settlement_row` is the id of the row as text; empty again once its file is undone,
-- while the slip's numbers stay, so that the same sale is known again when the file comes once more.
ALTER TABLE coverage_case ADD COLUMN settlement_file VARCHAR(9);
ALTER TABLE coverage_case ADD COLUMN batch_no VARCHAR(6);
ALTER TABLE coverage_case ADD COLUMN trace_no VARCHAR(6);
ALTER TABLE coverage_case ADD COLUMN reference_no VARCHAR(12);
ALTER TABLE coverage_case ADD COLUMN sold_on DATE; -- local day of the sale, as the settlement says
CREATE INDEX coverage_case_slip ON coverage_case (terminal_no, trace_no, sold_on);

-- Hours after the end of the day of sale during which a bill may still come by itself before a settled row becomes a case. '*' stands
-- for every acquirer without a row of its own. Rows are added, never changed; the newest that holds for the day of sale decides.
CREATE TABLE late_bill_policy (
    acquirer   VARCHAR(11) NOT NULL,
    version    INTEGER     NOT NULL,
    valid_from DATE        NOT NULL,
    late_hours INTEGER     NOT NULL,
    PRIMARY KEY (acquirer, version)
);
INSERT INTO late_bill_policy (acquirer, version, valid_from, late_hours) VALUES ('*', 1, DATE '1970-01-01', 24);
