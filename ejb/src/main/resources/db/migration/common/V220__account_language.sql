-- In which language somebody reads the pages: their letters are in it unless they have chosen another one.
CREATE TABLE account_language (
    account_id VARCHAR(22) NOT NULL PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    language   VARCHAR(8)  NOT NULL
);
