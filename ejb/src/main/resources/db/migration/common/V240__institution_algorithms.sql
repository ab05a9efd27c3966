-- Which algorithms an institution works with: its terminals' keys (names as in headers, separated by spaces), and what seals its receipts.
ALTER TABLE acquirer ADD COLUMN terminal_algorithms VARCHAR(64) DEFAULT 'ES256 EdDSA' NOT NULL;
ALTER TABLE acquirer ADD COLUMN seal_algorithm VARCHAR(16) DEFAULT 'ES256' NOT NULL;
