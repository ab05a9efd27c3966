-- The list of a merchant's receipts: by date of sale, the newest first, continued behind the last one seen.
CREATE INDEX receipt_merchant_list ON receipt (merchant_no, sale_date, arrival, number);
