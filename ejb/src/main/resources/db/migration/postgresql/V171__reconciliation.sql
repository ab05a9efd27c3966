-- Bills without a reference number cost nothing here.
CREATE INDEX receipt_reference ON receipt (reference_no) WHERE reference_no IS NOT NULL;
