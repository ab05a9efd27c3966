-- Renewal: the certificate that this one follows, and when its key was first seen at work. Until then the older one counts too.
ALTER TABLE terminal_certificate ADD COLUMN renews VARCHAR(43) REFERENCES certificate;
ALTER TABLE terminal_certificate ADD COLUMN used_at TIMESTAMP WITH TIME ZONE;
-- When a revocation was entered; `revoked_at` is from when on it counts, which may be earlier.
ALTER TABLE terminal_certificate ADD COLUMN decided_at TIMESTAMP WITH TIME ZONE;
UPDATE terminal_certificate SET used_at = delivered_at, decided_at = revoked_at;
