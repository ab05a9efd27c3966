-- Lists by amount, which are asked seldom, are sorted from the merchant's sales: that index holds the amounts. One of their own cost every
-- receipt as much as its number did, and its places are random: the more receipts, the dearer.
DROP INDEX receipt_merchant_amount;
