-- A merchant's receipts by amount: the largest ones first, and those of an amount or a range, without sorting all of them.
CREATE INDEX receipt_merchant_amount ON receipt (merchant_no, amount, number)
    INCLUDE (active, sale_time, status, bill_type, currency);
