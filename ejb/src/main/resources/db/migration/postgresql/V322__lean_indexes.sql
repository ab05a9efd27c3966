-- Every receipt pays for every index: those that are asked seldom become cheap ones.
-- A group's receipts have one time of arrival, which the index then names once for all of them.
DROP INDEX receipt_acquirer_arrival;
CREATE INDEX receipt_acquirer_arrival ON receipt (acquirer, arrival);
-- A digest is only ever asked for as a whole.
DROP INDEX receipt_digest;
CREATE INDEX receipt_digest ON receipt USING hash (digest);
