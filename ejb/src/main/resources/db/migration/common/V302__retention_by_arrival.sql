-- Periods of parts count from the arrival: the time on a bill is its till's word. What was looked at by the bill's time is looked at again.
CREATE INDEX receipt_acquirer_arrival ON receipt (acquirer, arrival, number);
UPDATE retention_mark SET reached = 0 WHERE subject = 'PARTS';
