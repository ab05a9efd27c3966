CREATE INDEX receipt_reference ON receipt (reference_no);
