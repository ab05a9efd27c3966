-- The few receipts without a signature of a merchant: lists of them do not read all the others. Signed ones need no place in the index.
CREATE INDEX receipt_unsigned ON receipt (merchant_no, sale_date, arrival, number) WHERE status = 'UNSIGNED';
