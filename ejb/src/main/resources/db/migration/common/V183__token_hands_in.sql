-- Tokens read; those of an institution may also hand in its settlement files, if they were made for that.
ALTER TABLE api_token ADD COLUMN hands_in BOOLEAN DEFAULT FALSE NOT NULL;
