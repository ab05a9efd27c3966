-- Lists, sums and searches are answered from these indexes; rows are read only for the page that is shown.
DROP INDEX receipt_merchant_sale;
CREATE INDEX receipt_merchant_sale ON receipt (merchant_no, sale_time, number)
    INCLUDE (active, status, bill_type, amount, currency, terminal_no, series, counter, trace_no, batch_no, reference_no,
             auth_code, card_last4);
DROP INDEX receipt_sale;
CREATE INDEX receipt_sale ON receipt (sale_time, number)
    INCLUDE (active, status, amount, acquirer, merchant_no, terminal_no, sale_date);
-- The few receipts that take others back.
CREATE INDEX receipt_taking ON receipt (merchant_no, original_terminal, original_series, original_counter)
    INCLUDE (bill_type, active) WHERE original_counter IS NOT NULL;
